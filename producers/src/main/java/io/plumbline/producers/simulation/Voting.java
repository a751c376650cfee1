package io.plumbline.producers.simulation;

import io.plumbline.producers.simulation.Proposal.Votes;

/**
 * The two rounds of votes. Who takes a proposal votes to prepare it; who has a quorum of these votes and the proposal votes
 * to commit it; who has a quorum of those has decided.
 */
final class Voting implements Receiving.Votes {
    private final int quorum;
    private final Shared shared;
    private final EventQueue queue;
    private final Counters counters;
    private final Deciding deciding;

    Voting(Shared shared, EventQueue queue, Counters counters, Deciding deciding) {
        this.shared = shared;
        this.queue = queue;
        this.counters = counters;
        this.deciding = deciding;
        quorum = shared.quorum();
    }

    @Override
    public void vote(int kind, int slot, int node, long verifiedAt) {
        Proposal proposal = shared.slots().proposal(slot);
        if (proposal != null) {
            expectQuorum(kind, proposal, node, votes(kind, proposal).other(node, verifiedAt, quorum));
        }
    }

    void proposalRead(int node, Proposal proposal, long now) {
        if (shared.members().isCorrect(node) && !proposal.isMeantFor(node)) {
            return;
        }
        proposal.known[node] = true;
        if (isWelcome(node, proposal, now)) {
            accept(node, proposal, now);
        }
        if (proposal.prepares.isReached(node)) {
            prepared(node, proposal, now);
        }
        if (proposal.commits.isReached(node)) {
            deciding.decide(node, proposal, now);
        }
    }

    void preparesReached(int node, Proposal proposal, long now) {
        if (proposal.prepares.reach(node) && proposal.known[node]) {
            prepared(node, proposal, now);
        }
    }

    void commitsReached(int node, Proposal proposal, long now) {
        if (proposal.commits.reach(node) && proposal.known[node]) {
            deciding.decide(node, proposal, now);
        }
    }

    /** A proposal of the view in which the node began, or of its own or a later one that a quorum voted for. */
    private boolean isWelcome(int node, Proposal proposal, long now) {
        Height height = proposal.height;
        int view = shared.turns().enter(node, height);
        boolean late = height.decided[node] != null || proposal.view < view;
        boolean needsJustification = proposal.view > view || height.changedView[node];
        if (late || (needsJustification && !proposal.justified)) {
            return false;
        }
        if (proposal.view > view) {
            height.moveTo(node, proposal.view);
            shared.timers().restart(node, now);
        }
        return true;
    }

    private void accept(int node, Proposal proposal, long now) {
        Height height = proposal.height;
        Proposal before = height.accepted[node];
        if (before != null && before.value != proposal.value) {
            counters.add(node, Counters.EQUIVOCATIONS, 1);
        }
        if (before == null || shared.members().is(node, Behaviour.EQUIVOCATING)) {
            height.accepted[node] = proposal;
            vote(Events.PREPARE, proposal, node, now);
        }
    }

    private void prepared(int node, Proposal proposal, long now) {
        Height height = proposal.height;
        if (proposal.prepared[node] || height.decided[node] != null) {
            return;
        }
        proposal.prepared[node] = true;
        Proposal before = height.prepared[node];
        if (before == null || proposal.view > before.view) {
            height.prepared[node] = proposal;
        }
        if (shared.turns().enter(node, height) == proposal.view && !proposal.votedCommit[node]) {
            proposal.votedCommit[node] = true;
            vote(Events.COMMIT, proposal, node, now);
        }
    }

    private void vote(int kind, Proposal proposal, int node, long now) {
        if (shared.members().is(node, Behaviour.SILENT)) {
            return;
        }
        long ready = shared.sending().broadcast(kind, proposal.slot, node, now);
        if (ready != Members.NEVER) {
            expectQuorum(kind, proposal, node, votes(kind, proposal).own(node, ready, quorum));
        }
    }

    private void expectQuorum(int kind, Proposal proposal, int node, long at) {
        if (at != Members.NEVER) {
            int reached = kind == Events.PREPARE ? Events.PREPARED : Events.COMMITTED;
            queue.add(at, Events.at(reached, proposal.slot, 0, node));
        }
    }

    private static Votes votes(int kind, Proposal proposal) {
        return kind == Events.PREPARE ? proposal.prepares : proposal.commits;
    }
}
