package io.plumbline.streams.domain.regression.comparison;

import io.plumbline.sketch.Buckets;
import io.plumbline.sketch.QuantileInterval;
import io.plumbline.sketch.Sketch;

/** The sketch of many windows: quantiles within 0.79 %, and intervals that allow for it. */
final class MergedSketch implements Distribution {
    private final Sketch sketch;
    private final long[] atMost;

    MergedSketch(Sketch sketch) {
        this.sketch = sketch;
        this.atMost = sketch.counts();
        for (int i = 1; i < atMost.length; i++) {
            atMost[i] += atMost[i - 1];
        }
    }

    @Override
    public long count() {
        return sketch.count();
    }

    @Override
    public double quantile(double q) {
        return sketch.quantile(q);
    }

    @Override
    public Double low(double q) {
        return interval(q).lowIn(sketch);
    }

    @Override
    public Double high(double q) {
        QuantileInterval interval = interval(q);
        return interval.highIn(sketch);
    }

    /** Exact at the ends of buckets, which {@link #steps} are; in between, as if a bucket's values were spread evenly. */
    @Override
    public double shareAtMost(double value) {
        if (value < 0 || sketch.isEmpty()) {
            return 0;
        }
        if (value >= sketch.max()) {
            return 1;
        }
        int bucket = Buckets.bucketOf(value);
        int index = bucket - sketch.lo();
        if (index < 0) {
            return 0;
        }
        double below = index == 0 ? 0 : atMost[index - 1];
        double part = (value - Buckets.lower(bucket)) / (Buckets.lower(bucket + 1) - Buckets.lower(bucket));
        return (below + part * (atMost[index] - below)) / sketch.count();
    }

    @Override
    public double[] steps() {
        double[] steps = new double[atMost.length];
        for (int i = 0; i < steps.length; i++) {
            steps[i] = Buckets.lower(sketch.lo() + i + 1);
        }
        return steps;
    }
}
