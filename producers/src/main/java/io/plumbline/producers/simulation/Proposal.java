package io.plumbline.producers.simulation;

import java.util.Arrays;
import java.util.List;

/** One proposal, and how far each node is with it. */
final class Proposal {
    static final int ALL = -1;

    final int slot;
    final Height height;
    final int view;
    final int proposer;
    /** What is proposed: two proposals agree where this is the same. */
    final long value;

    final List<Integer> operations;
    /** Which half of the nodes it is meant for, or {@link #ALL}. */
    final int half;

    final long madeAt;
    final int bytes;
    final long verifyNanos;
    /** Whether a quorum's votes for a new view stand in it. */
    final boolean justified;

    final Votes prepares;
    final Votes commits;
    final boolean[] known;
    final boolean[] prepared;
    final boolean[] votedCommit;

    /** What is the same for the two proposals of a node that equivocates, and for one that repeats another. */
    record Content(List<Integer> operations, int bytes, long verifyNanos, boolean justified) {}

    Proposal(
            int slot,
            Height height,
            int view,
            int proposer,
            long value,
            int half,
            long madeAt,
            Content content,
            int nodes) {
        this.slot = slot;
        this.height = height;
        this.view = view;
        this.proposer = proposer;
        this.value = value;
        this.half = half;
        this.madeAt = madeAt;
        this.operations = content.operations;
        this.bytes = content.bytes;
        this.verifyNanos = content.verifyNanos;
        this.justified = content.justified;
        prepares = new Votes(nodes);
        commits = new Votes(nodes);
        known = new boolean[nodes];
        prepared = new boolean[nodes];
        votedCommit = new boolean[nodes];
    }

    boolean isMeantFor(int node) {
        return half == ALL || node % 2 == half;
    }

    /**
     * Votes of one phase, as each node counts them. Votes for one proposal cost a node the same, so they are verified in
     * the order in which they come, and the moment of a quorum is known without an event for each.
     */
    static final class Votes {
        private final int[] others;
        private final long[] oneShortAt; // when all but one of a quorum were verified
        private final long[] ownAt;
        private final boolean[] reached;

        Votes(int nodes) {
            others = new int[nodes];
            oneShortAt = new long[nodes];
            ownAt = new long[nodes];
            reached = new boolean[nodes];
            Arrays.fill(ownAt, Members.NEVER);
        }

        /** A vote of another node will be verified at {@code at}. Returns when this node may have a quorum then, or never. */
        long other(int node, long at, int quorum) {
            int count = ++others[node];
            if (count == quorum - 1) {
                oneShortAt[node] = at;
                return ownAt[node] == Members.NEVER ? Members.NEVER : Math.max(at, ownAt[node]);
            }
            return count == quorum ? at : Members.NEVER;
        }

        /** The node's own vote is signed at {@code at}. Returns when it may have a quorum then, or never. */
        long own(int node, long at, int quorum) {
            ownAt[node] = at;
            return others[node] >= quorum - 1 ? Math.max(at, oneShortAt[node]) : Members.NEVER;
        }

        /** Marks the quorum; false if it was there already. */
        boolean reach(int node) {
            boolean first = !reached[node];
            reached[node] = true;
            return first;
        }

        boolean isReached(int node) {
            return reached[node];
        }
    }
}
