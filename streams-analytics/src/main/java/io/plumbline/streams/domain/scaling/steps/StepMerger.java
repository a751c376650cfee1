package io.plumbline.streams.domain.scaling.steps;

import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.OptionalDouble;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.function.ToDoubleFunction;
import java.util.stream.Collectors;

/**
 * One step for each number of nodes. In continuous operation there are many windows with the same number of nodes; figures
 * per second are weighted by time, figures per operation by operations, and of memory the greatest counts.
 */
final class StepMerger {
    private StepMerger() {}

    static List<ScalingStep> byNodes(Collection<ScalingStep> steps) {
        return steps.stream()
                .collect(Collectors.groupingBy(ScalingStep::nodes, TreeMap::new, Collectors.toList()))
                .values()
                .stream()
                .map(StepMerger::merge)
                .toList();
    }

    private static ScalingStep merge(List<ScalingStep> same) {
        double seconds = same.stream().mapToDouble(ScalingStep::seconds).sum();
        double operations = same.stream().mapToDouble(ScalingStep::operations).sum();
        return new ScalingStep(
                same.get(0).nodes(),
                seconds,
                operations / seconds,
                mean(same, ScalingStep::operations, ScalingStep::meanLatencyMillis),
                mean(same, ScalingStep::operations, ScalingStep::successShare),
                new ResourceUse(
                        mean(
                                same,
                                ScalingStep::seconds,
                                step -> step.resources().cpuShare()),
                        greatest(same, step -> step.resources().memoryBytes())),
                new NetworkUse(
                        mean(
                                same,
                                ScalingStep::operations,
                                step -> step.network().messagesPerOperation()),
                        mean(same, StepMerger::messages, step -> step.network().deliveredShare()),
                        mean(same, ScalingStep::seconds, step -> step.network().bytesPerSecond())));
    }

    private static double messages(ScalingStep step) {
        return step.operations() * step.network().messagesPerOperation().orElse(1);
    }

    /** Over the steps that have the figure. */
    private static OptionalDouble mean(
            List<ScalingStep> steps,
            ToDoubleFunction<ScalingStep> weight,
            Function<ScalingStep, OptionalDouble> figure) {
        double sum = 0;
        double weights = 0;
        for (ScalingStep step : steps) {
            OptionalDouble value = figure.apply(step);
            if (value.isPresent()) {
                sum += weight.applyAsDouble(step) * value.getAsDouble();
                weights += weight.applyAsDouble(step);
            }
        }
        return weights > 0 ? OptionalDouble.of(sum / weights) : OptionalDouble.empty();
    }

    private static OptionalDouble greatest(List<ScalingStep> steps, Function<ScalingStep, OptionalDouble> figure) {
        return steps.stream()
                .map(figure)
                .filter(OptionalDouble::isPresent)
                .max(Comparator.comparingDouble(OptionalDouble::getAsDouble))
                .orElse(OptionalDouble.empty());
    }
}
