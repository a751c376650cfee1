package io.plumbline.producers.simulation;

import io.plumbline.producers.simulation.Height.Ballot;

/**
 * What events refer to by a number of 16 bits. Heights are forgotten after {@link #HEIGHTS} others, with their proposals: a
 * node that is farther behind has to be told what was decided, and a message that comes so late says nothing any more.
 */
final class Slots {
    private static final int SLOTS = 1 << 16;
    private static final int HEIGHTS = 1 << 9;

    private final int nodes;
    private final Proposal[] proposals = new Proposal[SLOTS];
    private final Ballot[] ballots = new Ballot[SLOTS];
    private final long[] offers = new long[SLOTS];
    private final Height[] heights = new Height[HEIGHTS];
    private int proposalCount;
    private int ballotCount;
    private int offerCount;

    Slots(int nodes) {
        this.nodes = nodes;
    }

    /** Null if its height was forgotten. */
    Proposal proposal(int slot) {
        return proposals[slot];
    }

    /** Null if its height was forgotten. */
    Ballot ballot(int slot) {
        return ballots[slot];
    }

    int nextProposal() {
        return proposalCount++ & (SLOTS - 1);
    }

    void put(Proposal proposal) {
        proposals[proposal.slot] = proposal;
        proposal.height.proposals.add(proposal);
    }

    /** The votes for a new view at a height. */
    Ballot ballot(Height height, int view) {
        for (Ballot ballot : height.ballots) {
            if (ballot.view == view) {
                return ballot;
            }
        }
        Ballot ballot = new Ballot(ballotCount++ & (SLOTS - 1), height, view, nodes);
        ballots[ballot.slot] = ballot;
        height.ballots.add(ballot);
        return ballot;
    }

    /** Keeps up to which height a node offers what was decided. */
    int offer(long height) {
        int slot = offerCount++ & (SLOTS - 1);
        offers[slot] = height;
        return slot;
    }

    long offered(int slot) {
        return offers[slot];
    }

    /** A height, new if nobody was there yet; null if it was forgotten. */
    Height height(long number) {
        int at = (int) number & (HEIGHTS - 1);
        Height there = heights[at];
        if (there == null || there.number < number) {
            forget(there);
            there = new Height(number, nodes);
            heights[at] = there;
        }
        return there.number == number ? there : null;
    }

    private void forget(Height height) {
        if (height != null) {
            height.proposals.forEach(proposal -> proposals[proposal.slot] = null);
            height.ballots.forEach(ballot -> ballots[ballot.slot] = null);
        }
    }
}
