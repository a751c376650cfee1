package io.plumbline.producers.agent;

/**
 * Sequence numbers that travel in one batch: first {@code dropped} ones that are declared lost, then, from {@code first},
 * those of its {@code count} measurements.
 */
record Span(long first, int count, long dropped) {
    /** Of records that carry no measurements. */
    static final Span NONE = new Span(0, 0, 0);

    /** The first number that it declares or carries. */
    long start() {
        return first - dropped;
    }

    /** The first number after it. */
    long end() {
        return first + count;
    }
}
