package io.plumbline.producers.figure;

import io.plumbline.sketch.Sketch;

/** Gathers samples of one kind, e.g. durations in nanoseconds. For one thread; those of several are merged afterwards. */
public final class Samples {
    private final Sketch sketch = new Sketch();
    private double sumOfSquares;

    /** @throws IllegalArgumentException if it is negative */
    public void record(long value) {
        sketch.record(value);
        sumOfSquares += (double) value * value;
    }

    public void merge(Samples other) {
        sketch.merge(other.sketch);
        sumOfSquares += other.sumOfSquares;
    }

    public long count() {
        return sketch.count();
    }

    /** Null without a sample: nothing was measured. */
    public Distribution distribution() {
        return sketch.isEmpty() ? null : Distribution.of(sketch, sumOfSquares);
    }
}
