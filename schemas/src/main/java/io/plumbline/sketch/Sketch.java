package io.plumbline.sketch;

import java.util.Arrays;

/**
 * How often each size of value occurred: a log-linear histogram with exact count, sum, least and greatest value.
 *
 * <p>{@link #merge} is associative and commutative with the empty sketch as identity, to the last bit: the result does
 * not depend on how the values were partitioned, ordered or replayed. The sum is kept as a 64.64 fixed-point number for
 * that reason (adding doubles depends on the order), to which each value is truncated. Counts and sum stay at their
 * greatest value on overflow; they never wrap.
 *
 * <p>{@link #quantile} is nearest rank, within 2^-7 of the exact answer for values of 1 and above, clamped to the exact
 * least and greatest value.
 *
 * <p>Mutable, and not thread-safe: one thread owns it.
 */
public final class Sketch {
    private static final long[] NOTHING = {};
    /** Room for one power of two on first use: most operations stay within a few of them. */
    private static final int SPARE = 1 << Buckets.SUB_BITS;

    private static final double TWO_TO_64 = 0x1p64;

    private long[] counts = NOTHING;
    private int lo;
    private long count;
    private long sumWhole;
    private long sumFraction; // unsigned, in units of 2^-64
    private double min = Double.POSITIVE_INFINITY;
    private double max = Double.NEGATIVE_INFINITY;

    /**
     * Records one value.
     *
     * @throws IllegalArgumentException if it is negative, not a number, infinite or at least 2^63; nothing is changed
     */
    public void record(double value) {
        if (!(value >= 0 && value < Buckets.VALUE_LIMIT)) {
            throw new IllegalArgumentException("a value must be at least 0 and less than 2^63, was " + value);
        }
        addCount(value + 0.0); // turns -0.0 into 0.0
        long whole = (long) value;
        addToSum(whole, value == whole ? 0 : fraction(value - whole));
    }

    /**
     * Records one whole number, as {@link #record(double)} does, but faster: there is no fraction to look for. The
     * sum is exact beyond 2^53 too.
     *
     * @throws IllegalArgumentException if it is negative, or so great that its double is 2^63; nothing is changed
     */
    public void record(long value) {
        double number = value;
        if (value < 0 || number >= Buckets.VALUE_LIMIT) {
            throw new IllegalArgumentException("a value must be at least 0 and less than 2^63 - 512, was " + value);
        }
        addCount(number);
        addToSum(value, 0);
    }

    /** Adds everything that {@code other} holds; {@code other} stays as it is. */
    public void merge(Sketch other) {
        if (other.count == 0) {
            return;
        }
        cover(Buckets.bucketOf(other.min), Buckets.bucketOf(other.max));
        addCounts(other);
        count = saturated(count + other.count);
        addToSum(other.sumWhole, other.sumFraction);
        min = Math.min(min, other.min);
        max = Math.max(max, other.max);
    }

    /**
     * Forgets everything: this is the empty sketch again. The memory stays for what is recorded next, so that a window's
     * sketch can serve the next window.
     */
    public void clear() {
        if (count > 0) {
            Arrays.fill(counts, firstUsed(), lastUsed() + 1, 0);
        }
        count = 0;
        sumWhole = 0;
        sumFraction = 0;
        min = Double.POSITIVE_INFINITY;
        max = Double.NEGATIVE_INFINITY;
    }

    /**
     * The nearest-rank quantile: the least recorded value that at least the share {@code q} of the values do not exceed,
     * within 2^-7; exact for the first and the last rank.
     *
     * @return NaN if the sketch is empty
     * @throws IllegalArgumentException if {@code q} is not within 0 and 1
     */
    public double quantile(double q) {
        long rank = rank(q, count);
        return count == 0 ? Double.NaN : valueAtRank(rank);
    }

    /**
     * The value of a rank, within 2^-7: that of rank k is the k-th least. Exact for the first and the last rank.
     *
     * @throws IllegalArgumentException if {@code rank} is not within 1 and {@link #count}
     */
    public double valueAtRank(long rank) {
        return isEnd(rank) ? end(rank) : clamped(Buckets.middle(bucketAtRank(rank)));
    }

    /**
     * What the value of a rank is at least: the lower end of its bucket. Exact for the first and the last rank.
     *
     * @throws IllegalArgumentException if {@code rank} is not within 1 and {@link #count}
     */
    public double leastAtRank(long rank) {
        return isEnd(rank) ? end(rank) : clamped(Buckets.lower(bucketAtRank(rank)));
    }

    /**
     * What the value of a rank is at most: the upper end of its bucket. Exact for the first and the last rank.
     *
     * @throws IllegalArgumentException if {@code rank} is not within 1 and {@link #count}
     */
    public double greatestAtRank(long rank) {
        return isEnd(rank) ? end(rank) : clamped(Buckets.lower(bucketAtRank(rank) + 1));
    }

    /** The nearest rank of {@code q} among {@code n} values: the least k of 1..n with k/n at least q. */
    public static long rank(double q, long n) {
        if (!(q >= 0 && q <= 1)) {
            throw new IllegalArgumentException("a quantile must be within 0 and 1, was " + q);
        }
        long rank = Math.max(1, (long) Math.ceil(q * n));
        // q * n is rounded, up past a whole number (0.07 * 100 is 7.000000000000001) or down to it: the definition
        // decides.
        if (rank > 1 && (double) (rank - 1) / n >= q) {
            return rank - 1;
        }
        return rank < n && (double) rank / n < q ? rank + 1 : Math.min(rank, Math.max(1, n));
    }

    public boolean isEmpty() {
        return count == 0;
    }

    public long count() {
        return count;
    }

    /** The sum, within one unit in the last place of the exact one. */
    public double sum() {
        return sumWhole + unsigned(sumFraction) / TWO_TO_64;
    }

    /** The mean; NaN if the sketch is empty. */
    public double mean() {
        return count == 0 ? Double.NaN : Math.max(min, Math.min(max, sum() / count));
    }

    /** The least value, exact; NaN if the sketch is empty. */
    public double min() {
        return count == 0 ? Double.NaN : min;
    }

    /** The greatest value, exact; NaN if the sketch is empty. */
    public double max() {
        return count == 0 ? Double.NaN : max;
    }

    /** The bucket of the first element of {@link #counts}; 0 if the sketch is empty. */
    public int lo() {
        return count == 0 ? 0 : Buckets.bucketOf(min);
    }

    /** The count of each bucket from {@link #lo} on, without empty buckets at either end: a copy. */
    public long[] counts() {
        return count == 0 ? NOTHING : Arrays.copyOfRange(counts, firstUsed(), lastUsed() + 1);
    }

    /** How many elements {@link #counts} has. */
    public int length() {
        return count == 0 ? 0 : lastUsed() - firstUsed() + 1;
    }

    /** The element of {@link #counts} at {@code index}, without the copy. */
    public long countAt(int index) {
        return counts[firstUsed() + index];
    }

    /** The sum's whole part. */
    public long sumWhole() {
        return sumWhole;
    }

    /** The sum's fraction, as an unsigned number of 2^-64. */
    public long sumFraction() {
        return sumFraction;
    }

    public Sketch copy() {
        Sketch copy = new Sketch();
        copy.merge(this);
        return copy;
    }

    /**
     * A sketch from its parts, as the accessors of the same names give them.
     *
     * @throws IllegalArgumentException if the parts cannot belong to one sketch: such bytes must not be trusted
     */
    public static Sketch of(int lo, long[] counts, long sumWhole, long sumFraction, double min, double max) {
        Sketch sketch = new Sketch();
        for (long c : counts) {
            check(c >= 0, "a count is negative");
            sketch.count = saturated(sketch.count + c);
        }
        if (sketch.count == 0) {
            check(sumWhole == 0 && sumFraction == 0, "it is empty, but its sum is not 0");
            return sketch;
        }
        check(lo >= Buckets.LOWEST && (long) lo + counts.length - 1 <= Buckets.HIGHEST, "a bucket is out of range");
        check(min >= 0 && min <= max && max < Buckets.VALUE_LIMIT, "min and max are no range");
        check(sumWhole >= 0, "the sum is negative");
        check(sumWhole < Long.MAX_VALUE || sumFraction == 0, "the sum is out of range");
        check(Buckets.bucketOf(min) == lo + first(counts), "min is not in the first bucket");
        check(Buckets.bucketOf(max) == lo + last(counts), "max is not in the last bucket");
        sketch.lo = lo;
        sketch.counts = counts.clone();
        sketch.sumWhole = sumWhole;
        sketch.sumFraction = sumFraction;
        sketch.min = min == 0 ? 0 : min; // turns -0.0 into 0.0
        sketch.max = max == 0 ? 0 : max;
        return sketch;
    }

    @Override
    public boolean equals(Object object) {
        return object instanceof Sketch other
                && count == other.count
                && sumWhole == other.sumWhole
                && sumFraction == other.sumFraction
                && Double.compare(min, other.min) == 0
                && Double.compare(max, other.max) == 0
                && (count == 0 || sameCounts(other));
    }

    @Override
    public int hashCode() {
        return Long.hashCode(count) * 31 + Long.hashCode(sumWhole);
    }

    @Override
    public String toString() {
        return isEmpty()
                ? "Sketch[empty]"
                : "Sketch[count=%d, mean=%s, min=%s, p50=%s, p99=%s, max=%s]"
                        .formatted(count, mean(), min, quantile(.5), quantile(.99), max);
    }

    /** Counts one value in its bucket, the total and the extremes. */
    private void addCount(double value) {
        int bucket = Buckets.bucketOf(value);
        if (bucket < lo || bucket - lo >= counts.length) {
            cover(bucket, bucket);
        }
        int at = bucket - lo;
        counts[at] = saturated(counts[at] + 1);
        count = saturated(count + 1);
        if (value < min) {
            min = value;
        }
        if (value > max) {
            max = value;
        }
    }

    private void addCounts(Sketch other) {
        int from = other.firstUsed();
        int length = other.lastUsed() + 1 - from;
        int to = other.lo + from - lo;
        if (count + other.count < 0) {
            for (int i = 0; i < length; i++) {
                counts[to + i] = saturated(counts[to + i] + other.counts[from + i]);
            }
        } else { // no bucket holds more than all together: additions without a branch go several at a time
            for (int i = 0; i < length; i++) {
                counts[to + i] += other.counts[from + i];
            }
        }
    }

    private boolean isEnd(long rank) {
        if (rank < 1 || rank > count) {
            throw new IllegalArgumentException("a rank must be within 1 and " + count + ", was " + rank);
        }
        return rank == 1 || rank == count;
    }

    private double end(long rank) {
        return rank == 1 ? min : max;
    }

    private double clamped(double value) {
        return Math.max(min, Math.min(max, value));
    }

    private int bucketAtRank(long rank) {
        int bucket = Buckets.bucketOf(min) - 1;
        long left = rank;
        for (int i = firstUsed(); i < counts.length && left > 0; i++) {
            left -= counts[i];
            bucket++;
        }
        return bucket;
    }

    private boolean sameCounts(Sketch other) {
        return Arrays.equals(
                counts, firstUsed(), lastUsed() + 1, other.counts, other.firstUsed(), other.lastUsed() + 1);
    }

    /** Makes room for the buckets from {@code first} to {@code last}, and some to spare where it had to grow. */
    private void cover(int first, int last) {
        if (first >= lo && last - lo < counts.length) {
            return;
        }
        if (count == 0) { // nothing to keep: a cleared sketch's memory moves to where it is needed
            counts = last - first < counts.length ? counts : new long[last - first + SPARE];
            lo = Math.max(Buckets.LOWEST, first - (counts.length - (last - first)) / 2);
            return;
        }
        int newLo = first < lo ? Math.max(Buckets.LOWEST, first - SPARE / 2) : lo;
        int end = last - lo < counts.length ? lo + counts.length : last + SPARE / 2;
        long[] wider = new long[end - newLo];
        System.arraycopy(counts, 0, wider, lo - newLo, counts.length);
        counts = wider;
        lo = newLo;
    }

    private int firstUsed() {
        return Buckets.bucketOf(min) - lo;
    }

    private int lastUsed() {
        return Buckets.bucketOf(max) - lo;
    }

    /** The place of the first count that is not 0; one is not. */
    private static int first(long[] counts) {
        int i = 0;
        while (counts[i] == 0) {
            i++;
        }
        return i;
    }

    private static int last(long[] counts) {
        int i = counts.length - 1;
        while (counts[i] == 0) {
            i--;
        }
        return i;
    }

    private void addToSum(long whole, long fraction) {
        long newFraction = sumFraction + fraction;
        long carry = Long.compareUnsigned(newFraction, sumFraction) < 0 ? 1 : 0;
        long newWhole = saturated(saturated(sumWhole + whole) + carry);
        boolean overflow = newWhole == Long.MAX_VALUE;
        sumWhole = newWhole;
        sumFraction = overflow ? 0 : newFraction;
    }

    /** A part of 1 in units of 2^-64, as an unsigned number. */
    private static long fraction(double part) {
        double units = part * TWO_TO_64;
        return units < 0x1p63 ? (long) units : (long) (units - 0x1p63) + Long.MIN_VALUE;
    }

    private static double unsigned(long bits) {
        return bits >= 0 ? bits : ((bits >>> 1) | (bits & 1)) * 2.0;
    }

    /** The sum of two non-negative numbers, or the greatest long where it wrapped. */
    private static long saturated(long sum) {
        return sum < 0 ? Long.MAX_VALUE : sum;
    }

    private static void check(boolean condition, String message) {
        if (!condition) {
            throw new IllegalArgumentException("not a sketch: " + message);
        }
    }
}
