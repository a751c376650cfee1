package io.plumbline.producers.simulation;

import io.plumbline.producers.simulation.Height.Ballot;

/**
 * Turns to another proposer. Who waits too long votes for the next view and brings the highest proposal that it had prepared;
 * f + 1 such votes draw others along; with a quorum of them the proposer of that view repeats the highest that they brought.
 */
final class ViewChanges {
    private final int quorum;
    private final int answering;
    private final Members members;
    private final Slots slots;
    private final Turns turns;
    private final Workload workload;
    private final Timers timers;
    private final Tally tally;
    private final Observer observer;
    private final Sending sending;
    private final Proposing proposing;
    private final CatchingUp catchingUp;

    ViewChanges(
            ClusterConfig config,
            Members members,
            Slots slots,
            Turns turns,
            Workload workload,
            Timers timers,
            Tally tally,
            Observer observer,
            Sending sending,
            Proposing proposing,
            CatchingUp catchingUp) {
        quorum = config.protocol().quorumOf(config.nodes());
        answering = Protocol.answering(config.nodes());
        this.members = members;
        this.slots = slots;
        this.turns = turns;
        this.workload = workload;
        this.timers = timers;
        this.tally = tally;
        this.observer = observer;
        this.sending = sending;
        this.proposing = proposing;
        this.catchingUp = catchingUp;
    }

    void timerRang(int node, int slot, long now) {
        if (!timers.isLatest(node, slot) || hasNoVoice(node)) {
            return;
        }
        Height height = slots.height(turns.decided(node) + 1);
        boolean expects = height == null || height.isProposed() || workload.hasUnfinished();
        long since = expects ? Math.max(timers.since(node), workload.busySince()) : now;
        if (now < since + timers.patience(node)) {
            timers.ring(node, since);
            return;
        }
        catchingUp.ask(node, now);
        if (height != null) {
            observeImpatience(node, since, now);
            timers.losePatience(node);
            voteFor(turns.enter(node, height) + 1, node, height, now);
        }
        timers.restart(node, now);
    }

    void voteRead(int node, int voter, Ballot ballot, long now) {
        Height height = ballot.height;
        int count = ballot.count(node, voter);
        if (height.decided[node] != null || hasNoVoice(node)) {
            return;
        }
        if (count >= answering && turns.enter(node, height) < ballot.view) { // a correct node is among these voters
            voteFor(ballot.view, node, height, now);
            timers.restart(node, now);
        }
        if (count >= quorum
                && height.view[node] == ballot.view
                && height.proposedView < ballot.view
                && turns.proposer(height.number, ballot.view) == node) {
            proposing.proposeAgain(node, height, ballot.view, ballot.best[node], now);
        }
    }

    private boolean hasNoVoice(int node) {
        return members.is(node, Behaviour.SILENT) || members.is(node, Behaviour.INVALID_SIGNATURES);
    }

    private void observeImpatience(int node, long since, long now) {
        if (members.isCorrect(node)) {
            tally.viewChanges++;
            observer.viewChange(node, since, now - since);
        }
    }

    private void voteFor(int view, int node, Height height, long now) {
        height.moveTo(node, view);
        Ballot ballot = slots.ballot(height, view);
        ballot.brought[node] = height.prepared[node];
        sending.tellAll(Events.VIEW_CHANGE, Events.VIEW_CHANGE_READ, ballot.slot, node, now);
    }
}
