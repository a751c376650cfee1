package io.plumbline.producers.simulation;

import io.plumbline.producers.simulation.Proposal.Content;
import java.util.List;

/** Makes proposals: of operations that wait, or, when a quorum turned to a new proposer, of what it brought. */
final class Proposing {
    private final Shared shared;
    private final ClusterConfig config;
    private final int quorum;
    private long values;

    Proposing(Shared shared) {
        this.shared = shared;
        config = shared.config();
        quorum = shared.quorum();
    }

    /** Proposes for each height of the pipeline at which it is this node's turn. */
    void propose(int node, long now) {
        if (shared.members().is(node, Behaviour.SILENT) || !shared.members().isUp(node)) {
            return;
        }
        long decided = shared.turns().decided(node);
        long last = decided + config.protocol().pipeline();
        for (long number = decided + 1; number <= last && shared.workload().hasWaiting(); number++) {
            Height height = shared.slots().height(number);
            if (height != null && shared.turns().isTurnOf(node, height)) {
                propose(node, height, height.view[node], null, false, now);
            }
        }
    }

    /** Proposes in a view that a quorum voted for: what its voters had prepared, if anything. */
    void proposeAgain(int node, Height height, int view, Proposal prepared, long now) {
        propose(node, height, view, prepared, true, now);
    }

    private void propose(int node, Height height, int view, Proposal repeated, boolean justified, long now) {
        height.proposedView = view;
        Content content = content(height, repeated, justified);
        if (repeated == null && shared.members().is(node, Behaviour.EQUIVOCATING)) {
            send(node, height, view, values++, 0, content, now);
            send(node, height, view, values++, 1, content, now);
        } else {
            send(node, height, view, repeated == null ? values++ : repeated.value, Proposal.ALL, content, now);
        }
    }

    private Content content(Height height, Proposal repeated, boolean justified) {
        int signed = config.signatures().signatureBytes();
        int certificate = justified ? quorum : 0;
        List<Integer> operations = repeated == null ? operationsFor(height) : repeated.operations;
        int bytes = (1 + certificate) * (config.costs().messageBytes() + signed)
                + operations.size() * (config.protocol().operationBytes() + signed);
        long verifyNanos = config.signatures().verifyNanos() * (1L + certificate + operations.size());
        return new Content(operations, bytes, verifyNanos, justified);
    }

    private List<Integer> operationsFor(Height height) {
        if (height.first != null) { // decided already, unknown to the proposer: what it proposes comes to nothing
            return List.of();
        }
        height.proposals.forEach(dead -> shared.workload().giveBack(dead.operations));
        return shared.workload().take(config.protocol().blockOperations());
    }

    private void send(int node, Height height, int view, long value, int half, Content content, long now) {
        int slot = shared.slots().nextProposal();
        shared.slots().put(new Proposal(slot, height, view, node, value, half, now, content, config.nodes()));
        shared.sending().tellAll(Events.PROPOSAL, Events.PROPOSAL_READ, slot, node, now);
    }
}
