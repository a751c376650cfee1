package io.plumbline.producers.simulation;

/** What follows when a node knows that a proposal is decided: it is compared with the others, and the node goes on. */
final class Deciding {
    private final int nodes;
    private final int quorum;
    private final int answering;
    private final Members members;
    private final Slots slots;
    private final Turns turns;
    private final Workload workload;
    private final Timers timers;
    private final Tally tally;
    private final Observer observer;
    private final Proposing proposing;

    Deciding(
            ClusterConfig config,
            Members members,
            Slots slots,
            Turns turns,
            Workload workload,
            Timers timers,
            Tally tally,
            Observer observer,
            Proposing proposing) {
        nodes = config.nodes();
        quorum = config.protocol().quorumOf(nodes);
        answering = Protocol.answering(nodes);
        this.members = members;
        this.slots = slots;
        this.turns = turns;
        this.workload = workload;
        this.timers = timers;
        this.tally = tally;
        this.observer = observer;
        this.proposing = proposing;
    }

    void decide(int node, Proposal proposal, long now) {
        Height height = proposal.height;
        if (height.decided[node] != null) {
            return;
        }
        height.decided[node] = proposal;
        if (members.isCorrect(node)) {
            compare(proposal, now);
            observer.decided(node, proposal.madeAt, now - proposal.madeAt);
        }
        advance(node, proposal, now);
    }

    /** Correct nodes must agree; and when enough of them do, clients have their answer. */
    private void compare(Proposal proposal, long now) {
        Height height = proposal.height;
        if (height.first == null) {
            isFirst(proposal);
        }
        if (height.first.value != proposal.value) {
            tally.safetyViolations++;
        } else if (++height.agreeing == answering) {
            workload.commit(proposal.operations, proposal.proposer, now);
        }
    }

    private void isFirst(Proposal proposal) {
        Height height = proposal.height;
        height.first = proposal;
        tally.rounds++;
        tally.neededMessages += (nodes - 1L) * (1 + 2L * quorum);
        for (Proposal other : height.proposals) {
            if (!other.operations.equals(proposal.operations)) {
                workload.giveBack(other.operations);
            }
        }
    }

    private void advance(int node, Proposal proposal, long now) {
        long before = turns.decided(node);
        for (Height next = slots.height(before + 1);
                next != null && next.decided[node] != null;
                next = slots.height(turns.decided(node) + 1)) {
            turns.decideNext(node);
        }
        if (turns.decided(node) == before) {
            return;
        }
        turns.follow(node, proposal.view, members.isCorrect(node));
        timers.regainPatience(node);
        timers.restart(node, now);
        proposing.propose(node, now);
    }
}
