package io.plumbline.streams.domain.window;

/**
 * What a row of windows is about.
 *
 * @param run empty: continuous operation
 * @param operation empty for a node's resources; of transport, the peer
 * @param node empty: all nodes together
 */
public record Series(String system, String run, String operation, String node) {
    /** The same over all nodes. */
    public Series overAllNodes() {
        return new Series(system, run, operation, "");
    }
}
