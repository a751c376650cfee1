package io.plumbline.e2e.faults.check;

import io.plumbline.schemas.event.MeasurementBatch;
import io.plumbline.schemas.registry.RegistryClient;
import io.plumbline.schemas.serde.AvroSerde;
import io.plumbline.schemas.topic.Topic;
import io.plumbline.schemas.topic.TopicCatalogue;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.function.BiConsumer;
import org.apache.avro.specific.SpecificRecord;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.SerializationException;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.Deserializer;

/** Reads all that the topics of measurements and of windows hold, beside the pipeline. */
public final class TopicReader {
    private final KafkaConsumer<byte[], byte[]> consumer;
    private final RegistryClient registry;
    private final Truth truth = new Truth();

    private TopicReader(KafkaConsumer<byte[], byte[]> consumer, RegistryClient registry) {
        this.consumer = consumer;
        this.registry = registry;
    }

    /** Nobody but the pipeline itself writes any more. */
    public static Truth read(String bootstrapServers, RegistryClient registry, TopicCatalogue topics) {
        try (KafkaConsumer<byte[], byte[]> consumer = new KafkaConsumer<>(
                Map.of("bootstrap.servers", bootstrapServers, "isolation.level", "read_committed"),
                new ByteArrayDeserializer(),
                new ByteArrayDeserializer())) {
            TopicReader reader = new TopicReader(consumer, registry);
            Topic<MeasurementBatch> measurements = topics.measurements();
            reader.read(measurements, (record, batch) -> reader.truth.take(record.partition(), record.offset(), batch));
            reader.read(topics.windowStats(), (record, row) -> {}); // only what nobody can read counts there
            return reader.truth;
        }
    }

    private <V extends SpecificRecord> void read(Topic<V> topic, BiConsumer<ConsumerRecord<byte[], byte[]>, V> taker) {
        Deserializer<V> values = new AvroSerde<>(topic.type(), registry).deserializer();
        List<TopicPartition> partitions = consumer.partitionsFor(topic.name()).stream()
                .map(info -> new TopicPartition(info.topic(), info.partition()))
                .toList();
        Map<TopicPartition, Long> ends = consumer.endOffsets(partitions);
        consumer.assign(partitions);
        consumer.seekToBeginning(partitions);
        while (partitions.stream().anyMatch(partition -> consumer.position(partition) < ends.get(partition))) {
            for (ConsumerRecord<byte[], byte[]> record : consumer.poll(Duration.ofMillis(100))) {
                try {
                    taker.accept(record, values.deserialize(record.topic(), record.value()));
                } catch (SerializationException e) {
                    truth.takeUnreadable(record.topic(), record.partition(), record.offset());
                }
            }
        }
    }
}
