package io.plumbline.streams.domain.regression;

import java.util.SplittableRandom;
import java.util.function.IntToDoubleFunction;

/** Series with known noise, the same for the same seed. */
final class SeriesMaker {
    private SeriesMaker() {}

    /** Levels with independent noise, its standard deviation in parts of the level. */
    static double[] noisy(int length, double spread, long seed, IntToDoubleFunction level) {
        SplittableRandom random = new SplittableRandom(seed);
        double[] values = new double[length];
        for (int i = 0; i < length; i++) {
            values[i] = level.applyAsDouble(i) * Math.exp(spread * random.nextGaussian());
        }
        return values;
    }

    static double[] walk(int length, double drift, long seed) {
        SplittableRandom random = new SplittableRandom(seed);
        double[] values = new double[length];
        double value = 1000;
        for (int i = 0; i < length; i++) {
            value += drift + 5 * random.nextGaussian();
            values[i] = value;
        }
        return values;
    }
}
