package io.plumbline.sink.database;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;

/**
 * One row in the form of {@code COPY ... (FORMAT binary)}: the number of fields, then for each its length and bytes.
 * Fields are added in the order of the table's columns; a wrong type or number is a bug and fails at once.
 *
 * <p>Fate of odd values: what PostgreSQL cannot hold (U+0000, lone surrogates, times that it does not reach) and what is
 * no measured number (NaN, infinities: to SQL the former is greater than every number, so it would pass most constraints
 * and win every maximum) is an {@link UnstorableException}.
 */
public final class Tuple {
    private static final int NULL = -1;
    /** Holds most rows, those with two sketches included. */
    private static final int FIRST_BYTES = 2048;

    private static final byte JSONB_VERSION = 1;

    private static final long SECONDS_1970_TO_2000 = 946_684_800L;
    /** PostgreSQL's timestamps, in seconds from 2000: 4713 BC up to the end of 294276. */
    private static final long FIRST_SECOND = -211_813_488_000L;

    private static final long END_SECOND = 9_223_371_331_200L;

    private final List<Column> columns;
    private ByteBuffer bytes = ByteBuffer.allocate(FIRST_BYTES);
    private int field;

    public Tuple(List<Column> columns) {
        this.columns = columns;
        bytes.putShort((short) columns.size());
    }

    /** @param value null: SQL's null */
    public Tuple text(String value) {
        Column column = next(ColumnType.TEXT);
        return value == null ? nothing() : sized(utf8(column, value));
    }

    /** @param value JSON text; null: SQL's null */
    public Tuple jsonb(String value) {
        byte[] json = utf8(next(ColumnType.JSONB), value);
        room(Integer.BYTES + 1 + json.length)
                .putInt(1 + json.length)
                .put(JSONB_VERSION)
                .put(json);
        return this;
    }

    /** @param value null: SQL's null */
    public Tuple integer(Integer value) {
        next(ColumnType.INTEGER);
        if (value == null) {
            return nothing();
        }
        room(2 * Integer.BYTES).putInt(Integer.BYTES).putInt(value);
        return this;
    }

    /** @param value null: SQL's null */
    public Tuple bigint(Long value) {
        if (value == null) {
            next(ColumnType.BIGINT);
            return nothing();
        }
        return bigint(value.longValue());
    }

    public Tuple bigint(long value) {
        next(ColumnType.BIGINT);
        room(Integer.BYTES + Long.BYTES).putInt(Long.BYTES).putLong(value);
        return this;
    }

    /** @param value null: SQL's null */
    public Tuple number(Double value) {
        Column column = next(ColumnType.DOUBLE);
        if (value == null) {
            return nothing();
        }
        if (!Double.isFinite(value)) {
            throw new UnstorableException(column, "the number " + value);
        }
        room(Integer.BYTES + Double.BYTES).putInt(Double.BYTES).putDouble(value);
        return this;
    }

    /** @param value null: SQL's null */
    public Tuple flag(Boolean value) {
        next(ColumnType.BOOLEAN);
        if (value == null) {
            return nothing();
        }
        room(Integer.BYTES + 1).putInt(1).put((byte) (value ? 1 : 0));
        return this;
    }

    /** @param value null: SQL's null */
    public Tuple timestamp(Instant value) {
        Column column = next(ColumnType.TIMESTAMP);
        if (value == null) {
            return nothing();
        }
        long sinceMillennium = value.getEpochSecond() - SECONDS_1970_TO_2000;
        if (sinceMillennium < FIRST_SECOND || sinceMillennium >= END_SECOND) {
            throw new UnstorableException(column, "the time " + value);
        }
        long micros = sinceMillennium * 1_000_000 + value.getNano() / 1_000;
        room(Integer.BYTES + Long.BYTES).putInt(Long.BYTES).putLong(micros);
        return this;
    }

    /** @param values null: SQL's null */
    public Tuple counts(long... values) {
        next(ColumnType.COUNTS);
        if (values == null) {
            return nothing();
        }
        int start = room(Integer.BYTES).position() + Integer.BYTES;
        PackedCounts packed = new PackedCounts(bytes.array(), start);
        packed.addAll(values);
        bytes = ByteBuffer.wrap(packed.bytes()).putInt(start - Integer.BYTES, packed.length() - start);
        bytes.position(packed.length());
        return this;
    }

    /** The finished row. */
    public byte[] bytes() {
        if (field != columns.size()) {
            throw new IllegalStateException("a row has " + field + " of " + columns.size() + " fields");
        }
        return Arrays.copyOf(bytes.array(), bytes.position());
    }

    private Tuple sized(byte[] value) {
        room(Integer.BYTES + value.length).putInt(value.length).put(value);
        return this;
    }

    private Tuple nothing() {
        room(Integer.BYTES).putInt(NULL);
        return this;
    }

    private Column next(ColumnType type) {
        Column column = columns.get(field++);
        if (column.type() != type) {
            throw new IllegalStateException("column " + column.name() + " is " + column.type() + ", not " + type);
        }
        return column;
    }

    private ByteBuffer room(int more) {
        if (bytes.remaining() < more) {
            int size = Math.max(bytes.capacity() * 2, bytes.position() + more);
            bytes = ByteBuffer.allocate(size).put(bytes.flip());
        }
        return bytes;
    }

    private static byte[] utf8(Column column, String value) {
        for (int i = 0; i < value.length(); i++) {
            char c = value.charAt(i);
            if (c == 0) {
                throw new UnstorableException(column, "the character U+0000");
            }
            if (Character.isSurrogate(c)) {
                if (!Character.isHighSurrogate(c)
                        || i + 1 == value.length()
                        || !Character.isLowSurrogate(value.charAt(i + 1))) {
                    throw new UnstorableException(column, "half of a surrogate pair");
                }
                i++;
            }
        }
        return value.getBytes(StandardCharsets.UTF_8);
    }
}
