package io.plumbline.sink;

/** Told of every transaction of the sink; it must return at once and never throw. */
@FunctionalInterface
public interface LatencyListener {
    /** Ignores everything. */
    LatencyListener NONE = (startNanos, endNanos, ok) -> {};

    /**
     * @param startNanos when the transaction began, by {@link System#nanoTime}
     * @param endNanos when it was committed, or had failed
     */
    void committed(long startNanos, long endNanos, boolean ok);
}
