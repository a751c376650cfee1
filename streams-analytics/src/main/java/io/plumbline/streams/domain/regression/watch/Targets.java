package io.plumbline.streams.domain.regression.watch;

import io.plumbline.streams.domain.health.NamePatterns;
import java.util.EnumMap;
import java.util.Map;

/** What operations must keep: the limit of each metric, for operations whose names match. */
public record Targets(Map<Metric, NamePatterns<Double>> limits) {
    public Targets {
        limits = Map.copyOf(limits);
    }

    Map<Metric, Double> of(String operation) {
        Map<Metric, Double> found = new EnumMap<>(Metric.class);
        limits.forEach((metric, patterns) -> patterns.find(operation).ifPresent(limit -> found.put(metric, limit)));
        return found;
    }
}
