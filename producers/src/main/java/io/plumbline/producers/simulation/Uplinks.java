package io.plumbline.producers.simulation;

import java.util.List;

/**
 * When each node has put a copy of a message on its way, where what it can send is limited: one copy after the other, in the
 * order in which the node gives them. Links of a condition without a limit take a copy at once.
 */
final class Uplinks {
    private final Placement placement;
    private final double[] nanosOfByte = new double[2];
    private final long[] freeAt;

    Uplinks(Placement placement, int nodes) {
        this.placement = placement;
        List<Condition> conditions = placement.conditions();
        for (int kind = 0; kind < nanosOfByte.length; kind++) {
            nanosOfByte[kind] = conditions.get(kind).nanosOfByte();
        }
        freeAt = new long[nodes];
    }

    /** Whether any link has a limit. */
    boolean isLimited() {
        return nanosOfByte[0] > 0 || nanosOfByte[1] > 0;
    }

    /** When the last byte of a copy that is ready at {@code at} has left. Copies of a node must be given in their order. */
    long sentAt(int from, int to, long at, int bytes) {
        double nanos = nanosOfByte[placement.isNear(from, to) ? 1 : 0];
        if (nanos == 0) {
            return at;
        }
        freeAt[from] = Math.max(at, freeAt[from]) + Math.round(bytes * nanos);
        return freeAt[from];
    }

    /** Forgets what a node that crashed had not sent. */
    void reset(int node) {
        freeAt[node] = 0;
    }
}
