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
    private final Counter unwritable;

    public StreamsMeters(MeterRegistry registry) {
        this.registry = registry;
        this.events = counter("events", "Measurements counted in a window");
        this.late = counter("late", "Measurements and samples that came after their window's grace");
        this.duplicated = counter("duplicated", "Measurements and samples that came again and were not counted again");
        this.quarantined = counter("quarantined", "Records and measurements that were set aside as unusable");
        this.overflow = counter("series.overflow", "Events counted in the series of those beyond windows.series.limit");
        this.unwatched = counter("windows.unwatched", "Windows of series beyond regression.series.limit, not watched");
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

    /** The task ended here or moved away: what it measured last is not true any more. */
    void leave(String task) {
        openWindows(task, 0);
        series(task, 0);
        watermarkLag(task, 0);
    }

    /** A gauge is made once and survives its task, because tasks come and go. */
    private AtomicLong gauge(String name, String task) {
        return gauges.computeIfAbsent(name + " " + task, key -> {
            AtomicLong value = new AtomicLong();
            registry.gauge("plumbline.streams." + name, Tags.of("task", task), value);
            return value;
        });
    }

    private Counter counter(String name, String description) {
        return Counter.builder("plumbline.streams." + name)
                .description(description)
                .register(registry);
    }
}
