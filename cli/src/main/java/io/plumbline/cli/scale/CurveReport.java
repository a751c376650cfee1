package io.plumbline.cli.scale;

import io.plumbline.producers.scale.Curve;
import io.plumbline.producers.scale.StepResult;
import io.plumbline.streams.domain.scaling.Scatter;
import io.plumbline.streams.domain.scaling.steps.NetworkUse;
import io.plumbline.streams.domain.scaling.steps.ResourceUse;
import io.plumbline.streams.domain.scaling.steps.ScalingAnalysis;
import io.plumbline.streams.domain.scaling.steps.ScalingLimits;
import io.plumbline.streams.domain.scaling.steps.ScalingReport;
import io.plumbline.streams.domain.scaling.steps.ScalingStep;
import java.util.List;
import java.util.OptionalDouble;

/**
 * A curve, what was measured of it, and what that says: the same analysis as of {@code plumbline steps} and of the topology.
 *
 * @param results by number of nodes, at least one
 */
record CurveReport(Curve curve, List<StepResult> results, ScalingReport report) {
    private static final double MEBIBYTE = 1 << 20;

    static CurveReport of(Curve curve, List<StepResult> results) {
        ScalingAnalysis analysis = new ScalingAnalysis(limits(curve), Scatter.EVEN);
        return new CurveReport(
                curve,
                results,
                analysis.report(results.stream().map(CurveReport::step).toList()));
    }

    /** Whether something limits scaling, or correct nodes disagreed. */
    boolean hasFinding() {
        return !report.bottlenecks().isEmpty() || safetyViolations() > 0;
    }

    long safetyViolations() {
        return results.stream()
                .mapToLong(result -> result.safetyViolations() == null ? 0 : result.safetyViolations())
                .sum();
    }

    private static ScalingLimits limits(Curve curve) {
        ScalingLimits usual = ScalingLimits.DEFAULT;
        return new ScalingLimits(
                usual.saturationShare(),
                usual.leastThroughputShare(),
                usual.mostLatencyFactor(),
                curve.limits().cpuPercent() / 100,
                curve.limits().memoryMebibytes() * MEBIBYTE,
                usual.leastNetworkEfficiency(),
                usual.leastSuccessShare());
    }

    private static ScalingStep step(StepResult result) {
        return new ScalingStep(
                result.nodes(),
                result.seconds(),
                result.operationsPerSecond(),
                optional(result.meanLatencyMillis()),
                optional(result.successRate()),
                new ResourceUse(optional(result.cpuShare()), optional(result.memoryBytes())),
                new NetworkUse(
                        optional(result.messagesPerOperation()),
                        optional(result.deliveredShare()),
                        optional(result.bytesPerSecond())));
    }

    private static OptionalDouble optional(Double figure) {
        return figure == null ? OptionalDouble.empty() : OptionalDouble.of(figure);
    }
}
