package io.plumbline.producers.publish;

import io.plumbline.settings.ConfigException;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;

/**
 * How far a sequence of records is published. It stands in Kafka as a group's offset: the count is the offset, the rest its metadata,
 * {@code EVENTS LATEST CHECKSUM PART}.
 *
 * @param part of what is published under one name; each has a sequence of its own
 * @param records of it, from its beginning
 * @param events in these, for people
 * @param latestMillis latest event time of these, since 1970
 * @param checksum of these ({@link Passed})
 */
record Position(String part, long records, long events, long latestMillis, long checksum) {
    static Position start(String part) {
        return new Position(part, 0, 0, 0, 0);
    }

    /** @throws ConfigException if it is not written by {@link #offset} */
    static Position of(OffsetAndMetadata offset) {
        String[] fields = offset.metadata().split(" ", 4);
        try {
            return new Position(
                    fields[3],
                    offset.offset(),
                    Long.parseLong(fields[0]),
                    Long.parseLong(fields[1]),
                    Long.parseLong(fields[2], Character.MAX_RADIX));
        } catch (NumberFormatException | ArrayIndexOutOfBoundsException e) {
            throw new ConfigException("'" + offset.metadata() + "' says no position of what is published");
        }
    }

    OffsetAndMetadata offset() {
        return new OffsetAndMetadata(
                records, events + " " + latestMillis + " " + Long.toString(checksum, Character.MAX_RADIX) + " " + part);
    }
}
