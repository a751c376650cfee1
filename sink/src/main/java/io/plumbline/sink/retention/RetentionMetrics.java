package io.plumbline.sink.retention;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import java.util.concurrent.atomic.AtomicReference;

/** What retention tells of itself, as {@code plumbline.retention.*}. */
final class RetentionMetrics implements RetentionPass.Listener {
    private final MeterRegistry registry;
    private final AtomicReference<Double> lastPass = new AtomicReference<>(Double.NaN);

    RetentionMetrics(MeterRegistry registry) {
        this.registry = registry;
        Gauge.builder("plumbline.retention.last.pass", lastPass, AtomicReference::get)
                .description(
                        "When this sink last dropped everything that is too old, in seconds since 1970; NaN: never.")
                .register(registry);
    }

    @Override
    public void dropped(String table, int chunks, long rows) {
        counter("chunks", "Chunks dropped because of their age.", table).increment(chunks);
        counter("rows", "Rows deleted because of their age, where there are no chunks.", table)
                .increment((double) rows);
    }

    void passed(long epochMillis) {
        lastPass.set(epochMillis / 1000.0);
    }

    private Counter counter(String name, String description, String table) {
        return Counter.builder("plumbline.retention." + name)
                .description(description)
                .tag("table", table)
                .register(registry);
    }
}
