package io.plumbline.streams.domain.scaling.steps;

import io.plumbline.streams.domain.scaling.steps.Bottleneck.Kind;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalDouble;

/** Finds what limits scaling. What was not measured limits nothing. */
record Bottlenecks(ScalingLimits limits) {
    /** Of each kind the first, by number of nodes. */
    List<Bottleneck> first(List<StepFigures> steps) {
        Map<Kind, Bottleneck> first = new EnumMap<>(Kind.class);
        for (StepFigures step : steps) {
            of(step).forEach(bottleneck -> first.putIfAbsent(bottleneck.kind(), bottleneck));
        }
        return List.copyOf(first.values());
    }

    /** All of one step. */
    List<Bottleneck> of(StepFigures figures) {
        ScalingStep step = figures.step();
        List<Bottleneck> found = new ArrayList<>();
        below(found, Kind.THROUGHPUT_DEGRADATION, step, figures.speedUp(), limits.leastThroughputShare());
        above(found, Kind.LATENCY_EXPLOSION, step, figures.latencyFactor(), limits.mostLatencyFactor());
        above(found, Kind.CPU, step, step.resources().cpuShare(), limits.mostCpuShare());
        above(found, Kind.MEMORY, step, step.resources().memoryBytes(), limits.mostMemoryBytes());
        below(found, Kind.NETWORK, step, figures.networkEfficiency(), limits.leastNetworkEfficiency());
        return found;
    }

    private static void above(
            List<Bottleneck> found, Kind kind, ScalingStep step, OptionalDouble figure, double limit) {
        if (figure.isPresent() && figure.getAsDouble() > limit) {
            found.add(new Bottleneck(kind, step.nodes(), figure.getAsDouble(), limit));
        }
    }

    private static void below(
            List<Bottleneck> found, Kind kind, ScalingStep step, OptionalDouble figure, double limit) {
        if (figure.isPresent() && figure.getAsDouble() < limit) {
            found.add(new Bottleneck(kind, step.nodes(), figure.getAsDouble(), limit));
        }
    }
}
