package io.plumbline.streams.domain.trend;

import java.util.Arrays;
import java.util.OptionalDouble;

/** How closely values follow time: along a line (Pearson), or in whatever monotone way (Spearman). */
final class Correlation {
    private Correlation() {}

    /** Empty when either does not vary. */
    static OptionalDouble pearson(double[] x, double[] y) {
        double meanX = Arrays.stream(x).average().orElse(0);
        double meanY = Arrays.stream(y).average().orElse(0);
        double xx = 0;
        double yy = 0;
        double xy = 0;
        for (int i = 0; i < x.length; i++) {
            xx += (x[i] - meanX) * (x[i] - meanX);
            yy += (y[i] - meanY) * (y[i] - meanY);
            xy += (x[i] - meanX) * (y[i] - meanY);
        }
        double product = Math.sqrt(xx) * Math.sqrt(yy);
        return product > 0 ? OptionalDouble.of(Math.max(-1, Math.min(1, xy / product))) : OptionalDouble.empty();
    }

    /** Pearson's of the ranks; equal values share the mean of theirs. */
    static OptionalDouble spearman(double[] x, double[] y) {
        return pearson(ranks(x), ranks(y));
    }

    private static double[] ranks(double[] values) {
        double[] sorted = values.clone();
        Arrays.sort(sorted);
        double[] ranks = new double[values.length];
        for (int i = 0; i < values.length; i++) {
            ranks[i] = (first(sorted, values[i]) + afterLast(sorted, values[i]) - 1) / 2.0;
        }
        return ranks;
    }

    private static int first(double[] sorted, double value) {
        int low = 0;
        int high = sorted.length;
        while (low < high) {
            int middle = (low + high) >>> 1;
            if (sorted[middle] < value) {
                low = middle + 1;
            } else {
                high = middle;
            }
        }
        return low;
    }

    private static int afterLast(double[] sorted, double value) {
        return first(sorted, Math.nextUp(value));
    }
}
