package io.plumbline.streams.domain.regression.watch;

import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.function.ToDoubleFunction;

/** Watches all metrics of one series. Mutable, and not thread-safe. */
public final class SeriesWatch {
    private final Map<Metric, MetricWatch> metrics;
    private final Map<Metric, TargetWatch> targets;
    private long lastMicros;
    private boolean ofProcess;

    /** What is to be said of one metric. */
    public record Said(Metric metric, String unit, Observation what) {}

    public SeriesWatch() {
        this(Long.MIN_VALUE, false, new EnumMap<>(Metric.class), new EnumMap<>(Metric.class));
    }

    /**
     * @param lastMicros start of the last window that it took
     * @param ofProcess whether the figures of a node are those of its process
     * @param metrics taken over as they are, likewise {@code targets}
     */
    public SeriesWatch(
            long lastMicros, boolean ofProcess, Map<Metric, MetricWatch> metrics, Map<Metric, TargetWatch> targets) {
        this.lastMicros = lastMicros;
        this.ofProcess = ofProcess;
        this.metrics = metrics;
        this.targets = targets;
    }

    public long lastMicros() {
        return lastMicros;
    }

    public boolean ofProcess() {
        return ofProcess;
    }

    public Map<Metric, MetricWatch> metrics() {
        return metrics;
    }

    public Map<Metric, TargetWatch> targets() {
        return targets;
    }

    /**
     * Takes the next window. One that is not later than the last was seen already.
     *
     * @param baseline what is in force now
     * @param atBest the best value of a metric that the window's events do not rule out with 95 % confidence; NaN where they
     *     are too few to say
     */
    public List<Said> add(
            SeriesRules rules,
            Function<Metric, Pinned> baseline,
            long startMicros,
            WindowFigures window,
            ToDoubleFunction<Metric> atBest) {
        if (startMicros <= lastMicros) {
            return List.of();
        }
        lastMicros = startMicros;
        if (!isOfSameScope(window)) {
            return List.of();
        }
        List<Said> said = new ArrayList<>();
        rules.targets().forEach((metric, limit) -> {
            double best = atBest.applyAsDouble(metric);
            targets.computeIfAbsent(metric, first -> new TargetWatch())
                    .add(rules.ofTarget(metric), limit, startMicros, metric.in(window), best)
                    .ifPresent(what -> said.add(new Said(metric, metric.unit(window), what)));
        });
        for (Map.Entry<Metric, WatchRule> rule : rules.metrics().entrySet()) {
            Metric metric = rule.getKey();
            double value = rules.value(metric, window);
            MetricWatch watch = watch(metric, value);
            if (watch != null) {
                watch.add(rule.getValue(), baseline.apply(metric), startMicros, value)
                        .ifPresent(what -> said.add(new Said(metric, metric.unit(window), what)));
            }
        }
        return said;
    }

    /** Null where the metric was never measured. */
    private MetricWatch watch(Metric metric, double value) {
        return Double.isNaN(value) ? metrics.get(metric) : metrics.computeIfAbsent(metric, first -> new MetricWatch());
    }

    /** What a process uses is not compared with what its machine does. */
    private boolean isOfSameScope(WindowFigures window) {
        if (!(window instanceof WindowFigures.Resources resources) || resources.ofProcess() == ofProcess) {
            return true;
        }
        if (ofProcess) {
            return false; // the process was not measured this time
        }
        ofProcess = true;
        metrics.clear();
        return true;
    }
}
