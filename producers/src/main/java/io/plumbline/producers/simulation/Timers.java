package io.plumbline.producers.simulation;

/** How long each node waits for its next decision before it turns to another proposer: twice as long after each time it did. */
final class Timers {
    private static final int MOST_DOUBLINGS = 10;

    private final EventQueue queue;
    private final long patienceNanos;
    private final int[] generation;
    private final int[] doublings;
    private final long[] since;

    Timers(EventQueue queue, int nodes, long patienceNanos) {
        this.queue = queue;
        this.patienceNanos = patienceNanos;
        generation = new int[nodes];
        doublings = new int[nodes];
        since = new long[nodes];
    }

    /** Begins to wait anew. */
    void restart(int node, long now) {
        generation[node]++;
        since[node] = now;
        ring(node, now);
    }

    /** Whether a timer that rings is the node's latest. */
    boolean isLatest(int node, int slot) {
        return (generation[node] & 0xFFFF) == slot;
    }

    /** Lets the same timer ring again when patience ends that began at {@code from}. */
    void ring(int node, long from) {
        queue.add(from + patience(node), Events.at(Events.TIMER, generation[node], 0, node));
    }

    long since(int node) {
        return since[node];
    }

    long patience(int node) {
        return patienceNanos << doublings[node];
    }

    long shortestPatience() {
        return patienceNanos;
    }

    void morePatience(int node) {
        doublings[node] = Math.min(MOST_DOUBLINGS, doublings[node] + 1);
    }

    void lessPatience(int node) {
        doublings[node] = Math.max(0, doublings[node] - 1);
    }
}
