package io.plumbline.producers.publish;

import io.plumbline.schemas.event.MeasurementBatch;
import io.plumbline.schemas.event.RunEvent;
import java.nio.charset.StandardCharsets;
import java.util.zip.CRC32C;
import org.apache.avro.specific.SpecificRecord;
import org.apache.kafka.clients.producer.ProducerRecord;

/** Counts the records of one part of a sequence, and sums up what they hold: topics, keys and values, in their order, as CRC-32C. */
final class Passed {
    private final String part;
    private final CRC32C checksum = new CRC32C();
    private long records;
    private long events;
    private long latestMillis;

    Passed(String part) {
        this.part = part;
    }

    void add(ProducerRecord<String, byte[]> message, SpecificRecord value) {
        checksum.update(message.topic().getBytes(StandardCharsets.UTF_8));
        checksum.update(message.key().getBytes(StandardCharsets.UTF_8));
        checksum.update(message.value());
        records++;
        events += events(value);
        latestMillis = Math.max(latestMillis, message.timestamp());
    }

    Position position() {
        return new Position(part, records, events, latestMillis, checksum.getValue());
    }

    long records() {
        return records;
    }

    /** What frames others is none. */
    private static int events(SpecificRecord value) {
        if (value instanceof MeasurementBatch batch) {
            return batch.getMeasurements().size();
        }
        return value instanceof RunEvent ? 0 : 1;
    }
}
