package io.plumbline.streams.domain.regression;

import java.util.Arrays;

/**
 * A pattern that repeats every {@code period} points, as the sum of its first harmonics: it is estimated on what a moving
 * average over one period leaves, so that neither level shifts nor trends become part of it.
 *
 * @param period in points; 0 where nothing repeats
 * @param coefficients of cosine and sine of each harmonic
 */
@SuppressWarnings("ArrayRecordComponent") // never compared
record Season(int period, double[] coefficients) {
    static final Season NONE = new Season(0, new double[0]);

    private static final int FEWEST_CYCLES = 4;
    private static final int SHORTEST = 4;
    private static final int LONGEST = 400;
    /** A longer series shows its season in this many points. */
    private static final int ENOUGH = 4_000;

    private static final int HARMONICS = 4;
    /** Order of the autoregression that a season must explain more than: noise wanders in cycles, too. */
    private static final int NOISE = 3;
    /** Penalty of the choice of a period, in units of the logarithm of the number of points. */
    private static final double CHOICE = 3;

    /** The season that explains most, if any explains enough. */
    static Season of(double[] series) {
        double[] values = series.length > ENOUGH ? Arrays.copyOf(series, ENOUGH) : series;
        Season best = NONE;
        double greatest = 0;
        for (int period = SHORTEST; period <= Math.min(LONGEST, values.length / FEWEST_CYCLES); period++) {
            double[] rest = clipped(aroundMovingAverage(values, period));
            double plain = innovations(rest);
            for (int harmonics = 1; harmonics <= Math.min(HARMONICS, period / 2); harmonics++) {
                Season season = fit(rest, period, harmonics);
                double gain = values.length * Math.log(plain / innovations(season.removedFrom(rest)))
                        - (CHOICE + season.coefficients.length) * Math.log(values.length);
                best = gain > greatest ? season : best;
                greatest = Math.max(greatest, gain);
            }
        }
        return best;
    }

    double at(int index) {
        double sum = 0;
        for (int i = 0; i < coefficients.length; i++) {
            sum += coefficients[i] * wave(period, i, index);
        }
        return sum;
    }

    double[] removedFrom(double[] values) {
        double[] rest = new double[values.length];
        Arrays.setAll(rest, i -> values[i] - at(i));
        return rest;
    }

    private static Season fit(double[] rest, int period, int harmonics) {
        int columns = Math.min(2 * harmonics, period - 1);
        double[][] normal = new double[columns][columns];
        double[] right = new double[columns];
        for (int t = 0; t < rest.length; t++) {
            for (int i = 0; i < columns; i++) {
                double wave = wave(period, i, t);
                right[i] += wave * rest[t];
                for (int j = 0; j <= i; j++) {
                    normal[i][j] += wave * wave(period, j, t);
                }
            }
        }
        return new Season(period, new Cholesky(normal).solve(right));
    }

    /** Cosine of the first harmonic, its sine, cosine of the second ... */
    private static double wave(int period, int column, int index) {
        double angle = 2 * Math.PI * (column / 2 + 1) * (index % period) / period;
        return column % 2 == 0 ? Math.cos(angle) : Math.sin(angle);
    }

    private static double innovations(double[] values) {
        return Autoregression.of(values, NOISE).sumOfSquares(values, NOISE);
    }

    /** What is left of each value less the mean of one period around it; at the ends, of the first and the last period. */
    private static double[] aroundMovingAverage(double[] values, int period) {
        double[] sums = new double[values.length + 1];
        for (int i = 0; i < values.length; i++) {
            sums[i + 1] = sums[i] + values[i];
        }
        double[] rest = new double[values.length];
        for (int i = 0; i < values.length; i++) {
            int from = Math.max(0, Math.min(i - period / 2, values.length - period));
            rest[i] = values[i] - (sums[from + period] - sums[from]) / period;
        }
        return rest;
    }

    private static double[] clipped(double[] rest) {
        double limit = 3 * Robust.spread(rest, Robust.median(rest));
        return Arrays.stream(rest).map(value -> Robust.clip(value, limit)).toArray();
    }
}
