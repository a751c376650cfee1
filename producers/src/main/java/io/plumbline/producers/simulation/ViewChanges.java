package io.plumbline.producers.simulation;

import io.plumbline.producers.simulation.Height.Ballot;

/**
 * Turns to another proposer. Who waits too long votes for the next view and brings the highest proposal that it had prepared;
 * f + 1 such votes draw others along; with a quorum of them the proposer of that view repeats the highest that they brought.
 */
final class ViewChanges {
    private final int quorum;
    private final int answering;
    private final Shared shared;
    private final Proposing proposing;
    private final CatchingUp catchingUp;

    ViewChanges(Shared shared, Proposing proposing, CatchingUp catchingUp) {
        this.shared = shared;
        this.proposing = proposing;
        this.catchingUp = catchingUp;
        quorum = shared.quorum();
        answering = shared.answering();
    }

    void timerRang(int node, int slot, long now) {
        if (!shared.timers().isLatest(node, slot) || hasNoVoice(node)) {
            return;
        }
        Height height = shared.slots().height(shared.turns().decided(node) + 1);
        boolean expects =
                height == null || height.isProposed() || shared.workload().hasUnfinished();
        long since = expects
                ? Math.max(shared.timers().since(node), shared.workload().busySince())
                : now;
        if (now < since + shared.timers().patience(node)) {
            shared.timers().ring(node, since);
            return;
        }
        catchingUp.ask(node, now);
        if (height != null) {
            observeImpatience(node, since, now);
            shared.timers().losePatience(node);
            voteFor(shared.turns().enter(node, height) + 1, node, height, now);
        }
        shared.timers().restart(node, now);
    }

    void voteRead(int node, int voter, Ballot ballot, long now) {
        Height height = ballot.height;
        int count = ballot.count(node, voter);
        if (height.decided[node] != null || hasNoVoice(node)) {
            return;
        }
        if (count >= answering
                && shared.turns().enter(node, height) < ballot.view) { // a correct node is among these voters
            voteFor(ballot.view, node, height, now);
            shared.timers().restart(node, now);
        }
        if (count >= quorum
                && height.view[node] == ballot.view
                && height.proposedView < ballot.view
                && shared.turns().proposer(height.number, ballot.view) == node) {
            proposing.proposeAgain(node, height, ballot.view, ballot.best[node], now);
        }
    }

    private boolean hasNoVoice(int node) {
        return shared.members().is(node, Behaviour.SILENT) || shared.members().is(node, Behaviour.INVALID_SIGNATURES);
    }

    private void observeImpatience(int node, long since, long now) {
        if (shared.members().isCorrect(node)) {
            shared.tally().viewChanges++;
            shared.observer().viewChange(node, since, now - since);
        }
    }

    private void voteFor(int view, int node, Height height, long now) {
        height.moveTo(node, view);
        Ballot ballot = shared.slots().ballot(height, view);
        ballot.brought[node] = height.prepared[node];
        shared.sending().tellAll(Events.VIEW_CHANGE, Events.VIEW_CHANGE_READ, ballot.slot, node, now);
    }
}
