package io.plumbline.reports;

import java.util.List;

/**
 * How an operation scales, as far as is known. Times are in ISO form, by event time; null: not measured or not to be had.
 *
 * @param at end of the last window in it, {@code from} start of the first
 * @param points by number of nodes; the first is what the others are compared with
 * @param model linear, amdahl or usl; null: no law could be fitted, and {@code inconclusive} says why
 */
public record ScalingFigures(
        String system,
        String run,
        String operation,
        String origin,
        String at,
        String from,
        boolean isFinal,
        List<Point> points,
        String scalingClass,
        Integer saturationNodes,
        Integer latencyDegradationNodes,
        Integer recommendedMaxNodes,
        List<Advice> bottlenecks,
        List<Advice> recommendations,
        String model,
        List<Estimate> estimates,
        Double residualStandardError,
        String inconclusive,
        List<String> warnings) {

    /** What was measured with one number of nodes; throughput in operations per second. */
    public record Point(
            int nodes,
            Double seconds,
            Double throughput,
            Double meanLatencyMs,
            Double successShare,
            Double cpuShare,
            Double memoryBytes,
            Double speedUp,
            Double efficiency,
            Double latencyFactor,
            Double messageOverhead,
            Double networkEfficiency,
            Double bytesPerSecondOfNode) {}

    /** A bottleneck or a recommendation, with what was measured and what it was compared with. */
    public record Advice(String code, Integer nodes, Double figure, Double limit, String text, String because) {}

    /** A coefficient of the law, or its peak, with its 95 % confidence interval. */
    public record Estimate(String name, Double value, Double standardError, Double low, Double high) {}
}
