package io.plumbline.producers.scale;

import io.plumbline.schemas.topic.TopicCatalogue;
import io.plumbline.settings.ConfigException;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.TimeoutException;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;

/** Looks how far the measurements in Kafka have come, because the topology sets aside what is far behind them. */
public final class LatestEvents {
    private static final Duration PATIENCE = Duration.ofSeconds(10);
    private static final Duration POLL = Duration.ofMillis(100);

    private LatestEvents() {}

    /**
     * @param limit later events than this would make what is to be published late
     * @param kafka settings of a consumer
     * @throws ConfigException if there are, or no topic
     */
    public static void checkNoneAfter(Instant limit, Map<String, String> kafka, TopicCatalogue topics) {
        String topic = topics.measurements().name();
        try (Consumer<byte[], byte[]> consumer =
                new KafkaConsumer<>(settings(kafka), new ByteArrayDeserializer(), new ByteArrayDeserializer())) {
            firstAfter(limit.toEpochMilli(), consumer, topic).ifPresent(later -> {
                throw new ConfigException(
                        topic + " has events up to " + later + " at least, and the topology would set aside the"
                                + " simulated ones as late, unless there were none after " + limit
                                + ": wait until the suite's time fits"
                                + " between, take another topics.prefix, or leave steps out with --filter");
            });
        }
    }

    private static Optional<Instant> firstAfter(long limit, Consumer<byte[], byte[]> consumer, String topic) {
        Map<TopicPartition, Long> ends = seekAfter(limit, consumer, topic);
        long deadline = System.nanoTime() + PATIENCE.toNanos();
        while (ends.entrySet().stream().anyMatch(end -> consumer.position(end.getKey()) < end.getValue())) {
            if (System.nanoTime() > deadline) {
                throw new TimeoutException(
                        "cannot read " + topic + " to its end within " + PATIENCE.toSeconds() + " s");
            }
            long latest = limit;
            for (ConsumerRecord<byte[], byte[]> record : consumer.poll(POLL)) {
                latest = Math.max(latest, record.timestamp());
            }
            if (latest > limit) {
                return Optional.of(Instant.ofEpochMilli(latest));
            }
        }
        return Optional.empty();
    }

    /** Kafka's index of times knows of transactions that were given up, too: whether something is there, reading tells. */
    private static Map<TopicPartition, Long> seekAfter(long limit, Consumer<byte[], byte[]> consumer, String topic) {
        Map<TopicPartition, Long> offsets = new HashMap<>();
        consumer.offsetsForTimes(partitions(consumer, topic).stream()
                        .collect(Collectors.toMap(partition -> partition, partition -> limit + 1)))
                .forEach((partition, first) -> {
                    if (first != null) {
                        offsets.put(partition, first.offset());
                    }
                });
        consumer.assign(offsets.keySet());
        offsets.forEach(consumer::seek);
        return consumer.endOffsets(offsets.keySet());
    }

    private static List<TopicPartition> partitions(Consumer<byte[], byte[]> consumer, String topic) {
        List<TopicPartition> partitions = consumer.partitionsFor(topic).stream()
                .map(info -> new TopicPartition(info.topic(), info.partition()))
                .toList();
        if (partitions.isEmpty()) {
            throw new ConfigException("there is no topic " + topic + ": plumbline topics apply makes it");
        }
        return partitions;
    }

    private static Map<String, Object> settings(Map<String, String> kafka) {
        Map<String, Object> settings = new HashMap<>(kafka);
        settings.put("isolation.level", "read_committed");
        settings.put("allow.auto.create.topics", "false");
        settings.put("enable.auto.commit", "false");
        settings.put("fetch.max.wait.ms", "50"); // somebody waits for the answer
        settings.putIfAbsent("default.api.timeout.ms", Long.toString(PATIENCE.toMillis()));
        settings.putIfAbsent("request.timeout.ms", "5000");
        return settings;
    }
}
