package io.plumbline.streams.domain.scaling.live;

import io.plumbline.streams.domain.scaling.UslVerdict.Fitted;
import io.plumbline.streams.domain.scaling.steps.Bottleneck;
import io.plumbline.streams.domain.scaling.steps.ScalingClass;
import io.plumbline.streams.domain.scaling.steps.ScalingReport;
import io.plumbline.streams.domain.scaling.steps.ScalingStep;
import io.plumbline.streams.domain.scaling.steps.StepFigures;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalInt;

/** What a reader would notice of a report: its figures to about one percent, and everything that is said of them. */
record Gist(
        boolean isFinal,
        List<Long> figures,
        Optional<ScalingClass> scalingClass,
        OptionalInt saturation,
        OptionalInt degradation,
        OptionalInt recommended,
        List<Bottleneck.Kind> bottlenecks,
        Object law,
        List<String> warnings) {
    private static final double STEPS_OF_E = 100; // e^(1/100) is one percent

    static Gist of(OperationScaling scaling, boolean isFinal) {
        ScalingReport report = scaling.report();
        return new Gist(
                isFinal,
                report.steps().stream()
                        .map(StepFigures::step)
                        .flatMap(step -> figures(step).stream())
                        .toList(),
                report.scalingClass(),
                report.saturationNodes(),
                report.latencyDegradationNodes(),
                report.recommendedMaxNodes(),
                report.bottlenecks().stream().map(Bottleneck::kind).toList(),
                report.law() instanceof Fitted fitted ? fitted.chosen() : report.law(),
                scaling.warnings());
    }

    private static List<Long> figures(ScalingStep step) {
        return List.of(
                (long) step.nodes(),
                rounded(OptionalDouble.of(step.throughput())),
                rounded(step.meanLatencyMillis()),
                rounded(step.successShare()),
                rounded(step.resources().cpuShare()),
                rounded(step.resources().memoryBytes()),
                rounded(step.network().bytesPerSecond()));
    }

    private static long rounded(OptionalDouble figure) {
        return figure.isPresent() ? Math.round(STEPS_OF_E * Math.log(figure.getAsDouble())) : Long.MAX_VALUE;
    }
}
