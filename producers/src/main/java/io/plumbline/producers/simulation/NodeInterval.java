package io.plumbline.producers.simulation;

/**
 * What one node did in one interval of virtual time. A transmission counts where it is sent; a lost one is sent again.
 *
 * @param node which
 * @param endNanos end of the interval, since the start of the simulation
 * @param lengthNanos its length
 * @param up whether the node was up at its end
 * @param processors that it has
 * @param busyNanos processor time of the jobs that began in it, of all processors together
 * @param memoryBytes memory at its end
 * @param sentMessages transmissions, the lost ones among them
 * @param lostMessages of these, lost
 * @param receivedMessages that arrived
 * @param sentBytes in transmissions
 * @param receivedBytes that arrived
 * @param invalidSignatures received signatures that did not verify
 * @param equivocations received proposals that contradict an earlier one
 */
public record NodeInterval(
        int node,
        long endNanos,
        long lengthNanos,
        boolean up,
        int processors,
        long busyNanos,
        long memoryBytes,
        long sentMessages,
        long lostMessages,
        long receivedMessages,
        long sentBytes,
        long receivedBytes,
        long invalidSignatures,
        long equivocations) {}
