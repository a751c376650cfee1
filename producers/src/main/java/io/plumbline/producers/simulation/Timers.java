package io.plumbline.producers.simulation;

/**
 * How long each node waits for its next decision before it turns to another proposer. After each time it did it waits
 * longer by as much again, until it decides (as in Tendermint, Buchman 2016): so views come to last long enough, and a
 * few faulty proposers in a row do not silence the cluster for minutes, as doubling would.
 */
final class Timers {
    private final EventQueue queue;
    private final long patienceNanos;
    private final int[] generation;
    private final int[] lost; // how often since the last decision
    private final long[] since;

    Timers(EventQueue queue, int nodes, long patienceNanos) {
        this.queue = queue;
        this.patienceNanos = patienceNanos;
        generation = new int[nodes];
        lost = new int[nodes];
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
        return patienceNanos * (1 + lost[node]);
    }

    void losePatience(int node) {
        lost[node]++;
    }

    void regainPatience(int node) {
        lost[node] = 0;
    }
}
