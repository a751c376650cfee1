package io.plumbline.sink.database;

import java.util.Arrays;

/**
 * Counts per bucket as few bytes (docs/formats.md): most buckets of a sketch hold none or a few. A byte below 128 ends the
 * count of the next bucket, one from 192 on gives six higher bits of it before, and one in between stands for 2 to 65 empty
 * buckets. {@code plumbline.pack_counts} in SQL gives the same bytes.
 */
public final class PackedCounts {
    private static final int LAST_BITS = 7;
    private static final int LAST_LIMIT = 1 << LAST_BITS;
    private static final int HIGH_BITS = 6;
    private static final int HIGH = 192;
    private static final int LONGEST_RUN = 65;
    private static final int RUN = 126; // and the number of empty buckets, which is 2 at least

    /** Of one count: ten digits of six bits and the last. */
    private static final int MOST_BYTES = 11;

    private byte[] bytes;
    private int length;

    /**
     * @param bytes to write into, from {@code length} on; others take their place when they are full
     * @param length of what they hold already
     */
    PackedCounts(byte[] bytes, int length) {
        this.bytes = bytes;
        this.length = length;
    }

    /** @throws IllegalArgumentException if a count is negative */
    public static byte[] of(long... counts) {
        PackedCounts packed = new PackedCounts(new byte[counts.length], 0); // enough, unless there are great ones
        packed.addAll(counts);
        return Arrays.copyOf(packed.bytes, packed.length);
    }

    /**
     * Whether the next bucket of a sketch is empty is hard to guess, and a wrong guess costs a processor more than all the rest:
     * so the way through small counts has no branch for it, and a run of empty buckets is one byte that grows.
     *
     * @throws IllegalArgumentException if a count is negative
     */
    void addAll(long... counts) {
        reserve(counts.length);
        byte[] to = bytes;
        int at = length;
        int run = 0;
        for (int i = 0; i < counts.length; i++) {
            long count = counts[i];
            if ((count & -LAST_LIMIT) != 0) {
                length = at;
                addGreat(count);
                reserve(counts.length - i);
                to = bytes;
                at = length;
                run = 0;
            } else {
                int isEmpty = (int) ((count - 1) >>> 63);
                run = run == LONGEST_RUN ? isEmpty : (run + 1) & -isEmpty;
                int goesOn = (1 - run) >>> 31;
                at -= goesOn;
                to[at++] = (byte) (count + ((RUN + run) & -goesOn));
            }
        }
        length = at;
    }

    byte[] bytes() {
        return bytes;
    }

    int length() {
        return length;
    }

    /** In digits of six bits, and a last one of seven. */
    private void addGreat(long count) {
        if (count < 0) {
            throw new IllegalArgumentException("a sketch cannot hold " + count + " values of one size");
        }
        reserve(MOST_BYTES);
        long high = count >>> LAST_BITS;
        for (int shift = highestDigit(high); shift >= 0; shift -= HIGH_BITS) {
            bytes[length++] = (byte) (HIGH + (int) (high >>> shift & (1 << HIGH_BITS) - 1));
        }
        bytes[length++] = (byte) (count & LAST_LIMIT - 1);
    }

    private void reserve(int more) {
        if (bytes.length - length < more) {
            bytes = Arrays.copyOf(bytes, Math.max(2 * bytes.length, length + more));
        }
    }

    /** How far its highest digit of six bits is shifted. */
    private static int highestDigit(long high) {
        int bits = Long.SIZE - Long.numberOfLeadingZeros(high);
        return (bits + HIGH_BITS - 1) / HIGH_BITS * HIGH_BITS - HIGH_BITS;
    }
}
