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

    private byte[] bytes;
    private int length;

    private PackedCounts(int buckets) {
        bytes = new byte[Math.max(buckets, 1)]; // enough for small counts, and great ones are few
    }

    /** @throws IllegalArgumentException if a count is negative */
    public static byte[] of(long... counts) {
        PackedCounts packed = new PackedCounts(counts.length);
        int empty = 0;
        for (long count : counts) {
            if (count == 0) {
                empty++;
            } else {
                packed.addEmpty(empty);
                packed.add(count);
                empty = 0;
            }
        }
        packed.addEmpty(empty);
        return Arrays.copyOf(packed.bytes, packed.length);
    }

    private void addEmpty(int buckets) {
        int left = buckets;
        for (; left > 1; left -= Math.min(left, LONGEST_RUN)) {
            put(RUN + Math.min(left, LONGEST_RUN));
        }
        if (left == 1) {
            put(0);
        }
    }

    private void add(long count) {
        if (count < 0) {
            throw new IllegalArgumentException("a sketch cannot hold " + count + " values of one size");
        }
        long high = count >>> LAST_BITS;
        for (int shift = highestDigit(high); shift >= 0; shift -= HIGH_BITS) {
            put(HIGH + (int) (high >>> shift & (1 << HIGH_BITS) - 1));
        }
        put((int) (count & LAST_LIMIT - 1));
    }

    private void put(int value) {
        if (length == bytes.length) {
            bytes = Arrays.copyOf(bytes, 2 * length);
        }
        bytes[length++] = (byte) value;
    }

    /** How far its highest digit of six bits is shifted; negative for 0. */
    private static int highestDigit(long high) {
        int bits = Long.SIZE - Long.numberOfLeadingZeros(high);
        return (bits + HIGH_BITS - 1) / HIGH_BITS * HIGH_BITS - HIGH_BITS;
    }
}
