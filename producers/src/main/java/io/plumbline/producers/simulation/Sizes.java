package io.plumbline.producers.simulation;

import java.util.Arrays;

/** How many bytes a message has, and how long it takes to verify all the signatures in it. */
final class Sizes {
    private final Slots slots;
    private final int[] bytes = new int[Events.PROPOSAL_READ];
    private final long[] verifyNanos = new long[Events.PROPOSAL_READ];

    Sizes(ClusterConfig config, Slots slots) {
        this.slots = slots;
        int vote = config.costs().messageBytes() + config.signatures().signatureBytes();
        Arrays.fill(bytes, vote);
        Arrays.fill(verifyNanos, config.signatures().verifyNanos());
        int certificate = config.protocol().quorumOf(config.nodes());
        bytes[Events.SYNC_REPLY] = vote + certificate * vote;
        verifyNanos[Events.SYNC_REPLY] *= 1L + certificate;
    }

    int bytes(int kind, int slot) {
        Proposal proposal = kind == Events.PROPOSAL ? slots.proposal(slot) : null;
        return proposal == null ? bytes[kind] : proposal.bytes;
    }

    long verifyNanos(int kind, int slot) {
        Proposal proposal = kind == Events.PROPOSAL ? slots.proposal(slot) : null;
        return proposal == null ? verifyNanos[kind] : proposal.verifyNanos;
    }
}
