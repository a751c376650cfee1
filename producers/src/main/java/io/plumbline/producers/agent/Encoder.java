package io.plumbline.producers.agent;

import io.plumbline.producers.spool.SpoolRecord;
import io.plumbline.schemas.registry.RegistryClient;
import io.plumbline.schemas.serde.AvroSerializer;
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
    private final RegistryClient registry;
    private final Map<String, Serializer<SpecificRecord>> serializers = new HashMap<>();

    Encoder(RegistryClient registry) {
        this.registry = registry;
    }

    /** Throws what {@link AvroSerializer} throws. */
    ProducerRecord<String, byte[]> encode(Envelope envelope) {
        SpoolRecord record = envelope.record();
        byte[] value = serializers
                .computeIfAbsent(
                        record.topic(), topic -> serializer(record.value().getClass()))
                .serialize(record.topic(), record.value());
        return new ProducerRecord<>(record.topic(), null, record.timestampMillis(), record.key(), value);
    }

    @SuppressWarnings("unchecked") // all values of a topic are of one type
    private Serializer<SpecificRecord> serializer(Class<? extends SpecificRecord> type) {
        return (Serializer<SpecificRecord>) (Serializer<?>) new AvroSerializer<>(type, registry);
    }
}
