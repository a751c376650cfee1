package io.plumbline.producers.scale;

import io.plumbline.producers.publish.CommittedRecords;
import io.plumbline.schemas.topic.TopicCatalogue;
import io.plumbline.settings.ConfigException;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;

/** Looks how far the measurements in Kafka have come, because the topology sets aside what is far behind them. */
public final class LatestEvents {
    private LatestEvents() {}

    /**
     * @param limit later events than this would make what is to be published late
     * @param kafka settings of a consumer
     * @throws ConfigException if there are, or no topic
     */
    public static void checkNoneAfter(Instant limit, Map<String, String> kafka, TopicCatalogue topics) {
        String topic = topics.measurements().name();
        try (Consumer<byte[], byte[]> consumer = new KafkaConsumer<>(
                CommittedRecords.consumer(kafka), new ByteArrayDeserializer(), new ByteArrayDeserializer())) {
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
        return CommittedRecords.first(consumer, seekAfter(limit, consumer, topic), record -> record.timestamp() > limit)
                .map(record -> Instant.ofEpochMilli(record.timestamp()));
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
        List<TopicPartition> partitions = CommittedRecords.partitions(consumer, topic);
        if (partitions.isEmpty()) {
            throw new ConfigException("there is no topic " + topic + ": plumbline topics apply makes it");
        }
        return partitions;
    }
}
