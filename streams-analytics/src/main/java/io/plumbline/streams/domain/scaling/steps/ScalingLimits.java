package io.plumbline.streams.domain.scaling.steps;

/**
 * Where scaling stops being acceptable. A figure at its limit is still within it.
 *
 * @param saturationShare throughput is saturated where a further node brings less than this share of what it would if
 *     throughput grew with the nodes
 * @param leastThroughputShare of the smallest step's throughput
 * @param mostLatencyFactor of the smallest step's latency
 * @param leastSuccessShare below it a number of nodes is not recommended
 */
public record ScalingLimits(
        double saturationShare,
        double leastThroughputShare,
        double mostLatencyFactor,
        double mostCpuShare,
        double mostMemoryBytes,
        double leastNetworkEfficiency,
        double leastSuccessShare) {
    private static final double GIBIBYTE = 1L << 30;

    public static final ScalingLimits DEFAULT = new ScalingLimits(0.10, 0.50, 3, 0.80, 8 * GIBIBYTE, 0.30, 0.95);
}
