package io.plumbline.producers.simulation;

import io.plumbline.producers.simulation.Height.Ballot;

/**
 * How the nodes agree: PBFT (Castro and Liskov 1999) for each height by itself, as in Mir and ISS. A proposer sends its
 * proposal to all ({@link Proposing}); votes in two rounds decide it ({@link Voting}, {@link Deciding}); who waits too long
 * turns to another proposer ({@link ViewChanges}), and who was away is told ({@link CatchingUp}). This puts them together.
 */
final class Consensus {
    private final Shared shared;
    private final Proposing proposing;
    private final Voting voting;
    private final CatchingUp catchingUp;
    private final ViewChanges viewChanges;

    Consensus(Shared shared, Links links, EventQueue queue, Counters counters) {
        this.shared = shared;
        proposing = new Proposing(shared);
        Deciding deciding = new Deciding(shared, proposing);
        voting = new Voting(shared, queue, counters, deciding);
        catchingUp = new CatchingUp(shared, links, deciding);
        viewChanges = new ViewChanges(shared, proposing, catchingUp);
    }

    Receiving.Votes votes() {
        return voting;
    }

    void start() {
        for (int node = 0; node < shared.members().size(); node++) {
            shared.timers().restart(node, 0);
        }
    }

    /** Takes an event of the protocol. */
    void handle(long event, long now) {
        int node = Events.place(event);
        if (!shared.members().isUp(node)) {
            return;
        }
        int slot = Events.slot(event);
        switch (Events.kind(event)) {
            case Events.PROPOSAL_READ, Events.PREPARED, Events.COMMITTED -> {
                Proposal proposal = shared.slots().proposal(slot);
                if (proposal != null) {
                    handle(Events.kind(event), node, proposal, now);
                }
            }
            case Events.VIEW_CHANGE_READ -> {
                Ballot ballot = shared.slots().ballot(slot);
                if (ballot != null) {
                    viewChanges.voteRead(node, Events.origin(event), ballot, now);
                }
            }
            case Events.SYNC_REQUEST_READ -> catchingUp.answer(node, Events.origin(event), now);
            case Events.SYNC_REPLY_READ -> catchingUp.answerRead(node, Events.origin(event), slot, now);
            case Events.TIMER -> viewChanges.timerRang(node, slot, now);
            default -> throw new IllegalArgumentException("no event of the protocol: " + Events.kind(event));
        }
    }

    private void handle(int kind, int node, Proposal proposal, long now) {
        switch (kind) {
            case Events.PROPOSAL_READ -> voting.proposalRead(node, proposal, now);
            case Events.PREPARED -> voting.preparesReached(node, proposal, now);
            default -> voting.commitsReached(node, proposal, now);
        }
    }

    /** Operations wait: those who may propose do. */
    void operationsCame(long now) {
        for (int proposer : shared.turns().next()) {
            proposing.propose(proposer, now);
        }
    }

    /** The node is back, or reaches others again. */
    void returned(int node, long now) {
        if (shared.members().isUp(node)) {
            shared.timers().restart(node, now);
            catchingUp.ask(node, now);
            proposing.propose(node, now);
        }
    }
}
