package io.plumbline.streams.topology;

import io.plumbline.schemas.event.ScalingAdvice;
import io.plumbline.schemas.event.ScalingEstimate;
import io.plumbline.schemas.event.ScalingPoint;
import io.plumbline.schemas.event.ScalingReport;
import io.plumbline.streams.domain.scaling.Estimate;
import io.plumbline.streams.domain.scaling.Peak;
import io.plumbline.streams.domain.scaling.UslVerdict.Fitted;
import io.plumbline.streams.domain.scaling.UslVerdict.Inconclusive;
import io.plumbline.streams.domain.scaling.live.Assessment;
import io.plumbline.streams.domain.scaling.live.OperationScaling;
import io.plumbline.streams.domain.scaling.live.RunKey;
import io.plumbline.streams.domain.scaling.steps.Bottleneck;
import io.plumbline.streams.domain.scaling.steps.Recommendation;
import io.plumbline.streams.domain.scaling.steps.ScalingStep;
import io.plumbline.streams.domain.scaling.steps.StepFigures;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.OptionalDouble;
import java.util.OptionalInt;

/** How operations scale, as records of the contract. */
final class ScalingRows {
    private ScalingRows() {}

    static String key(RunKey run, OperationScaling scaling) {
        return run.system() + "/" + run.run() + "/" + scaling.operation();
    }

    static ScalingReport toWire(Assessment assessment, OperationScaling scaling, Instant now) {
        ScalingReport report = new ScalingReport();
        report.setSystem(assessment.run().system());
        report.setRun(assessment.run().run());
        report.setOperation(scaling.operation());
        report.setOrigin(Enums.toWire(assessment.origin()));
        report.setFrom(Times.instant(scaling.fromMicros()));
        report.setAt(Times.instant(scaling.toMicros()));
        report.setEmittedAt(now);
        report.setIsFinal(assessment.isFinal());
        describe(report, scaling);
        addLaw(report, scaling);
        return report;
    }

    private static void describe(ScalingReport wire, OperationScaling scaling) {
        var report = scaling.report();
        wire.setPoints(report.steps().stream().map(ScalingRows::point).toList());
        wire.setScalingClass(report.scalingClass().map(Enum::name).orElse(""));
        wire.setSaturationNodes(orNull(report.saturationNodes()));
        wire.setLatencyDegradationNodes(orNull(report.latencyDegradationNodes()));
        wire.setRecommendedMaxNodes(orNull(report.recommendedMaxNodes()));
        wire.setBottlenecks(
                report.bottlenecks().stream().map(ScalingRows::advice).toList());
        wire.setRecommendations(
                report.recommendations().stream().map(ScalingRows::advice).toList());
    }

    private static void addLaw(ScalingReport wire, OperationScaling scaling) {
        List<String> warnings = new ArrayList<>(scaling.warnings());
        wire.setModel("");
        wire.setInconclusive("");
        wire.setEstimates(List.of());
        if (scaling.report().law() instanceof Fitted fitted) {
            wire.setModel(fitted.chosen().name().toLowerCase(Locale.ROOT));
            wire.setEstimates(estimates(fitted));
            wire.setResidualStandardError(fitted.residualStandardError());
            warnings.addAll(fitted.warnings());
        }
        if (scaling.report().law() instanceof Inconclusive inconclusive) {
            wire.setInconclusive(inconclusive.words());
        }
        wire.setWarnings(warnings);
    }

    private static ScalingPoint point(StepFigures figures) {
        ScalingStep step = figures.step();
        return new ScalingPoint(
                step.nodes(),
                step.seconds(),
                step.throughput(),
                orNull(step.meanLatencyMillis()),
                orNull(step.successShare()),
                orNull(step.resources().cpuShare()),
                orNull(step.resources().memoryBytes()),
                orNull(figures.speedUp()),
                orNull(figures.efficiency()),
                orNull(figures.latencyFactor()),
                orNull(figures.messageOverhead()),
                orNull(figures.networkEfficiency()),
                orNull(figures.bytesPerSecondOfNode()));
    }

    private static ScalingAdvice advice(Bottleneck found) {
        return new ScalingAdvice(found.kind().name(), found.nodes(), found.figure(), found.limit(), found.words(), "");
    }

    private static ScalingAdvice advice(Recommendation advice) {
        return new ScalingAdvice(advice.code(), null, null, null, advice.text(), advice.because());
    }

    private static List<ScalingEstimate> estimates(Fitted fitted) {
        List<ScalingEstimate> estimates = new ArrayList<>(List.of(
                estimate("alpha", fitted.alpha()), estimate("beta", fitted.beta()), estimate("gamma", fitted.gamma())));
        fitted.peak().ifPresent(peak -> addPeak(peak, estimates));
        return estimates;
    }

    private static void addPeak(Peak peak, List<ScalingEstimate> estimates) {
        estimates.add(new ScalingEstimate("peakNodes", peak.load(), null, peak.low(), orNull(peak.high())));
        estimates.add(new ScalingEstimate("peakThroughput", peak.throughput(), null, null, null));
    }

    private static ScalingEstimate estimate(String name, Estimate estimate) {
        return new ScalingEstimate(
                name, estimate.value(), orNull(estimate.standardError()), estimate.low(), orNull(estimate.high()));
    }

    private static Integer orNull(OptionalInt figure) {
        return figure.isPresent() ? figure.getAsInt() : null;
    }

    private static Double orNull(OptionalDouble figure) {
        return figure.isPresent() ? figure.getAsDouble() : null;
    }
}
