package io.plumbline.streams.topology;

import io.plumbline.schemas.serde.WireFormat;
import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.Optional;
import org.apache.kafka.common.errors.SerializationException;
import org.apache.kafka.streams.processor.api.RecordMetadata;

/**
 * Goes through the records of one {@link Bundler bundle} without copying them. It lives in this process only: nothing of it
 * is ever written anywhere. Mutable; one thread owns it.
 */
final class Bundle {
    /** Of each record: offset, timestamp, flag, and the lengths of key and value. */
    static final int HEADER_BYTES = Integer.BYTES + Long.BYTES + 1 + 2 * Integer.BYTES;

    private ByteBuffer in = ByteBuffer.allocate(0);
    private Optional<RecordMetadata> where = Optional.empty();
    private int offsetDelta;
    private long timestampMillis;
    private boolean idInHeader;
    private int keyStart;
    private int keyLength;
    private int valueStart;
    private int valueLength;

    void open(byte[] bundle, Optional<RecordMetadata> metadata) {
        in = ByteBuffer.wrap(bundle);
        where = metadata;
    }

    /** Goes to the next record. Returns whether there is one. */
    boolean next() {
        if (!in.hasRemaining()) {
            return false;
        }
        offsetDelta = in.getInt();
        timestampMillis = in.getLong();
        idInHeader = in.get() != 0;
        keyLength = in.getInt();
        keyStart = in.position();
        in.position(keyStart + Math.max(0, keyLength));
        valueLength = in.getInt();
        valueStart = in.position();
        in.position(valueStart + Math.max(0, valueLength));
        return true;
    }

    /** What the ranges are ranges of. */
    byte[] bytes() {
        return in.array();
    }

    int valueStart() {
        return valueStart;
    }

    /** Negative if there is no value. */
    int valueLength() {
        return valueLength;
    }

    long timestampMillis() {
        return timestampMillis;
    }

    /** @throws SerializationException if the record has no value, or one whose schema we cannot tell */
    void checkValue() {
        if (valueLength < 0) {
            throw new SerializationException("there is no value: a tombstone has no meaning here");
        }
        if (idInHeader) {
            throw WireFormat.idInHeader();
        }
    }

    byte[] key() {
        return copy(keyStart, keyLength);
    }

    byte[] value() {
        return copy(valueStart, valueLength);
    }

    /** Where the record came from: its own coordinates, not those of the bundle. */
    Coordinates coordinates() {
        return where.map(first -> new Coordinates(first.topic(), first.partition(), first.offset() + offsetDelta))
                .orElse(Coordinates.UNKNOWN);
    }

    private byte[] copy(int start, int length) {
        return length < 0 ? null : Arrays.copyOfRange(in.array(), start, start + length);
    }
}
