package io.plumbline.producers.scale;

/**
 * What one step measured. A figure that the target cannot tell is null, never 0.
 *
 * @param seconds how long was measured
 * @param operations that succeeded in that time, and {@code failed} that did not
 * @param operationsPerSecond of all nodes together: those that succeeded
 * @param meanLatencyMillis and the other latencies: of operations that succeeded; null without any
 * @param messagesPerOperation sent by all nodes
 * @param deliveredShare of the messages sent, 0 to 1
 * @param bytesPerSecond of all nodes together
 * @param cpuShare of the busiest node's processors, 0 to 1
 * @param memoryBytes of the node with most
 * @param serviceCpuShare of the machine's processors that a real service used, 0 to 1
 * @param safetyViolations operations on which correct nodes disagree
 * @param viewChanges leaders that were replaced
 */
public record StepResult(
        int nodes,
        double seconds,
        long operations,
        long failed,
        double operationsPerSecond,
        Double meanLatencyMillis,
        Double medianLatencyMillis,
        Double p95LatencyMillis,
        Double p99LatencyMillis,
        Double messagesPerOperation,
        Double deliveredShare,
        Double bytesPerSecond,
        Double cpuShare,
        Double memoryBytes,
        Double serviceCpuShare,
        Long safetyViolations,
        Long viewChanges) {
    /** Null where nothing was tried. */
    public Double successRate() {
        return operations + failed == 0 ? null : (double) operations / (operations + failed);
    }
}
