package io.plumbline.producers.simulation;

/** How far each node is with deciding, in which view it is, and whose turn to propose it is. */
final class Turns {
    private final Protocol protocol;
    private final int nodes;
    private final long[] decided; // up to which height each node decided all
    private final int[] leader; // where proposers do not rotate: the view in which each node decided last
    private long top;
    private int topView;

    Turns(Protocol protocol, int nodes) {
        this.protocol = protocol;
        this.nodes = nodes;
        decided = new long[nodes];
        leader = new int[nodes];
    }

    /** Up to which height a node decided all. */
    long decided(int node) {
        return decided[node];
    }

    void decideNext(int node) {
        decided[node]++;
    }

    /** A node decided what was proposed in a view. */
    void follow(int node, int view, boolean correct) {
        leader[node] = Math.max(leader[node], view);
        if (correct) {
            top = Math.max(top, decided[node]);
            topView = Math.max(topView, leader[node]);
        }
    }

    /** The view of a node at a height, at which it may be for the first time. */
    int enter(int node, Height height) {
        if (height.view[node] == Height.NOT_ENTERED) {
            height.view[node] = protocol.rotating() ? 0 : leader[node];
        }
        return height.view[node];
    }

    int proposer(long height, int view) {
        return (int) ((protocol.rotating() ? height + view : view) % nodes);
    }

    /** Whether a node may propose at a height where nobody has in its view. */
    boolean isTurnOf(int node, Height height) {
        int view = enter(node, height);
        return !height.changedView[node] && view > height.proposedView && proposer(height.number, view) == node;
    }

    /** Who would propose next if operations came now: one for each height of the pipeline, or the leader alone. */
    int[] next() {
        if (!protocol.rotating()) {
            return new int[] {topView % nodes};
        }
        int[] proposers = new int[protocol.pipeline()];
        for (int i = 0; i < proposers.length; i++) {
            proposers[i] = (int) ((top + 1 + i) % nodes);
        }
        return proposers;
    }
}
