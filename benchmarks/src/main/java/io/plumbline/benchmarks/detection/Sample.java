package io.plumbline.benchmarks.detection;

import java.util.List;
import java.util.SplittableRandom;

/**
 * One generated series and where it changes.
 *
 * @param values NaN where a point is missing
 * @param changes the first point of each new level
 */
@SuppressWarnings("ArrayRecordComponent") // never compared
public record Sample(double[] values, List<Integer> changes) {
    /** The same series for the same arguments, on every machine. */
    public static Sample of(Shape shape, Noise noise, long seed) {
        double[] values = noise.factors(shape.length(), new SplittableRandom(seed));
        double[] levels = shape.levels();
        for (int i = 0; i < values.length; i++) {
            values[i] *= levels[i];
        }
        return new Sample(values, shape.indexes());
    }
}
