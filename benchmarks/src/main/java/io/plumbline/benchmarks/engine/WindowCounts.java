package io.plumbline.benchmarks.engine;

import io.plumbline.benchmarks.run.Cluster;
import io.plumbline.schemas.event.WindowStats;
import io.plumbline.schemas.registry.RegistryClient;
import io.plumbline.schemas.serde.AvroDeserializer;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;

/** What the published windows say was counted. */
final class WindowCounts {
    private static final Duration POLL = Duration.ofMillis(100);

    private final Map<Window, Long> counts = new HashMap<>();

    private record Window(String operation, long windowStart) {}

    private WindowCounts() {}

    /** Events in all windows of the lowest level over all nodes; of a corrected window only the last row counts. */
    static long total(Cluster cluster, Duration lowestLevel) throws Exception {
        WindowCounts counts = new WindowCounts();
        try (Admin admin = cluster.admin();
                RegistryClient registry = cluster.registry();
                AvroDeserializer<WindowStats> values = new AvroDeserializer<>(WindowStats.class, registry);
                KafkaConsumer<byte[], byte[]> consumer = consumer(cluster)) {
            Map<TopicPartition, Long> ends =
                    GroupProgress.ends(admin, List.of(cluster.topics().windowStats()));
            consumer.assign(ends.keySet());
            while (ends.entrySet().stream().anyMatch(end -> consumer.position(end.getKey()) < end.getValue())) {
                for (ConsumerRecord<byte[], byte[]> polled : consumer.poll(POLL)) {
                    counts.add(values.deserialize(polled.topic(), polled.value()), lowestLevel.toMillis());
                }
            }
        }
        return counts.counts.values().stream().mapToLong(Long::longValue).sum();
    }

    private void add(WindowStats row, long levelMillis) {
        if (row.getWindowMillis() == levelMillis && row.getNode().isEmpty()) {
            counts.put(new Window(row.getOperation(), row.getWindowStart().toEpochMilli()), row.getCount());
        }
    }

    private static KafkaConsumer<byte[], byte[]> consumer(Cluster cluster) {
        return new KafkaConsumer<>(
                Map.of(
                        ConsumerConfig.BOOTSTRAP_SERVERS_CONFIG, cluster.bootstrapServers(),
                        ConsumerConfig.AUTO_OFFSET_RESET_CONFIG, "earliest",
                        ConsumerConfig.ENABLE_AUTO_COMMIT_CONFIG, "false",
                        ConsumerConfig.ISOLATION_LEVEL_CONFIG, "read_committed"),
                new ByteArrayDeserializer(),
                new ByteArrayDeserializer());
    }
}
