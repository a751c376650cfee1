package io.plumbline.streams.topology.store;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;
import java.util.Arrays;

/** Bytes in memory, without the locks of the JDK's own: state is written at every commit. Used again after a reset. */
public final class ByteSink {
    private static final VarHandle INTS = MethodHandles.byteArrayViewVarHandle(int[].class, ByteOrder.BIG_ENDIAN);
    private static final VarHandle LONGS = MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.BIG_ENDIAN);
    private static final int GROUP = 7;
    private static final int MORE = 0x80;
    private static final int LONGEST_NUMBER = 10; // bytes

    private byte[] bytes;
    private int size;

    ByteSink(int capacity) {
        bytes = new byte[capacity];
    }

    void reset() {
        size = 0;
    }

    int size() {
        return size;
    }

    byte[] toBytes() {
        return Arrays.copyOf(bytes, size);
    }

    /** Seven bits a byte, lowest first; negative numbers take ten. */
    void writeNumber(long number) {
        makeRoom(LONGEST_NUMBER);
        byte[] to = bytes;
        int at = size;
        long rest = number;
        while ((rest & -MORE) != 0) {
            to[at++] = (byte) (rest | MORE);
            rest >>>= GROUP;
        }
        to[at++] = (byte) rest;
        size = at;
    }

    void write(int value) {
        makeRoom(1);
        bytes[size++] = (byte) value;
    }

    void write(byte[] from) {
        write(from, 0, from.length);
    }

    void write(byte[] from, int offset, int length) {
        makeRoom(length);
        System.arraycopy(from, offset, bytes, size, length);
        size += length;
    }

    void writeBoolean(boolean value) {
        write(value ? 1 : 0);
    }

    void writeByte(int value) {
        write(value);
    }

    void writeInt(int value) {
        makeRoom(Integer.BYTES);
        INTS.set(bytes, size, value);
        size += Integer.BYTES;
    }

    void writeLong(long value) {
        makeRoom(Long.BYTES);
        LONGS.set(bytes, size, value);
        size += Long.BYTES;
    }

    void writeDouble(double value) {
        writeLong(Double.doubleToLongBits(value));
    }

    private void makeRoom(int more) {
        if (size + more > bytes.length) {
            bytes = Arrays.copyOf(bytes, Math.max(size + more, 2 * bytes.length));
        }
    }
}
