package io.plumbline.schemas.serde;

import io.plumbline.schemas.registry.RegistryClient;
import org.apache.avro.specific.SpecificRecord;
import org.apache.kafka.common.serialization.Deserializer;
import org.apache.kafka.common.serialization.Serde;
import org.apache.kafka.common.serialization.Serializer;

/**
 * Confluent-framed Avro values of one type. Thread-safe; it does not close the registry client, which several serdes
 * share.
 */
public final class AvroSerde<T extends SpecificRecord> implements Serde<T> {
    private final AvroSerializer<T> serializer;
    private final Deserializer<T> deserializer;

    public AvroSerde(Class<T> type, RegistryClient registry) {
        serializer = new AvroSerializer<>(type, registry);
        deserializer = FieldDeserializer.reads(type)
                ? new FieldDeserializer<>(type, registry)
                : new AvroDeserializer<>(type, registry);
    }

    @Override
    public Serializer<T> serializer() {
        return serializer;
    }

    @Override
    public Deserializer<T> deserializer() {
        return deserializer;
    }
}
