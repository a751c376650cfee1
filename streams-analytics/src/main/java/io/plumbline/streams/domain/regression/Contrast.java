package io.plumbline.streams.domain.regression;

import java.util.Arrays;
import org.hipparchus.distribution.continuous.TDistribution;

/**
 * What the points of two neighbouring regimes say of the bound between them: a t-test on whitened values.
 *
 * @param index of the first point of the second regime
 * @param before level before the bound, on the scale of comparison
 * @param after level after it; of a trend, at the end of the second regime
 * @param expected what would have been there without the change
 */
record Contrast(int index, Kind kind, double pValue, double before, double after, double expected) {
    static final double SIGNIFICANT = .001;

    /** The noise is not asked to remember more of a window than this part of it. */
    private static final int POINTS_FOR_EACH_LAG = 8;

    /**
     * The contrast at the place near {@code bound} where the second regime most likely begins.
     *
     * @param values of the two regimes
     * @param bound the first of the second, as it seemed
     * @param reach how far it may be from there
     */
    static Contrast near(double[] values, int bound, int reach, boolean lines, Autoregression noise) {
        Autoregression memory = shortened(noise, values.length);
        int from = Math.max(bound - reach, RegimeSearch.SHORTEST);
        int to = Math.min(bound + reach, values.length - RegimeSearch.SHORTEST);
        if (!lines) {
            return ofLevels(values, Fit.best(values, memory, from, to, bound, Contrast::levels));
        }
        Fit jump = Fit.best(values, memory, from, to, bound, Contrast::brokenLine);
        int margin = RegimeSearch.SHORTEST_LINE;
        Fit bend = Fit.best(values, memory, margin, values.length - margin, bound, Contrast::bentLine);
        return bend.isAsGoodAs(jump) ? ofBend(values, bend) : ofJump(jump);
    }

    private static Contrast ofLevels(double[] values, Fit fit) {
        double before = Robust.median(Arrays.copyOf(values, fit.bound));
        double after = Robust.median(Arrays.copyOfRange(values, fit.bound, values.length));
        return new Contrast(fit.bound, Kind.STEP, fit.pValue(1), before, after, before);
    }

    private static Contrast ofJump(Fit fit) {
        double before = fit.regression.coefficients()[0];
        double after = before + fit.regression.coefficients()[2];
        return new Contrast(fit.bound, Kind.STEP, fit.pValue(2), before, after, before);
    }

    private static Contrast ofBend(double[] values, Fit fit) {
        double[] c = fit.regression.coefficients();
        int last = values.length - 1 - fit.bound;
        double expected = c[0] + c[1] * last;
        return new Contrast(fit.bound, Kind.TREND, fit.pValue(2), c[0], expected + c[2] * last, expected);
    }

    /** Level and step. */
    private static double[][] levels(int length, int bound) {
        double[][] columns = new double[2][length];
        Arrays.fill(columns[0], 1);
        Arrays.fill(columns[1], bound, length, 1);
        return columns;
    }

    /** Level at the bound, slope, and change of slope. */
    private static double[][] bentLine(int length, int bound) {
        double[][] columns = new double[3][length];
        for (int t = 0; t < length; t++) {
            columns[0][t] = 1;
            columns[1][t] = t - bound;
            columns[2][t] = Math.max(0, t - bound);
        }
        return columns;
    }

    /** Level at the bound, slope, step, and change of slope. */
    private static double[][] brokenLine(int length, int bound) {
        double[][] bent = bentLine(length, bound);
        return new double[][] {bent[0], bent[1], levels(length, bound)[1], bent[2]};
    }

    private static Autoregression shortened(Autoregression noise, int length) {
        int order = Math.min(noise.order(), length / POINTS_FOR_EACH_LAG);
        return order == noise.order() ? noise : new Autoregression(Arrays.copyOf(noise.coefficients(), order));
    }

    /** The columns of a description of so many points with a change at a bound. */
    @FunctionalInterface
    private interface Columns {
        double[][] of(int length, int bound);
    }

    private record Fit(int bound, int rows, Regression regression) {
        /** Where between {@code from} and {@code to} the change fits best; at {@code seemed} if there is no room. */
        static Fit best(double[] values, Autoregression noise, int from, int to, int seemed, Columns columns) {
            Fit best = at(values, noise, seemed, columns);
            for (int bound = from; bound <= to; bound++) {
                Fit fit = at(values, noise, bound, columns);
                best = fit.regression.squares() < best.regression.squares() ? fit : best;
            }
            return best;
        }

        private static Fit at(double[] values, Autoregression noise, int bound, Columns columns) {
            double[][] described = columns.of(values.length, bound);
            Regression regression = Regression.of(values, described, noise, noise.order());
            return new Fit(bound, values.length - noise.order(), regression);
        }

        /** For one figure less. */
        boolean isAsGoodAs(Fit other) {
            return rows * Math.log(regression.squares() / other.regression.squares()) <= Math.log(rows);
        }

        double pValue(int column) {
            double contrast = Math.abs(regression.contrast(column));
            return contrast == Double.POSITIVE_INFINITY
                    ? 0
                    : 2 * new TDistribution(Math.max(1, regression.freedom())).cumulativeProbability(-contrast);
        }
    }

    Contrast movedBy(int distance) {
        return new Contrast(index + distance, kind, pValue, before, after, expected);
    }
}
