package io.plumbline.producers.agent;

import io.plumbline.schemas.registry.RegistryClient;
import io.plumbline.schemas.serde.AvroSerializer;
import io.plumbline.schemas.topic.Topic;
import java.util.HashMap;
import java.util.Map;
import org.apache.avro.specific.SpecificRecord;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.serialization.Serializer;

/**
 * Envelopes to Kafka records. Apart from the producer, so that a registry outage is told from an outage of Kafka. For one
 * thread.
 */
final class Encoder {
    private final String key;
    private final RegistryClient registry;
    private final Map<String, Serializer<SpecificRecord>> serializers = new HashMap<>();

    /** @param key of all records: the node */
    Encoder(String key, RegistryClient registry) {
        this.key = key;
        this.registry = registry;
    }

    /** Throws what {@link AvroSerializer} throws. */
    ProducerRecord<String, byte[]> encode(Envelope envelope) {
        String topic = envelope.topic().name();
        byte[] value = serializers
                .computeIfAbsent(topic, name -> serializer(envelope.topic()))
                .serialize(topic, envelope.value());
        return new ProducerRecord<>(topic, null, envelope.timestampMillis(), key, value);
    }

    @SuppressWarnings("unchecked") // an envelope's value is of its topic's type
    private Serializer<SpecificRecord> serializer(Topic<? extends SpecificRecord> topic) {
        return (Serializer<SpecificRecord>) (Serializer<?>) new AvroSerializer<>(topic.type(), registry);
    }
}
