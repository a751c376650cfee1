package io.plumbline.producers.signature;

/**
 * What signatures add to one round of consensus, for each node. Of n nodes f = floor((n - 1) / 3) may be faulty; a quorum
 * has n - f votes, which is 2f + 1 for n = 3f + 1. In each phase a node signs its vote and verifies those of a quorum:
 *
 * <pre>
 * processor time = phases (sign + (n - f) verify)
 * bytes received = phases (n - f) signature
 * </pre>
 *
 * Sign and verify are means, because costs add up as means do. The verifications are one after the other; a node with
 * several processors may do them side by side.
 *
 * @param phases in which votes are exchanged, 2 in PBFT (prepare, commit)
 * @param cpuNanos processor time of one node
 * @param signatureBytes of signatures that one node receives
 */
public record RoundCost(int nodes, int quorum, int phases, double cpuNanos, long signatureBytes) {
    static RoundCost of(int nodes, int phases, double signNanos, double verifyNanos, int signatureBytes) {
        int quorum = nodes - (nodes - 1) / 3;
        return new RoundCost(
                nodes,
                quorum,
                phases,
                phases * (signNanos + quorum * verifyNanos),
                (long) phases * quorum * signatureBytes);
    }
}
