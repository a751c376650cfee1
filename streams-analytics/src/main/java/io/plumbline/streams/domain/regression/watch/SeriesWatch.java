package io.plumbline.streams.domain.regression.watch;

import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.ToDoubleFunction;

/** Watches all metrics of one series. Mutable, and not thread-safe. */
public final class SeriesWatch {
    private final State state;
    private long lastMicros;
    private boolean ofProcess;

    /** What is to be said of one metric. */
    public record Said(Metric metric, String unit, Observation what) {}

    /**
     * What there is to keep of it.
     *
     * @param lastMicros start of the last window that it took
     * @param ofProcess whether the figures of a node are those of its process
     * @param metrics taken over as they are, and so are {@code targets} and {@code seasons}
     */
    public record State(
            long lastMicros,
            boolean ofProcess,
            Map<Metric, MetricWatch> metrics,
            Map<Metric, TargetWatch> targets,
            Map<Metric, Seasonal> seasons) {
        public static State empty() {
            return new State(
                    Long.MIN_VALUE,
                    false,
                    new EnumMap<>(Metric.class),
                    new EnumMap<>(Metric.class),
                    new EnumMap<>(Metric.class));
        }
    }

    public SeriesWatch(State state) {
        this.state = state;
        this.lastMicros = state.lastMicros;
        this.ofProcess = state.ofProcess;
    }

    public State state() {
        return new State(lastMicros, ofProcess, state.metrics, state.targets, state.seasons);
    }

    /** Start of the last window that it took, in microseconds. */
    public long lastMicros() {
        return lastMicros;
    }

    /** Whether it was just read from {@link State}, and its archive must be attached before anything else. */
    boolean lacksArchive() {
        return state.metrics.values().stream()
                .anyMatch(watch -> !watch.history().isWhole());
    }

    void attach(Archive archive) {
        state.metrics.forEach((metric, watch) -> {
            if (!watch.history().isWhole()) {
                watch.history().attach(archive.of(metric));
            }
        });
    }

    boolean isArchiveDue() {
        return state.metrics.values().stream().anyMatch(watch -> watch.history().isArchiveDue());
    }

    /** All points up to now; from now on {@link State} has only those that follow. */
    Archive archive() {
        Map<Metric, float[]> values = new EnumMap<>(Metric.class);
        state.metrics.forEach(
                (metric, watch) -> values.put(metric, watch.history().archive()));
        return new Archive(values);
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
            state.targets
                    .computeIfAbsent(metric, first -> new TargetWatch())
                    .add(rules.ofTarget(metric), limit, startMicros, metric.in(window), best)
                    .ifPresent(what -> said.add(new Said(metric, metric.unit(window), what)));
        });
        rules.metrics()
                .forEach((metric, rule) -> add(rules, metric, baseline.apply(metric), startMicros, window)
                        .ifPresent(what -> said.add(new Said(metric, metric.unit(window), what))));
        return said;
    }

    private Optional<Observation> add(
            SeriesRules rules, Metric metric, Pinned baseline, long startMicros, WindowFigures window) {
        double value = rules.value(metric, window);
        boolean isMissing = Double.isNaN(value);
        MetricWatch watch = isMissing
                ? state.metrics.get(metric)
                : state.metrics.computeIfAbsent(metric, first -> new MetricWatch());
        if (watch == null) {
            return Optional.empty(); // it was never measured
        }
        WatchRule rule = rules.metrics().get(metric);
        if (rules.calendar() == Calendar.NONE || isMissing) {
            return watch.add(rule, baseline, startMicros, value);
        }
        return addSeasonal(season(rules.calendar(), metric), watch, rule, baseline, startMicros, value);
    }

    /** The values are compared as if it was always the same hour, and shown as they are at this one. */
    private static Optional<Observation> addSeasonal(
            Seasonal season, MetricWatch watch, WatchRule rule, Pinned baseline, long startMicros, double value) {
        boolean wasReady = season.isReady();
        season.learn(startMicros, value);
        if (!wasReady && season.isReady()) {
            return watch.learnAnew(rule); // the values before were of their hours
        }
        double factor = season.factorAt(startMicros);
        return watch.add(rule, baseline, startMicros, value / factor)
                .map(what -> what instanceof Observation.Worse worse ? worse.times(factor) : what);
    }

    private Seasonal season(Calendar calendar, Metric metric) {
        Seasonal known = state.seasons.get(metric);
        if (known == null || known.calendar() != calendar) {
            known = new Seasonal(calendar);
            state.seasons.put(metric, known);
        }
        return known;
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
        state.metrics.clear();
        state.seasons.clear();
        return true;
    }
}
