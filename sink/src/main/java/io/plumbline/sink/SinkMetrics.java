package io.plumbline.sink;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.MultiGauge;
import io.micrometer.core.instrument.Tags;
import io.micrometer.core.instrument.Timer;
import io.plumbline.sink.core.Batch;
import io.plumbline.sink.database.Row;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicLong;
import org.apache.kafka.common.TopicPartition;

/** What the sink tells of itself, as {@code plumbline.sink.*}. */
final class SinkMetrics {
    private final MeterRegistry registry;
    private final Timer commits;
    private final Counter quarantined;
    private final Counter conflicts;
    private final Counter retries;
    private final Counter fenced;
    private final MultiGauge positions;
    private final AtomicLong lag = new AtomicLong();
    private final Map<String, Counter> rows = new HashMap<>();

    SinkMetrics(MeterRegistry registry) {
        this.registry = registry;
        commits = Timer.builder("plumbline.sink.batches")
                .description("Transactions, from their first statement to the answer to the commit.")
                .register(registry);
        quarantined = counter("quarantined", "Records set aside, by the topology or by the sink.");
        conflicts = counter("conflicts", "Batches that met rows with their key and compared revisions.");
        retries = counter("retries", "Failures of database, registry or broker that are tried again.");
        fenced = counter("fenced", "Batches dropped because another writer owns a partition.");
        positions = MultiGauge.builder("plumbline.sink.position")
                .description("Stored position of each partition: the next offset to store.")
                .register(registry);
        Gauge.builder("plumbline.sink.lag", lag, AtomicLong::doubleValue)
                .description("Records of the assigned partitions that are not read yet; during an outage: not stored.")
                .register(registry);
    }

    void stored(Batch batch, boolean conflict, long nanos) {
        commits.record(Duration.ofNanos(nanos));
        for (Row row : batch.rows()) {
            rows.computeIfAbsent(row.table().name(), this::rowCounter).increment();
        }
        quarantined.increment(batch.refused().size());
        if (conflict) {
            conflicts.increment();
        }
    }

    void retried() {
        retries.increment();
    }

    long retries() {
        return (long) retries.count();
    }

    void fenced() {
        fenced.increment();
    }

    void progress(Map<TopicPartition, Long> stored, long unread) {
        lag.set(unread);
        List<MultiGauge.Row<?>> gauges = stored.entrySet().stream()
                .<MultiGauge.Row<?>>map(entry -> MultiGauge.Row.of(
                        Tags.of(
                                "topic",
                                entry.getKey().topic(),
                                "partition",
                                Integer.toString(entry.getKey().partition())),
                        entry.getValue()))
                .toList();
        positions.register(gauges, true);
    }

    long lag() {
        return lag.get();
    }

    private Counter counter(String name, String description) {
        return Counter.builder("plumbline.sink." + name)
                .description(description)
                .register(registry);
    }

    private Counter rowCounter(String table) {
        return Counter.builder("plumbline.sink.rows")
                .description("Rows written, corrections included.")
                .tag("table", table)
                .register(registry);
    }
}
