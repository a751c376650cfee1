package io.plumbline.streams.domain.regression.watch;

import java.util.Collections;
import java.util.Map;
import java.util.TreeMap;

/**
 * How one series is watched.
 *
 * @param metrics those that are watched
 * @param fewestEvents windows with fewer say nothing but how few
 */
public record SeriesRules(Map<Metric, WatchRule> metrics, long fewestEvents) {
    public SeriesRules {
        metrics = Collections.unmodifiableMap(new TreeMap<>(metrics)); // in their order: a replay says the same
    }

    /** NaN where the window does not tell. */
    double value(Metric metric, WindowFigures window) {
        boolean hasFew = window instanceof WindowFigures.Operation operation && operation.count() < fewestEvents;
        double value = metric.in(window);
        return Double.isFinite(value) && (!hasFew || metric.isLoad()) ? value : Double.NaN;
    }
}
