package io.plumbline.streams.app;

/** Told of every commit of the topology, by the thread that commits; it must return at once and never throw. */
@FunctionalInterface
public interface CommitListener {
    /** Ignores everything. */
    CommitListener NONE = (startNanos, endNanos, ok) -> {};

    /**
     * @param startNanos when the commit began, by {@link System#nanoTime}
     * @param endNanos when Kafka had answered
     * @param ok whether the transaction was committed
     */
    void committed(long startNanos, long endNanos, boolean ok);
}
