package io.plumbline.streams.domain.regression;

/** What it costs to describe a piece of a series by one regime: a sum of squares, from running sums in constant time. */
@FunctionalInterface
interface SegmentCost {
    /** Of the points from {@code from} to before {@code to}. */
    double of(int from, int to);

    /**
     * Around one level, for noise that is autoregressive of first order and starts anew with the piece: the squares of the
     * innovations, and of the first point as its stationary distribution weighs it (Davis, Lee and Rodriguez-Yam, JASA 101, 2006).
     */
    static SegmentCost level(double[] values, double correlation) {
        double[] innovations = new double[values.length];
        for (int i = 1; i < values.length; i++) {
            innovations[i] = values[i] - correlation * values[i - 1];
        }
        double[] sum = sums(innovations, innovations, false);
        double[] squares = sums(innovations, innovations, true);
        double step = 1 - correlation;
        double first = 1 - correlation * correlation;
        return (from, to) -> {
            int n = to - from - 1;
            double start = values[from];
            double weight = step * step * n + first;
            double pull = step * (sum[to] - sum[from + 1]) + first * start;
            return squares[to] - squares[from + 1] + first * start * start - pull * pull / weight;
        };
    }

    /** Around a line of its own. */
    static SegmentCost line(double[] values) {
        double[] index = new double[values.length];
        for (int i = 0; i < index.length; i++) {
            index[i] = i - index.length / 2.0;
        }
        double[] y = sums(values, values, false);
        double[] yy = sums(values, values, true);
        double[] x = sums(index, index, false);
        double[] xx = sums(index, index, true);
        double[] xy = sums(index, values, true);
        return (from, to) -> {
            double n = to - from;
            double sx = x[to] - x[from];
            double sy = y[to] - y[from];
            double sxx = xx[to] - xx[from] - sx * sx / n;
            double sxy = xy[to] - xy[from] - sx * sy / n;
            double syy = yy[to] - yy[from] - sy * sy / n;
            return sxx > 0 ? syy - sxy * sxy / sxx : syy;
        };
    }

    private static double[] sums(double[] left, double[] right, boolean products) {
        double[] sums = new double[left.length + 1];
        for (int i = 0; i < left.length; i++) {
            sums[i + 1] = sums[i] + left[i] * (products ? right[i] : 1);
        }
        return sums;
    }
}
