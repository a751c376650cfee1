package io.plumbline.streams.domain.window;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;
import java.util.Arrays;

/**
 * A map whose keys are byte strings, looked up by a range of a larger array: finding the name in a message needs no
 * object for the name. Open addressing with linear probing; it grows at half full. Nothing is removed but all at once.
 * Not thread-safe.
 */
public final class ByRange<V> {
    private static final VarHandle LONGS = MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.LITTLE_ENDIAN);
    private static final long MIX = 0x9E3779B97F4A7C15L; // 2^64 divided by the golden ratio
    private static final int FIRST_SIZE = 16;

    private byte[][] keys = new byte[FIRST_SIZE][];
    private int[] hashes = new int[FIRST_SIZE];
    private Object[] values = new Object[FIRST_SIZE];
    private int size;

    /** The value under the bytes of the range; null if there is none. */
    @SuppressWarnings("unchecked") // only put fills the array
    public V get(byte[] bytes, int start, int length) {
        return (V) values[slot(bytes, start, length, hash(bytes, start, length))];
    }

    /** Keeps {@code value} under a copy of the range. */
    public void put(byte[] bytes, int start, int length, V value) {
        if (2 * size >= keys.length) {
            grow();
        }
        int hash = hash(bytes, start, length);
        int slot = slot(bytes, start, length, hash);
        if (keys[slot] == null) {
            keys[slot] = Arrays.copyOfRange(bytes, start, start + length);
            hashes[slot] = hash;
            size++;
        }
        values[slot] = value;
    }

    public int size() {
        return size;
    }

    public void clear() {
        keys = new byte[FIRST_SIZE][];
        hashes = new int[FIRST_SIZE];
        values = new Object[FIRST_SIZE];
        size = 0;
    }

    /** Where the key is, or where it would go. */
    private int slot(byte[] bytes, int start, int length, int hash) {
        int mask = keys.length - 1;
        int slot = hash & mask;
        while (keys[slot] != null && !(hashes[slot] == hash && isAt(slot, bytes, start, length))) {
            slot = (slot + 1) & mask;
        }
        return slot;
    }

    private boolean isAt(int slot, byte[] bytes, int start, int length) {
        byte[] key = keys[slot];
        return Arrays.equals(key, 0, key.length, bytes, start, start + length);
    }

    /** Names mostly differ in a few digits at their end: every bit of them must reach the low bits of the hash. */
    static int hash(byte[] bytes, int start, int length) {
        long hash = length;
        int at = start;
        int end = start + length;
        for (; at + Long.BYTES <= end; at += Long.BYTES) {
            hash = mixed(hash ^ (long) LONGS.get(bytes, at));
        }
        long rest = 0;
        for (; at < end; at++) {
            rest = (rest << Byte.SIZE) | (bytes[at] & 0xff);
        }
        return (int) mixed(mixed(hash ^ rest)); // once is too little for digits before a suffix
    }

    private static long mixed(long bits) {
        long product = bits * MIX;
        return product ^ (product >>> Integer.SIZE);
    }

    @SuppressWarnings("unchecked") // as in get
    private void grow() {
        byte[][] oldKeys = keys;
        Object[] oldValues = values;
        int larger = 2 * oldKeys.length;
        keys = new byte[larger][];
        hashes = new int[larger];
        values = new Object[larger];
        size = 0;
        for (int i = 0; i < oldKeys.length; i++) {
            if (oldKeys[i] != null) {
                put(oldKeys[i], 0, oldKeys[i].length, (V) oldValues[i]);
            }
        }
    }
}
