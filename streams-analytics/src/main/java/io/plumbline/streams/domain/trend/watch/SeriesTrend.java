package io.plumbline.streams.domain.trend.watch;

import io.plumbline.streams.domain.regression.comparison.MetricRule;
import io.plumbline.streams.domain.regression.watch.ChangeKind;
import io.plumbline.streams.domain.regression.watch.Metric;
import io.plumbline.streams.domain.regression.watch.Observation;
import io.plumbline.streams.domain.trend.TimedValue;
import io.plumbline.streams.domain.trend.TrendDetector;
import java.util.ArrayList;
import java.util.Collections;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.Function;

/** The last windows of one series, and where each of its metrics is going. Not thread-safe. */
public final class SeriesTrend {
    private static final double MICROS_OF_HOUR = 3.6e9;

    private final NavigableMap<Long, Window> windows = new TreeMap<>();
    private final Map<Metric, DriftWatch> drifts = new EnumMap<>(Metric.class);
    private long sizeMicros;

    /**
     * What one window had.
     *
     * @param scope figures of another scope are not compared: those of a process with those of its machine
     * @param values those that were measured
     */
    public record Window(int revision, String scope, Map<Metric, Double> values) {}

    /**
     * What to keep of one.
     *
     * @param sizeMicros length of its windows
     */
    public record State(long sizeMicros, Map<Long, Window> windows, Map<Metric, DriftWatch> drifts) {}

    /**
     * What is to be said after a window.
     *
     * @param alarm empty: nothing that anybody would be called for
     */
    public record Said(MetricTrend trend, long fromMicros, long toMicros, Optional<Observation.Worse> alarm) {}

    public SeriesTrend() {}

    public SeriesTrend(State state) {
        sizeMicros = state.sizeMicros;
        windows.putAll(state.windows);
        drifts.putAll(state.drifts);
    }

    public State state() {
        return new State(sizeMicros, Collections.unmodifiableMap(windows), Collections.unmodifiableMap(drifts));
    }

    /** Start of the newest window. */
    public long lastMicros() {
        return windows.isEmpty() ? Long.MIN_VALUE : windows.lastKey();
    }

    /**
     * Takes a window; a later revision replaces it.
     *
     * @return a trend of each metric that has values, from five windows on; nothing when the window says nothing new
     */
    public List<Said> add(long startMicros, Window window, TrendRules rules, Function<Metric, MetricRule> ruleOf) {
        if (sizeMicros != rules.windowMicros()) {
            beginAnew(rules.windowMicros());
        }
        Window before = windows.get(startMicros);
        boolean isOld = !windows.isEmpty() && startMicros <= lastMicros() - rules.reachMicros();
        if (isOld || (before != null && before.revision >= window.revision)) {
            return List.of();
        }
        boolean isNext = startMicros > lastMicros();
        windows.put(startMicros, window);
        windows.headMap(lastMicros() - rules.reachMicros(), true).clear();
        windows.values()
                .removeIf(other -> !other.scope.equals(windows.lastEntry().getValue().scope));
        return windows.size() < TrendDetector.MIN_POINTS ? List.of() : judge(isNext, rules, ruleOf);
    }

    /** Windows of another size are not compared with these. */
    private void beginAnew(long size) {
        sizeMicros = size;
        windows.clear();
        drifts.clear();
    }

    private List<Said> judge(boolean isNext, TrendRules rules, Function<Metric, MetricRule> ruleOf) {
        List<Said> said = new ArrayList<>();
        for (Metric metric : Metric.values()) {
            NavigableMap<Long, Double> values = values(metric);
            if (!values.isEmpty()) {
                MetricTrend trend = MetricTrend.of(metric, points(values), rules);
                said.add(new Said(
                        trend,
                        values.firstKey(),
                        values.lastKey() + rules.windowMicros(),
                        isNext ? follow(trend, ruleOf.apply(metric)) : Optional.empty()));
            }
        }
        return said;
    }

    private Optional<Observation.Worse> follow(MetricTrend trend, MetricRule rule) {
        DriftWatch watch = drifts.getOrDefault(trend.metric(), DriftWatch.CALM)
                .next(trend.isAlarming(rule), trend.drift(rule), lastMicros());
        if (watch.phase() == null) {
            drifts.remove(trend.metric());
            return Optional.empty();
        }
        drifts.put(trend.metric(), watch);
        Drift drift = watch.drift();
        return Optional.of(new Observation.Worse(
                watch.phase(),
                ChangeKind.TREND,
                watch.onsetMicros(),
                drift.before(),
                drift.now(),
                null,
                drift.effect(),
                rule.tolerance(),
                drift.pValue(),
                0));
    }

    private NavigableMap<Long, Double> values(Metric metric) {
        NavigableMap<Long, Double> values = new TreeMap<>();
        windows.forEach((start, window) -> {
            Double value = window.values.get(metric);
            if (value != null) {
                values.put(start, value);
            }
        });
        return values;
    }

    private static List<TimedValue> points(NavigableMap<Long, Double> values) {
        long first = values.firstKey();
        return values.entrySet().stream()
                .map(entry -> new TimedValue((entry.getKey() - first) / MICROS_OF_HOUR, entry.getValue()))
                .toList();
    }
}
