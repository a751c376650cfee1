package io.plumbline.benchmarks.engine;

import io.plumbline.schemas.event.Measurement;
import io.plumbline.schemas.event.MeasurementBatch;
import io.plumbline.schemas.registry.RegistryClient;
import io.plumbline.schemas.serde.AvroDeserializer;
import java.time.Instant;

/** Avro's own way: to objects of the generated classes. */
final class AvroDecoder implements Decoder {
    private final AvroDeserializer<MeasurementBatch> values;

    AvroDecoder(RegistryClient registry) {
        values = new AvroDeserializer<>(MeasurementBatch.class, registry);
    }

    @Override
    public void decode(byte[] framed, Events events) {
        for (Measurement m : values.deserialize("", framed).getMeasurements()) {
            long duration = m.getDurationNanos();
            events.event(m.getOperation(), micros(m.getIntendedStart()) + duration / 1_000, duration);
        }
    }

    private static long micros(Instant time) {
        return time.getEpochSecond() * 1_000_000 + time.getNano() / 1_000;
    }
}
