package io.plumbline.producers.simulation;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/** One place in the sequence of decisions, and where each node is with it. */
final class Height {
    static final int NOT_ENTERED = -1;

    final long number;
    final int[] view;
    /** Whether a node left the view in which it began: it takes only justified proposals since. */
    final boolean[] changedView;

    final Proposal[] accepted; // in the node's present view
    final Proposal[] prepared; // of the highest view
    final Proposal[] decided;

    final List<Proposal> proposals = new ArrayList<>();
    final List<Ballot> ballots = new ArrayList<>();
    /** The highest view in which it was proposed for. */
    int proposedView = -1;
    /** What the first correct node decided. */
    Proposal first;

    int agreeing;

    Height(long number, int nodes) {
        this.number = number;
        view = new int[nodes];
        Arrays.fill(view, NOT_ENTERED);
        changedView = new boolean[nodes];
        accepted = new Proposal[nodes];
        prepared = new Proposal[nodes];
        decided = new Proposal[nodes];
    }

    void moveTo(int node, int newView) {
        view[node] = newView;
        changedView[node] = true;
        accepted[node] = null;
    }

    boolean isProposed() {
        return proposedView >= 0;
    }

    /** Votes for a new view, as each node counts them. */
    static final class Ballot {
        final int slot;
        final Height height;
        final int view;
        final int[] count;
        /** What each voter had prepared. */
        final Proposal[] brought;
        /** The highest of what each node was brought. */
        final Proposal[] best;

        Ballot(int slot, Height height, int view, int nodes) {
            this.slot = slot;
            this.height = height;
            this.view = view;
            count = new int[nodes];
            brought = new Proposal[nodes];
            best = new Proposal[nodes];
        }

        int count(int node, int voter) {
            Proposal its = brought[voter];
            if (its != null && (best[node] == null || its.view > best[node].view)) {
                best[node] = its;
            }
            return ++count[node];
        }
    }
}
