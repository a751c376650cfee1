package io.plumbline.sketch;

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
    private static final double TWO_TO_64 = 0x1p64;

    private final BucketCounts buckets = new BucketCounts();
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
        buckets.addAll(other.buckets, other.first(), other.last(), count + other.count < 0);
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
            buckets.clear(first(), last());
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
        return isEnd(rank) ? end(rank) : clamped(Buckets.middle(buckets.bucketAtRank(rank, first(), last())));
    }

    /**
     * What the value of a rank is at least: the lower end of its bucket. Exact for the first and the last rank.
     *
     * @throws IllegalArgumentException if {@code rank} is not within 1 and {@link #count}
     */
    public double leastAtRank(long rank) {
        return isEnd(rank) ? end(rank) : clamped(Buckets.lower(buckets.bucketAtRank(rank, first(), last())));
    }

    /**
     * What the value of a rank is at most: the upper end of its bucket. Exact for the first and the last rank.
     *
     * @throws IllegalArgumentException if {@code rank} is not within 1 and {@link #count}
     */
    public double greatestAtRank(long rank) {
        return isEnd(rank) ? end(rank) : clamped(Buckets.lower(buckets.bucketAtRank(rank, first(), last()) + 1));
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
        return count == 0 ? 0 : first();
    }

    /** The count of each bucket from {@link #lo} on, without empty buckets at either end: a copy. */
    public long[] counts() {
        return count == 0 ? NOTHING : buckets.copy(first(), last());
    }

    /** How many elements {@link #counts} has. */
    public int length() {
        return count == 0 ? 0 : last() - first() + 1;
    }

    /** The element of {@link #counts} at {@code index}, without the copy. */
    public long countAt(int index) {
        return buckets.at(first() + index);
    }

    /**
     * How many values are kept as a list of their buckets, because they are few: {@link #count}, or negative where buckets
     * are counted. For a shorter form on disk; no other answer depends on it.
     */
    public int listed() {
        return buckets.listed();
    }

    /** The bucket of the value that was recorded at {@code index} of {@link #listed}. */
    public int listedBucket(int index) {
        return buckets.listedBucket(index);
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
        sketch.count = validate(lo, counts, sumWhole, sumFraction, min, max);
        if (sketch.count == 0) {
            return sketch;
        }
        sketch.buckets.set(lo, counts.clone());
        sketch.sumWhole = sumWhole;
        sketch.sumFraction = sumFraction;
        sketch.min = min == 0 ? 0 : min; // turns -0.0 into 0.0
        sketch.max = max == 0 ? 0 : max;
        return sketch;
    }

    /**
     * What {@link #of} asks of the parts of a sketch, without making one.
     *
     * @return the number of values
     * @throws IllegalArgumentException if the parts cannot belong to one sketch
     */
    public static long validate(int lo, long[] counts, long sumWhole, long sumFraction, double min, double max) {
        long count = 0;
        for (long c : counts) {
            check(c >= 0, "a count is negative");
            count = saturated(count + c);
        }
        if (count == 0) {
            check(sumWhole == 0 && sumFraction == 0, "it is empty, but its sum is not 0");
            return 0;
        }
        check(lo >= Buckets.LOWEST && (long) lo + counts.length - 1 <= Buckets.HIGHEST, "a bucket is out of range");
        check(min >= 0 && min <= max && max < Buckets.VALUE_LIMIT, "min and max are no range");
        check(sumWhole >= 0, "the sum is negative");
        check(sumWhole < Long.MAX_VALUE || sumFraction == 0, "the sum is out of range");
        check(Buckets.bucketOf(min) == lo + firstUsed(counts), "min is not in the first bucket");
        check(Buckets.bucketOf(max) == lo + lastUsed(counts), "max is not in the last bucket");
        return count;
    }

    /**
     * A sketch of few values from its parts, where {@link #listed} is not negative.
     *
     * @param listed bucket of each value, less {@code lo}; at least one
     * @throws IllegalArgumentException if the parts cannot belong to one sketch
     */
    public static Sketch ofListed(int lo, int[] listed, long sumWhole, long sumFraction, double min, double max) {
        check(listed.length > 0 && listed.length <= BucketCounts.MOST_LISTED, "a list of " + listed.length);
        int last = 0;
        for (int bucket : listed) {
            check(bucket >= 0 && bucket <= Buckets.HIGHEST - Buckets.LOWEST, "a bucket is out of range");
            last = Math.max(last, bucket);
        }
        long[] counts = new long[last + 1];
        for (int bucket : listed) {
            counts[bucket]++;
        }
        Sketch sketch = of(lo, counts, sumWhole, sumFraction, min, max);
        sketch.buckets.setList(lo, listed);
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
                && (count == 0 || buckets.sameIn(first(), last(), other.buckets));
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
        buckets.add(Buckets.bucketOf(value));
        count = saturated(count + 1);
        if (value < min) {
            min = value;
        }
        if (value > max) {
            max = value;
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

    private int first() {
        return Buckets.bucketOf(min);
    }

    private int last() {
        return Buckets.bucketOf(max);
    }

    /** The place of the first count that is not 0; one is not. */
    private static int firstUsed(long[] counts) {
        int i = 0;
        while (counts[i] == 0) {
            i++;
        }
        return i;
    }

    private static int lastUsed(long[] counts) {
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
    static long saturated(long sum) {
        return sum < 0 ? Long.MAX_VALUE : sum;
    }

    private static void check(boolean condition, String message) {
        if (!condition) {
            throw new IllegalArgumentException("not a sketch: " + message);
        }
    }
}
