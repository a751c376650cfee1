package io.plumbline.schemas.serde;

import io.plumbline.schemas.registry.RegistryClient;
import org.apache.avro.specific.SpecificRecord;
import org.apache.kafka.common.serialization.Deserializer;
import org.apache.kafka.common.serialization.Serde;
import org.apache.kafka.common.serialization.Serializer;

/** Confluent-framed Avro values of one type. */
public final class AvroSerde<T extends SpecificRecord> implements Serde<T> {
    public AvroSerde(Class<T> type, RegistryClient registry) {}

    @Override
    public Serializer<T> serializer() {
        return null;
    }

    @Override
    public Deserializer<T> deserializer() {
        return null;
    }
}
