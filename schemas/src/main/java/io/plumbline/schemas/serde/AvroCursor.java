package io.plumbline.schemas.serde;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;
import org.apache.kafka.common.errors.SerializationException;

/**
 * Walks through Avro binary without making objects. It checks every length against what is left, so that broken bytes end
 * in a {@link SerializationException} and never in a wrong array index. Mutable; one thread owns it.
 */
final class AvroCursor {
    private static final int GROUP = 7;
    private static final int MORE = 0x80;
    private static final long ALL_MORE = 0x8080_8080_8080_8080L;
    private static final VarHandle EIGHT = MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.LITTLE_ENDIAN);
    private static final int LAST_SHIFT = 63;
    private static final int LONGEST_INT = 5; // bytes

    private byte[] bytes;
    private int position;
    private int end;

    void reset(byte[] newBytes, int offset, int length) {
        bytes = newBytes;
        position = offset;
        end = offset + length;
    }

    byte[] bytes() {
        return bytes;
    }

    int position() {
        return position;
    }

    int remaining() {
        return end - position;
    }

    /** A zigzag number of one to ten bytes. */
    long readLong() {
        if (position >= end) {
            throw tooShort();
        }
        long first = bytes[position];
        if (first >= 0) { // most numbers are small
            position++;
            return (first >>> 1) ^ -(first & 1);
        }
        return readLonger();
    }

    /** So many numbers to this place on: eight at a time where each is one byte, as most counts of a sketch are. */
    void readLongs(long[] into, int from, int count) {
        int to = from + count;
        int next = from;
        while (next < to) {
            long eight = to - next >= Long.BYTES && remaining() >= Long.BYTES ? (long) EIGHT.get(bytes, position) : -1;
            if ((eight & ALL_MORE) == 0) {
                for (int i = 0; i < Long.BYTES; i++) {
                    long small = eight >>> (Byte.SIZE * i) & (MORE - 1);
                    into[next + i] = (small >>> 1) ^ -(small & 1);
                }
                position += Long.BYTES;
                next += Long.BYTES;
            } else {
                into[next++] = readLong();
            }
        }
    }

    int readInt() {
        long value = readLong();
        if (value != (int) value) {
            throw new SerializationException(value + " does not fit into 32 bits");
        }
        return (int) value;
    }

    /** The length of a string or of bytes that follow, and that are there. */
    int readLength() {
        long length = readLong();
        if (length < 0 || length > end - position) {
            throw new SerializationException("a length of " + length + " where " + remaining() + " bytes are left");
        }
        return (int) length;
    }

    void skip(int count) {
        position += count;
    }

    void skipText() {
        skip(readLength());
    }

    /** The branch of a union or the symbol of an enum: of no more bytes than Avro allows an int. */
    int readIndex(int limit) {
        int start = position;
        long index = readLong();
        if (index < 0 || index >= limit || position - start > LONGEST_INT) {
            throw new SerializationException("index " + index + " where there are " + limit);
        }
        return (int) index;
    }

    /**
     * How many items the next block of an array or map has; 0 at its end.
     *
     * @param leastBytes of an item, so that a block cannot claim more than the bytes that are left can hold
     */
    int readBlock(int leastBytes) {
        long count = readLong();
        if (count < 0) { // then the block's length in bytes follows
            count = -count;
            long blockBytes = readLong();
            if (blockBytes < 0) {
                throw new SerializationException("a block of " + blockBytes + " bytes");
            }
        }
        if (count < 0 || count > remaining() / leastBytes) {
            throw new SerializationException("a block of " + count + " items where " + remaining() + " bytes are left");
        }
        return (int) count;
    }

    boolean readBoolean() {
        if (position >= end) {
            throw tooShort();
        }
        return bytes[position++] == 1;
    }

    double readDouble() {
        if (remaining() < Double.BYTES) {
            throw tooShort();
        }
        long bits = 0;
        for (int i = Double.BYTES - 1; i >= 0; i--) {
            bits = (bits << Byte.SIZE) | (bytes[position + i] & 0xff);
        }
        position += Double.BYTES;
        return Double.longBitsToDouble(bits);
    }

    void expectEnd() {
        if (position != end) {
            throw new SerializationException(remaining() + " bytes follow the end of the value");
        }
    }

    private long readLonger() {
        long value = 0;
        int at = position;
        for (int shift = 0; shift <= LAST_SHIFT; shift += GROUP) {
            if (at >= end) {
                throw tooShort();
            }
            int next = bytes[at++];
            value |= (long) (next & (MORE - 1)) << shift;
            if (next >= 0) {
                position = at;
                return (value >>> 1) ^ -(value & 1);
            }
        }
        throw new SerializationException("a number has more than ten bytes");
    }

    private SerializationException tooShort() {
        return new SerializationException("the value ends too early");
    }
}
