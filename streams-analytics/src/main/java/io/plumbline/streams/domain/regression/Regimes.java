package io.plumbline.streams.domain.regression;

import java.util.Arrays;

/**
 * A series described as regimes, each a level or a line, with autoregressive noise that runs on across their bounds.
 *
 * @param bounds where the second and later regimes begin
 * @param lines whether each regime has a slope of its own
 * @param coefficients height of each regime, and with lines its slope
 * @param noise around them
 * @param squares sum of the squared innovations
 */
@SuppressWarnings("ArrayRecordComponent") // never compared
record Regimes(int[] bounds, boolean lines, double[] coefficients, Autoregression noise, double squares) {
    /** Rounds of estimating noise and regimes in turn: the third changes little. */
    private static final int ROUNDS = 4;

    /**
     * @param order of the noise
     * @param from the first point whose innovation counts, {@code order} at least, so that descriptions compare
     */
    static Regimes fit(double[] values, int[] bounds, boolean lines, int order, int from) {
        Regimes fit = fit(values, bounds, lines, new Autoregression(new double[order]), from);
        for (int round = 0; order > 0 && round < ROUNDS; round++) {
            fit = fit(values, bounds, lines, Autoregression.of(fit.residuals(values), order), from);
        }
        return fit;
    }

    /** How many figures describe the regimes. */
    int parameters() {
        return coefficients.length;
    }

    double[] residuals(double[] values) {
        int[] regimes = regimes(values.length, bounds);
        double[] residuals = new double[values.length];
        Arrays.setAll(residuals, t -> values[t] - fitted(regimes[t], t));
        return residuals;
    }

    private double fitted(int regime, int t) {
        return lines ? coefficients[2 * regime] + coefficients[2 * regime + 1] * t : coefficients[regime];
    }

    private static Regimes fit(double[] values, int[] bounds, boolean lines, Autoregression noise, int from) {
        int columns = (lines ? 2 : 1) * (bounds.length + 1);
        double[][] normal = new double[columns][columns];
        double[] right = new double[columns];
        double[] row = new double[columns];
        int[] regimes = regimes(values.length, bounds);
        for (int t = from; t < values.length; t++) {
            // A row touches the regimes of its point and of those that the noise remembers: all else stays 0.
            int low = (lines ? 2 : 1) * regimes[t - noise.order()];
            int high = (lines ? 2 : 1) * (regimes[t] + 1);
            Arrays.fill(row, low, high, 0);
            add(row, regimes[t], lines, 1, t);
            for (int lag = 1; lag <= noise.order(); lag++) {
                add(row, regimes[t - lag], lines, -noise.coefficients()[lag - 1], t - lag);
            }
            accumulate(normal, right, row, low, high, noise.innovation(values, t));
        }
        Regimes fit = new Regimes(bounds, lines, new Cholesky(normal).solve(right), noise, 0);
        return fit.with(noise.sumOfSquares(fit.residuals(values), from));
    }

    private Regimes with(double sumOfSquares) {
        return new Regimes(bounds, lines, coefficients, noise, sumOfSquares);
    }

    private static void add(double[] row, int regime, boolean lines, double weight, int t) {
        if (lines) {
            row[2 * regime] += weight;
            row[2 * regime + 1] += weight * t;
        } else {
            row[regime] += weight;
        }
    }

    private static void accumulate(
            double[][] normal, double[] right, double[] row, int low, int high, double innovation) {
        for (int i = low; i < high; i++) {
            right[i] += row[i] * innovation;
            for (int j = low; j <= i; j++) {
                normal[i][j] += row[i] * row[j];
            }
        }
    }

    /** The number of each point's regime. */
    private static int[] regimes(int length, int[] bounds) {
        int[] regimes = new int[length];
        for (int bound : bounds) {
            for (int t = bound; t < length; t++) {
                regimes[t]++;
            }
        }
        return regimes;
    }
}
