package io.plumbline.producers.simulation;

/**
 * Sees what happens in a simulated cluster, in the order of virtual time. Times are nanoseconds since the start of the
 * simulation, warm-up included. Nothing that it does changes the simulation.
 */
public interface Observer {
    /** Sees nothing. */
    Observer NONE = new Observer() {};

    /**
     * An operation is over. Each is told once.
     *
     * @param node that proposed it; where a client gave up, one that it asked, each node in turn
     * @param intendedNanos when the client meant to ask for it
     * @param durationNanos from then until f + 1 correct nodes had decided it, which is when a client can know; where
     *     it gave up, how long it had waited
     * @param committed whether it was decided in time
     * @param bytes of the operation with its signature
     */
    default void operation(int node, long intendedNanos, long durationNanos, boolean committed, int bytes) {}

    /** A correct node decided a proposal, {@code durationNanos} after it was made. */
    default void decided(int node, long proposedNanos, long durationNanos) {}

    /** A correct node lost patience with a proposer, after {@code durationNanos}. */
    default void viewChange(int node, long sinceNanos, long durationNanos) {}

    /** A second of a node's life is over. */
    default void interval(NodeInterval interval) {}
}
