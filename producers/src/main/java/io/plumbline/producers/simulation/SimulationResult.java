package io.plumbline.producers.simulation;

import io.plumbline.sketch.Sketch;
import java.time.Duration;

/**
 * Figures of the measured time of one run, warm-up excluded. All of them are simulated.
 *
 * @param committed operations that ended in the measured time, decided
 * @param failed operations of which clients gave up in it
 * @param operationsPerSecond committed over the measured time
 * @param latency of committed operations from their intended start, in nanoseconds
 * @param rounds proposals that were decided: heights
 * @param messagesSent transmissions over one link each, the lost ones among them
 * @param messagesDelivered transmissions that arrived at a node that was up
 * @param messagesLost transmissions that did not, whether lost by a link, or sent to a node that was down
 * @param messagesRetransmitted of the sent ones, those that repeat a lost one
 * @param messagesInFlight sent and neither delivered nor lost yet, at the end less those at the start of the measured time
 * @param messagesRefused delivered, but refused because the node's memory was full
 * @param messagesNeeded what the decided heights need at least: a proposal and votes of a quorum in two phases to each other node
 * @param bytesSent in transmissions
 * @param cpuShare busy share of all processors of all nodes, 0 to 1
 * @param cpuShareGreatest that of the busiest node
 * @param memoryBytesGreatest the greatest memory that a node had
 * @param safetyViolations pairs of correct nodes that decided differently at one height, counted once for each node that contradicts the first: must be 0
 * @param viewChanges how often a correct node lost patience with a proposer
 * @param invalidSignatures received signatures that did not verify
 * @param equivocations received proposals that contradict an earlier one
 * @param measured virtual time that the figures are over
 */
public record SimulationResult(
        long committed,
        long failed,
        double operationsPerSecond,
        Sketch latency,
        long rounds,
        long messagesSent,
        long messagesDelivered,
        long messagesLost,
        long messagesRetransmitted,
        long messagesInFlight,
        long messagesRefused,
        long messagesNeeded,
        long bytesSent,
        double cpuShare,
        double cpuShareGreatest,
        long memoryBytesGreatest,
        long safetyViolations,
        long viewChanges,
        long invalidSignatures,
        long equivocations,
        Duration measured) {
    /** Share of operations that were decided, 0 to 1; NaN where none ended. */
    public double successShare() {
        return (double) committed / (committed + failed);
    }

    /** Share of transmissions that arrived, of those whose fate is known; NaN where there was none. */
    public double deliveredShare() {
        return (double) messagesDelivered / (messagesDelivered + messagesLost);
    }
}
