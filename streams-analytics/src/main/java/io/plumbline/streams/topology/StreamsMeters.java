package io.plumbline.streams.topology;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Tags;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicLong;

/**
 * What the topology counts of itself. Counters count work: what is processed again after a failure counts again, so proof
 * of loss and duplication is in the deliveries topic, not here. Thread-safe.
 */
public final class StreamsMeters {
    private final MeterRegistry registry;
    private final Map<String, AtomicLong> gauges = new ConcurrentHashMap<>();
    final Counter events;
    final Counter late;
    final Counter duplicated;
    final Counter quarantined;
    final Counter beyondHorizon;
    final Counter overflow;
    final Counter unwatched;
    final Counter trendless;
    private final Counter unwritable;

    public StreamsMeters(MeterRegistry registry) {
        this.registry = registry;
        this.events = counter("events", "Measurements counted in a window");
        this.late = counter("late", "Measurements and samples that came after their window's grace");
        this.duplicated = counter("duplicated", "Measurements and samples that came again and were not counted again");
        this.quarantined = counter("quarantined", "Records and measurements that were set aside as unusable");
        this.overflow = counter("series.overflow", "Events counted in the series of those beyond windows.series.limit");
        this.unwatched = counter("windows.unwatched", "Windows of series beyond regression.series.limit, not watched");
        this.trendless = counter("windows.trendless", "Windows of series beyond trend.series.limit, without a trend");
        this.beyondHorizon = counter("corrections.dropped", "Events too late to correct even their window's row");
        this.unwritable = counter("outputs.unwritable", "Outputs that could not be written, with a dead letter each");
    }

    /** One record could not be read. */
    public void countPoison() {
        quarantined.increment();
    }

    /** One output could not be written. */
    void countUnwritable() {
        unwritable.increment();
    }

    void emitted(String level, String scope) {
        registry.counter("plumbline.streams.windows.emitted", "level", level, "scope", scope)
                .increment();
    }

    /** Rows that could not be used to see how a system scales. */
    void loadIgnored(String reason) {
        registry.counter("plumbline.streams.load.ignored", "reason", reason).increment();
    }

    void openWindows(String task, long open) {
        gauge("windows.open", task).set(open);
    }

    /** Series with open windows; in stage 2, those of agents that publish summaries. */
    void series(String task, long live) {
        gauge("series", task).set(live);
    }

    /** Series that are watched for regressions. */
    void watched(String task, long series) {
        gauge("series.watched", task).set(series);
    }

    /** How far the newest event time is behind the wall clock. */
    void watermarkLag(String task, long lagMillis) {
        gauge("watermark.lag.millis", task).set(lagMillis);
    }

    /** What became of a signal. */
    void signal(String outcome) {
        registry.counter("plumbline.streams.signals", "outcome", outcome).increment();
    }

    /** An alert entered that status, or changed in it. */
    void transition(String status) {
        registry.counter("plumbline.streams.alerts.transitions", "status", status)
                .increment();
    }

    void openAlerts(String task, String status, long open) {
        gauge("alerts.open", Tags.of("task", task, "status", status)).set(open);
    }

    /** The task ended here or moved away: what it measured last is not true any more. */
    void leave(String task) {
        openWindows(task, 0);
        series(task, 0);
        watermarkLag(task, 0);
    }

    /** A gauge is made once and survives its task, because tasks come and go. */
    private AtomicLong gauge(String name, String task) {
        return gauge(name, Tags.of("task", task));
    }

    private AtomicLong gauge(String name, Tags tags) {
        return gauges.computeIfAbsent(name + " " + tags, key -> {
            AtomicLong value = new AtomicLong();
            registry.gauge("plumbline.streams." + name, tags, value);
            return value;
        });
    }

    private Counter counter(String name, String description) {
        return Counter.builder("plumbline.streams." + name)
                .description(description)
                .register(registry);
    }
}
