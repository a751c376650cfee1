package io.plumbline.sink.rows;

/** Figures on their way to nullable columns. */
final class Figure {
    private Figure() {}

    /** The same, or null for what is no number: a ratio of nothing, an interval without an end. */
    static Double finite(Double value) {
        return value == null || !Double.isFinite(value) ? null : value;
    }
}
