package io.plumbline.streams.domain.regression.watch;

import io.plumbline.streams.domain.regression.comparison.MetricRule;
import java.util.Collections;
import java.util.Map;
import java.util.TreeMap;

/**
 * How one series is watched.
 *
 * @param metrics those that are watched for changes
 * @param targets limits of metrics, whether or not these are watched for changes
 * @param calendar what seasons repeat with
 * @param fewestEvents windows with fewer say nothing of a change
 */
public record SeriesRules(
        Map<Metric, WatchRule> metrics, Map<Metric, Double> targets, Calendar calendar, long fewestEvents) {
    public SeriesRules {
        metrics = inOrder(metrics);
        targets = inOrder(targets);
    }

    /** NaN where the window does not tell. */
    public double value(Metric metric, WindowFigures window) {
        boolean hasFew = window instanceof WindowFigures.Operation operation && operation.count() < fewestEvents;
        double value = metric.in(window);
        return Double.isFinite(value) && (!hasFew || metric.isLoad()) ? value : Double.NaN;
    }

    /** What is worse, also of a metric that is not watched for changes: than a target, or along a trend. */
    public MetricRule ofTarget(Metric metric) {
        WatchRule watched = metrics.get(metric);
        return watched == null ? metric.defaultRule() : watched.metric();
    }

    /** So that a replay says the same in the same order. */
    private static <V> Map<Metric, V> inOrder(Map<Metric, V> byMetric) {
        return Collections.unmodifiableMap(new TreeMap<>(byMetric));
    }
}
