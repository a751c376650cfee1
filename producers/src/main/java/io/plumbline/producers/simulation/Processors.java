package io.plumbline.producers.simulation;

import java.util.Arrays;

/**
 * The processors and the memory of all nodes. Jobs of a node are done in the order in which they came, each by the
 * processor that is free first (Kiefer and Wolfowitz 1955), so that the moments at which a job begins and ends are known
 * when it comes, and need no events of their own.
 */
final class Processors {
    private final int[] first; // index of each node's first processor; one more than there are nodes
    private final long[] freeAt;
    private final Waiting[] waiting;
    private final long[] fixedBytes;
    private final long limitBytes;
    private long greatestBytes;

    /**
     * @param processors of each node
     * @param fixedBytes memory of each node when nothing waits
     */
    Processors(int[] processors, long[] fixedBytes, long limitBytes) {
        this.fixedBytes = fixedBytes.clone();
        this.limitBytes = limitBytes;
        first = new int[processors.length + 1];
        for (int node = 0; node < processors.length; node++) {
            first[node + 1] = first[node] + processors[node];
        }
        freeAt = new long[first[processors.length]];
        waiting = new Waiting[processors.length];
        Arrays.setAll(waiting, node -> new Waiting());
        greatestBytes = Arrays.stream(fixedBytes).max().orElse(0);
    }

    /** The processor that is free first. */
    int pick(int node) {
        int best = first[node];
        for (int processor = best + 1; processor < first[node + 1]; processor++) {
            if (freeAt[processor] < freeAt[best]) {
                best = processor;
            }
        }
        return best;
    }

    long freeAt(int processor) {
        return freeAt[processor];
    }

    void occupy(int processor, long until) {
        freeAt[processor] = until;
    }

    /** Whether a message that comes now still has room. */
    boolean hasRoom(int node, long now, int bytes) {
        Waiting queue = waiting[node];
        if (queue.size > 0) {
            queue.forgetBegun(now);
        }
        long then = fixedBytes[node] + queue.bytes + bytes;
        if (then > limitBytes) {
            return false;
        }
        greatestBytes = Math.max(greatestBytes, then);
        return true;
    }

    /** A message takes memory until its job begins. */
    void keep(int node, long begin, int bytes) {
        waiting[node].add(begin, bytes);
    }

    long memoryBytes(int node, long now) {
        waiting[node].forgetBegun(now);
        return fixedBytes[node] + waiting[node].bytes;
    }

    /** The greatest memory that any node had since the last call. */
    long takeGreatestBytes() {
        long greatest = greatestBytes;
        greatestBytes = 0;
        return greatest;
    }

    /** Work that was taken on and is not done yet, in processor time. */
    long backlogNanos(int node, long now) {
        long sum = 0;
        for (int processor = first[node]; processor < first[node + 1]; processor++) {
            sum += Math.max(0, freeAt[processor] - now);
        }
        return sum;
    }

    int count(int node) {
        return first[node + 1] - first[node];
    }

    /** Forgets all work of a node that crashed, and has its processors ready from {@code at} on. */
    void reset(int node, long at) {
        Arrays.fill(freeAt, first[node], first[node + 1], at);
        waiting[node] = new Waiting();
    }

    /** Messages whose jobs have not begun, in the order of their beginning: a ring. */
    private static final class Waiting {
        private long[] begins = new long[16];
        private int[] sizes = new int[16];
        private int head;
        private int size;
        private long bytes;

        void add(long begin, int messageBytes) {
            if (size == begins.length) {
                grow();
            }
            int at = (head + size++) & (begins.length - 1);
            begins[at] = begin;
            sizes[at] = messageBytes;
            bytes += messageBytes;
        }

        void forgetBegun(long now) {
            while (size > 0 && begins[head] <= now) {
                bytes -= sizes[head];
                head = (head + 1) & (begins.length - 1);
                size--;
            }
        }

        private void grow() {
            long[] moreBegins = new long[2 * size];
            int[] moreSizes = new int[2 * size];
            for (int i = 0; i < size; i++) {
                int from = (head + i) & (size - 1);
                moreBegins[i] = begins[from];
                moreSizes[i] = sizes[from];
            }
            begins = moreBegins;
            sizes = moreSizes;
            head = 0;
        }
    }
}
