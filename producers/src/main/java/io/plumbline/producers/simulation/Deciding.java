package io.plumbline.producers.simulation;

/** What follows when a node knows that a proposal is decided: it is compared with the others, and the node goes on. */
final class Deciding {
    private final int nodes;
    private final int quorum;
    private final int answering;
    private final Shared shared;
    private final Proposing proposing;

    Deciding(Shared shared, Proposing proposing) {
        this.shared = shared;
        this.proposing = proposing;
        nodes = shared.config().nodes();
        quorum = shared.quorum();
        answering = shared.answering();
    }

    void decide(int node, Proposal proposal, long now) {
        Height height = proposal.height;
        if (height.decided[node] != null) {
            return;
        }
        height.decided[node] = proposal;
        if (shared.members().isCorrect(node)) {
            compare(proposal, now);
            shared.observer().decided(node, proposal.madeAt, now - proposal.madeAt);
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
            shared.tally().safetyViolations++;
        } else if (++height.agreeing == answering) {
            shared.workload().commit(proposal.operations, proposal.proposer, now);
        }
    }

    private void isFirst(Proposal proposal) {
        Height height = proposal.height;
        height.first = proposal;
        shared.tally().rounds++;
        shared.tally().neededMessages += (nodes - 1L) * (1 + 2L * quorum);
        for (Proposal other : height.proposals) {
            if (!other.operations.equals(proposal.operations)) {
                shared.workload().giveBack(other.operations);
            }
        }
    }

    private void advance(int node, Proposal proposal, long now) {
        long before = shared.turns().decided(node);
        for (Height next = shared.slots().height(before + 1);
                next != null && next.decided[node] != null;
                next = shared.slots().height(shared.turns().decided(node) + 1)) {
            shared.turns().decideNext(node);
        }
        if (shared.turns().decided(node) == before) {
            return;
        }
        shared.turns().follow(node, proposal.view, shared.members().isCorrect(node));
        shared.timers().regainPatience(node);
        shared.timers().restart(node, now);
        proposing.propose(node, now);
    }
}
