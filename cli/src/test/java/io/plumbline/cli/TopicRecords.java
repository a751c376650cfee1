package io.plumbline.cli;

import io.plumbline.producers.publish.CommittedRecords;
import io.plumbline.schemas.registry.RegistryClient;
import io.plumbline.schemas.serde.AvroSerde;
import io.plumbline.schemas.topic.Topic;
import java.util.List;
import java.util.Map;
import org.apache.avro.specific.SpecificRecord;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.serialization.StringDeserializer;

/** What is in a topic. */
public final class TopicRecords {
    private TopicRecords() {}

    /** What was committed of all that has been written until now; waits until that is decided. */
    public static <V extends SpecificRecord> List<ConsumerRecord<String, V>> of(
            Topic<V> topic, String bootstrapServers, RegistryClient client) {
        Map<String, Object> settings = Map.of("bootstrap.servers", bootstrapServers); // sees undecided records, too
        try (KafkaConsumer<String, String> all =
                        new KafkaConsumer<>(settings, new StringDeserializer(), new StringDeserializer());
                KafkaConsumer<String, V> consumer = consumer(topic, bootstrapServers, client)) {
            return CommittedRecords.until(consumer, all.endOffsets(CommittedRecords.assigned(consumer, topic.name())));
        }
    }

    /** Everything that is committed now, whatever becomes of the rest. */
    public static <V extends SpecificRecord> List<ConsumerRecord<String, V>> committed(
            Topic<V> topic, String bootstrapServers, RegistryClient client) {
        try (KafkaConsumer<String, V> consumer = consumer(topic, bootstrapServers, client)) {
            return CommittedRecords.until(
                    consumer, consumer.endOffsets(CommittedRecords.assigned(consumer, topic.name())));
        }
    }

    private static <V extends SpecificRecord> KafkaConsumer<String, V> consumer(
            Topic<V> topic, String bootstrapServers, RegistryClient client) {
        return new KafkaConsumer<>(
                CommittedRecords.consumer(Map.of("bootstrap.servers", bootstrapServers)),
                new StringDeserializer(),
                new AvroSerde<>(topic.type(), client).deserializer());
    }
}
