package io.plumbline.sketch;

import java.util.Arrays;

/**
 * How many values are in each bucket. A few values are a list of their buckets, in the order they came: most windows of
 * most nodes hold less than a histogram has room for, and to write at the end of a list costs the memory less than to
 * count all over an array. Beyond {@link #MOST_LISTED} values, or when somebody asks, they are counted. Mutable; one thread
 * owns it.
 */
final class BucketCounts {
    /** A list of so many takes 2,000 bytes, a histogram over two powers of ten more than 3,000. */
    static final int MOST_LISTED = 1_000;

    private static final int FIRST_LISTED = 16;
    private static final int COUNTED = -1;
    private static final long[] NOTHING = {};
    private static final short[] NO_LIST = {};

    /** Room for one power of two on first use: most operations stay within a few of them. */
    private static final int SPARE = 1 << Buckets.SUB_BITS;

    private short[] list = NO_LIST; // buckets from LOWEST on
    private int listed; // values in the list, or COUNTED
    private long[] counts = NOTHING; // all 0 while values are listed
    private int lo;

    /** Counts that are there already: the first is that of {@code newLo}. */
    void set(int newLo, long[] newCounts) {
        listed = COUNTED;
        lo = newLo;
        counts = newCounts;
    }

    /** Values that came in this order, less {@code newLo} each. */
    void setList(int newLo, int[] newList) {
        counts = NOTHING;
        listed = 0;
        for (int bucket : newList) {
            list(newLo + bucket);
        }
    }

    void add(int bucket) {
        if (listed >= 0) {
            list(bucket);
        } else {
            count(bucket);
        }
    }

    /**
     * Adds what {@code other} holds, all of it from bucket {@code first} to {@code last}.
     *
     * @param mayOverflow whether both together are more than a long can count
     */
    void addAll(BucketCounts other, int first, int last, boolean mayOverflow) {
        if (listed >= 0 && other.listed >= 0 && listed + other.listed <= MOST_LISTED) {
            append(other);
            return;
        }
        cover(first, last);
        if (other.listed >= 0) {
            for (int i = 0; i < other.listed; i++) {
                count(other.listedBucket(i));
            }
        } else {
            addCounts(other, first, last, mayOverflow);
        }
    }

    /** Holds nothing, but keeps its memory. All counts must be from bucket {@code first} to {@code last}. */
    void clear(int first, int last) {
        if (listed < 0) {
            Arrays.fill(counts, first - lo, last + 1 - lo, 0);
        }
        listed = 0;
    }

    long at(int bucket) {
        countAll();
        return counts[bucket - lo];
    }

    /** The bucket of the {@code rank}th least value; {@code first} is the first that holds any. */
    int bucketAtRank(long rank, int first, int last) {
        countAll();
        int at = first - lo;
        int end = last - lo;
        long left = rank - counts[at];
        while (left > 0 && at < end) {
            left -= counts[++at];
        }
        return at + lo;
    }

    /** The counts from bucket {@code first} to {@code last}; a list stays one. */
    long[] copy(int first, int last) {
        if (listed < 0) {
            return Arrays.copyOfRange(counts, first - lo, last + 1 - lo);
        }
        long[] copy = new long[last + 1 - first];
        for (int i = 0; i < listed; i++) {
            copy[listedBucket(i) - first]++;
        }
        return copy;
    }

    /** Whether both hold the same from bucket {@code first} to {@code last}. */
    boolean sameIn(int first, int last, BucketCounts other) {
        countAll();
        other.countAll();
        return Arrays.equals(counts, first - lo, last + 1 - lo, other.counts, first - other.lo, last + 1 - other.lo);
    }

    /** How many values are still listed; negative if they are counted. */
    int listed() {
        return listed;
    }

    int listedBucket(int index) {
        return Buckets.LOWEST + list[index];
    }

    private void list(int bucket) {
        if (listed == MOST_LISTED) {
            countAll();
            count(bucket);
            return;
        }
        makeRoom(listed + 1);
        list[listed++] = (short) (bucket - Buckets.LOWEST);
    }

    private void append(BucketCounts other) {
        int length = other.listed;
        makeRoom(listed + length);
        System.arraycopy(other.list, 0, list, listed, length);
        listed += length;
    }

    private void makeRoom(int length) {
        if (length > list.length) {
            list = Arrays.copyOf(
                    list, Math.min(MOST_LISTED, Math.max(FIRST_LISTED, Math.max(length, 2 * list.length))));
        }
    }

    private void count(int bucket) {
        int at = bucket - lo;
        if (at < 0 || at >= counts.length) {
            widen(bucket, bucket);
            at = bucket - lo;
        }
        counts[at] = Sketch.saturated(counts[at] + 1);
    }

    private void addCounts(BucketCounts other, int first, int last, boolean mayOverflow) {
        int length = last + 1 - first;
        int from = first - other.lo;
        int to = first - lo;
        if (mayOverflow) {
            for (int i = 0; i < length; i++) {
                counts[to + i] = Sketch.saturated(counts[to + i] + other.counts[from + i]);
            }
        } else { // additions without a branch go several at a time
            for (int i = 0; i < length; i++) {
                counts[to + i] += other.counts[from + i];
            }
        }
    }

    /** Counts what is listed, and makes room for these buckets. */
    private void cover(int first, int last) {
        if (listed == 0) {
            listed = COUNTED;
            place(first, last);
        } else {
            countAll();
            if (first < lo || last - lo >= counts.length) {
                widen(first, last);
            }
        }
    }

    private void countAll() {
        if (listed >= 0) {
            int length = listed;
            listed = COUNTED;
            placeFor(length);
            for (int i = 0; i < length; i++) {
                counts[listedBucket(i) - lo]++;
            }
        }
    }

    private void placeFor(int length) {
        int first = Buckets.HIGHEST;
        int last = Buckets.LOWEST;
        for (int i = 0; i < length; i++) {
            first = Math.min(first, listedBucket(i));
            last = Math.max(last, listedBucket(i));
        }
        if (length > 0) {
            place(first, last);
        }
    }

    /** There is nothing to keep: the memory moves to where it is needed. */
    private void place(int first, int last) {
        if (last - first >= counts.length) {
            counts = new long[last - first + SPARE];
        }
        lo = Math.max(Buckets.LOWEST, first - (counts.length - (last - first)) / 2);
    }

    private void widen(int first, int last) {
        int newLo = first < lo ? Math.max(Buckets.LOWEST, first - SPARE / 2) : lo;
        int end = last - lo < counts.length ? lo + counts.length : last + SPARE / 2;
        long[] wider = new long[end - newLo];
        System.arraycopy(counts, 0, wider, lo - newLo, counts.length);
        counts = wider;
        lo = newLo;
    }
}
