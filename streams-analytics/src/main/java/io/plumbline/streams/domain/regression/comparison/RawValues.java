package io.plumbline.streams.domain.regression.comparison;

import io.plumbline.sketch.QuantileInterval;
import io.plumbline.sketch.Sketch;
import java.util.Arrays;

/** Values one by one. */
final class RawValues implements Distribution {
    private final double[] sorted;

    RawValues(double[] values) {
        sorted = values.clone();
        Arrays.sort(sorted);
        if (sorted.length > 0 && !(Double.isFinite(sorted[0]) && Double.isFinite(sorted[sorted.length - 1]))) {
            throw new IllegalArgumentException("a value is not a finite number");
        }
    }

    @Override
    public long count() {
        return sorted.length;
    }

    @Override
    public double quantile(double q) {
        return sorted.length == 0 ? Double.NaN : sorted[(int) Sketch.rank(q, sorted.length) - 1];
    }

    @Override
    public Double low(double q) {
        QuantileInterval interval = interval(q);
        return interval.low() == 0 ? null : (Double) sorted[(int) interval.low() - 1];
    }

    @Override
    public Double high(double q) {
        QuantileInterval interval = interval(q);
        return interval.high() > sorted.length ? null : (Double) sorted[(int) interval.high() - 1];
    }

    @Override
    public double shareAtMost(double value) {
        int low = 0;
        int high = sorted.length;
        while (low < high) {
            int middle = (low + high) >>> 1;
            if (sorted[middle] <= value) {
                low = middle + 1;
            } else {
                high = middle;
            }
        }
        return (double) low / sorted.length;
    }

    @Override
    public double[] steps() {
        return sorted.clone();
    }
}
