package io.plumbline.streams.domain.regression;

import java.util.Arrays;

/** On which scale differences are compared. */
enum Scale {
    /** Ratios: what the noise of times, rates and sizes is made of. */
    LOG {
        @Override
        double forth(double value) {
            return value > 0 ? Math.log(value) : Double.NEGATIVE_INFINITY;
        }

        @Override
        double back(double value) {
            return Math.exp(value);
        }
    },
    /** Differences, where some values are negative or many are zero. */
    LINEAR {
        @Override
        double forth(double value) {
            return value;
        }

        @Override
        double back(double value) {
            return value;
        }
    };

    /** Up to this share of zeros are points that went missing in a series of positive values, not values of it. */
    private static final double FEW = .1;

    /** Standard deviation of the logarithm of the absolute value of a normal variable: pi / sqrt(8). */
    private static final double LOG_NORMAL_SPREAD = Math.PI / Math.sqrt(8);

    abstract double forth(double value);

    abstract double back(double value);

    double[] forth(double[] values) {
        return Arrays.stream(values).map(this::forth).toArray();
    }

    /**
     * The scale for points that come one by one: logarithmic if they are positive, but for a few zeros that are far from
     * the others.
     */
    static Scale of(double[] values) {
        if (Arrays.stream(values).anyMatch(value -> value < 0)) {
            return LINEAR;
        }
        double[] positive = Arrays.stream(values).filter(value -> value > 0).toArray();
        if (positive.length == values.length) {
            return LOG;
        }
        boolean few = positive.length >= (1 - FEW) * values.length;
        boolean far = few && 2 * Arrays.stream(positive).min().orElse(0) >= Robust.median(positive);
        return far ? LOG : LINEAR;
    }

    /**
     * The scale on which a whole series is equally noisy at all its levels: logarithmic, unless some values are not positive,
     * or the differences between neighbours clearly do not grow with the level (Tukey's spread against level, 1977).
     */
    static Scale evenFor(double[] values) {
        if (Arrays.stream(values).anyMatch(value -> value <= 0)) {
            return LINEAR;
        }
        double[] levels = new double[values.length];
        double[] spreads = new double[values.length];
        int count = 0;
        for (int i = 1; i < values.length; i++) {
            if (values[i] != values[i - 1]) {
                levels[count] = Math.log((values[i] + values[i - 1]) / 2);
                spreads[count++] = Math.log(Math.abs(values[i] - values[i - 1]));
            }
        }
        return grows(Arrays.copyOf(levels, count), Arrays.copyOf(spreads, count)) ? LOG : LINEAR;
    }

    /** Whether the slope of spread over level may be 1/2 or more, within one standard error. */
    private static boolean grows(double[] levels, double[] spreads) {
        double level = Arrays.stream(levels).average().orElse(0);
        double products = 0;
        double squares = 0;
        for (int i = 0; i < levels.length; i++) {
            products += (levels[i] - level) * spreads[i];
            squares += (levels[i] - level) * (levels[i] - level);
        }
        return squares == 0 || products / squares + LOG_NORMAL_SPREAD / Math.sqrt(squares) >= .5;
    }
}
