package io.plumbline.streams.domain.scaling.steps;

import io.plumbline.streams.domain.scaling.LoadPoint;
import io.plumbline.streams.domain.scaling.Scatter;
import io.plumbline.streams.domain.scaling.UslFitter;
import io.plumbline.streams.domain.scaling.UslVerdict;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.stream.IntStream;

/** Turns steps into a {@link ScalingReport}; definitions are in docs/math.md. */
public record ScalingAnalysis(ScalingLimits limits, Scatter scatter) {
    /**
     * @param measured in any order; several of one number of nodes are merged
     * @throws IllegalArgumentException without any
     */
    public ScalingReport report(Collection<ScalingStep> measured) {
        List<ScalingStep> steps = StepMerger.byNodes(measured);
        if (steps.isEmpty()) {
            throw new IllegalArgumentException("a scaling report needs a step");
        }
        List<StepFigures> figures =
                steps.stream().map(step -> StepFigures.of(step, steps.get(0))).toList();
        OptionalInt saturation = saturation(steps);
        OptionalInt degradation = degradation(figures);
        Optional<ScalingClass> scalingClass =
                steps.size() > 1 ? figures.get(figures.size() - 1).scalingClass() : Optional.empty();
        List<Bottleneck> bottlenecks = new Bottlenecks(limits).first(figures);
        UslVerdict law = law(steps);
        return new ScalingReport(
                figures,
                scalingClass,
                saturation,
                degradation,
                bottlenecks,
                new Advice(figures, scalingClass, saturation, degradation, bottlenecks, law).all(),
                recommended(figures, saturation),
                law);
    }

    /** The first step whose nodes brought too small a share of what they would bring if throughput grew with the nodes. */
    private OptionalInt saturation(List<ScalingStep> steps) {
        return IntStream.range(1, steps.size())
                .filter(i -> isSaturated(steps.get(i - 1), steps.get(i)))
                .map(i -> steps.get(i).nodes())
                .findFirst();
    }

    private boolean isSaturated(ScalingStep before, ScalingStep step) {
        double gain = step.throughput() / before.throughput() - 1;
        double ideal = (double) step.nodes() / before.nodes() - 1;
        return gain < limits.saturationShare() * ideal;
    }

    private OptionalInt degradation(List<StepFigures> figures) {
        return figures.stream()
                .filter(figure -> figure.latencyFactor().orElse(1) > limits.mostLatencyFactor())
                .mapToInt(figure -> figure.step().nodes())
                .findFirst();
    }

    private OptionalInt recommended(List<StepFigures> figures, OptionalInt saturation) {
        return figures.stream()
                .takeWhile(figure -> figure.step().nodes() < saturation.orElse(Integer.MAX_VALUE))
                .takeWhile(figure -> new Bottlenecks(limits).of(figure).isEmpty())
                .takeWhile(figure -> figure.step().successShare().orElse(1) >= limits.leastSuccessShare())
                .mapToInt(figure -> figure.step().nodes())
                .max();
    }

    private UslVerdict law(List<ScalingStep> steps) {
        return new UslFitter(scatter)
                .fit(steps.stream()
                        .map(step -> new LoadPoint(step.nodes(), step.throughput()))
                        .toList());
    }
}
