package io.plumbline.streams.domain.regression.watch;

import io.plumbline.streams.domain.health.NamePatterns;
import io.plumbline.streams.domain.regression.comparison.MetricRule;
import java.util.EnumMap;
import java.util.Map;

/**
 * How series are watched.
 *
 * @param metrics those that are watched, and the rule of each
 * @param tolerances of single metrics, for operations that match
 * @param targets that operations must keep, over all nodes
 * @param calendar what seasons repeat with
 * @param fewestEvents windows of an operation with fewer say nothing but how few
 * @param recoveryWindows so many windows a metric must be back until its episode is over
 */
public record WatchRules(
        Map<Metric, MetricRule> metrics,
        Map<Metric, NamePatterns<Double>> tolerances,
        Targets targets,
        Calendar calendar,
        long fewestEvents,
        int recoveryWindows) {
    public WatchRules {
        metrics = Map.copyOf(metrics);
        tolerances = Map.copyOf(tolerances);
    }

    /**
     * @param operation empty for the resources of a node
     * @param ofOneNode whether the series is of a single node, which has no targets of its own
     */
    public SeriesRules of(String operation, boolean ofOneNode) {
        Map<Metric, WatchRule> rules = new EnumMap<>(Metric.class);
        metrics.forEach((metric, rule) -> rules.put(
                metric,
                new WatchRule(new MetricRule(tolerance(metric, rule, operation), rule.worse()), recoveryWindows)));
        return new SeriesRules(rules, ofOneNode ? Map.of() : targets.of(operation), calendar, fewestEvents);
    }

    private double tolerance(Metric metric, MetricRule rule, String operation) {
        NamePatterns<Double> patterns = tolerances.get(metric);
        return patterns == null ? rule.tolerance() : patterns.find(operation).orElse(rule.tolerance());
    }
}
