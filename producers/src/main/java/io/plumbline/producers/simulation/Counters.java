package io.plumbline.producers.simulation;

/** What each node did so far: one row of counters for each, side by side in memory. */
final class Counters {
    static final int BUSY_NANOS = 0;
    static final int SENT = 1;
    static final int LOST = 2;
    static final int RECEIVED = 3;
    static final int SENT_BYTES = 4;
    static final int RECEIVED_BYTES = 5;
    static final int INVALID_SIGNATURES = 6;
    static final int EQUIVOCATIONS = 7;
    private static final int ROW = 8;

    private final long[] values;

    Counters(int nodes) {
        values = new long[nodes * ROW];
    }

    private Counters(long[] values) {
        this.values = values;
    }

    int nodes() {
        return values.length / ROW;
    }

    void add(int node, int counter, long amount) {
        values[node * ROW + counter] += amount;
    }

    long get(int node, int counter) {
        return values[node * ROW + counter];
    }

    long sum(int counter) {
        long sum = 0;
        for (int i = counter; i < values.length; i += ROW) {
            sum += values[i];
        }
        return sum;
    }

    Counters copy() {
        return new Counters(values.clone());
    }
}
