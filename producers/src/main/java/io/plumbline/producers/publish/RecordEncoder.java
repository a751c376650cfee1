package io.plumbline.producers.publish;

import io.plumbline.schemas.registry.RegistryClient;
import io.plumbline.schemas.serde.AvroSerializer;
import io.plumbline.schemas.topic.Topic;
import java.time.Instant;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.apache.avro.specific.SpecificRecord;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.serialization.Serializer;

/** Turns events into Kafka's records, with the ids of a registry. Thread-safe. */
final class RecordEncoder {
    private final RegistryClient registry;
    private final Map<String, Serializer<SpecificRecord>> serializers = new ConcurrentHashMap<>();

    RecordEncoder(RegistryClient registry) {
        this.registry = registry;
    }

    /** Fails as the registry does. */
    <V extends SpecificRecord> ProducerRecord<String, byte[]> encode(Topic<V> topic, V value, Instant at) {
        byte[] bytes = serializer(topic).serialize(topic.name(), value);
        return new ProducerRecord<>(topic.name(), null, at.toEpochMilli(), RecordKeys.of(value), bytes);
    }

    @SuppressWarnings("unchecked") // a topic's values are of its type
    private Serializer<SpecificRecord> serializer(Topic<?> topic) {
        return serializers.computeIfAbsent(topic.name(), name ->
                (Serializer<SpecificRecord>) (Serializer<?>) new AvroSerializer<>(topic.type(), registry));
    }
}
