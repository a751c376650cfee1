package io.plumbline.producers.histogram;

import io.plumbline.sketch.Buckets;
import io.plumbline.sketch.Sketch;
import java.math.BigInteger;
import java.util.Map;
import java.util.NavigableMap;
import java.util.TreeMap;

/**
 * Counts of a foreign histogram's buckets, on their way into a {@link Sketch} (ADR 0028). Where in its bucket a value was is
 * not known; one value stands for all of them, chosen so that its relative distance to either end is the same:
 * {@code r = 2 l u / (l + u)}, at most {@code h = (u - l) / (u + l)} from every value of the bucket. Quantiles of the sketch
 * are hence within {@code h + 2^-7 (1 + h)} of the exact ones. A bucket that begins at 0 is represented by its middle. A
 * bucket without an upper end is represented by its lower end: the answer is then a lower bound.
 *
 * <p>Mutable; for one thread.
 */
public final class BucketCounts {
    /** Ends of buckets were reckoned in other units before they came here. */
    private static final double ROUNDING = 1e-9;

    private final NavigableMap<Double, Long> byValue = new TreeMap<>();
    private double leastLower = Double.POSITIVE_INFINITY;
    private double leastUpper = Double.POSITIVE_INFINITY;
    private double greatestLower;
    private double greatestUpper;
    private long count;
    private long unbounded;
    private double error;

    /**
     * Adds {@code count} values greater than {@code lower} and at most {@code upper}.
     *
     * @param lower nanoseconds; a lower end below 0 counts as 0, because no duration is
     * @param upper nanoseconds, or infinity
     * @throws IllegalArgumentException if a count is negative or values would all be below 0 or beyond a sketch
     */
    public void add(double lower, double upper, long count) {
        if (count < 0) {
            throw new IllegalArgumentException("a bucket counts " + count);
        }
        if (count == 0) {
            return;
        }
        double from = Math.max(0, lower);
        if (!(upper >= from && from < Buckets.VALUE_LIMIT)) {
            throw new IllegalArgumentException("a bucket reaches from " + lower + " to " + upper + " ns");
        }
        byValue.merge(representative(from, upper), count, Math::addExact);
        this.count = Math.addExact(this.count, count);
        leastLower = Math.min(leastLower, from);
        leastUpper = Math.min(leastUpper, upper);
        greatestLower = Math.max(greatestLower, from);
        greatestUpper = Math.max(greatestUpper, upper);
        unbounded += upper == Double.POSITIVE_INFINITY ? count : 0;
        error = Math.max(error, halfWidth(from, upper));
    }

    /** The value that stands for those in a bucket. */
    static double representative(double lower, double upper) {
        if (upper == Double.POSITIVE_INFINITY) {
            return lower;
        }
        double value = lower > 0 ? 2 * lower / (1 + lower / upper) : upper / 2;
        return Math.min(value, Math.nextDown(Buckets.VALUE_LIMIT));
    }

    /** Greatest relative distance of a value to {@link #representative}; 1 from 0 on, where there is no smaller bound. */
    static double halfWidth(double lower, double upper) {
        if (upper == lower) {
            return 0;
        }
        if (upper == Double.POSITIVE_INFINITY || lower <= 0) {
            return 1;
        }
        return (upper - lower) / (upper + lower);
    }

    public long count() {
        return count;
    }

    /** How many of them are in a bucket without an upper end. */
    public long unbounded() {
        return unbounded;
    }

    /** The greatest relative half-width of the buckets that hold values; 1 if one begins at 0 or has no end. */
    public double error() {
        return error;
    }

    /** The sum of the squares of the values that stand for the others, in square nanoseconds. */
    BigInteger squares() {
        BigInteger sum = BigInteger.ZERO;
        for (Map.Entry<Double, Long> entry : byValue.entrySet()) {
            BigInteger value = BigInteger.valueOf((long) (double) entry.getKey());
            sum = sum.add(value.multiply(value).multiply(BigInteger.valueOf(entry.getValue())));
        }
        return sum;
    }

    /**
     * All of it as a sketch.
     *
     * @param sum of the values, in nanoseconds; NaN where it is not known: then that of the values that stand for them
     * @param min the least value; NaN where it is not known: then the least that stands for others
     * @param max the greatest, likewise
     * @throws IllegalArgumentException if these contradict the buckets
     */
    public Sketch sketch(double sum, double min, double max) {
        if (count == 0) {
            return new Sketch();
        }
        check(min, max, sum);
        if (count == 1) {
            double value = known(min, known(max, byValue.firstKey()));
            return sketch(sum, value, value, Map.of(value, 1L));
        }
        double least = known(min, Math.min(byValue.firstKey(), known(max, byValue.firstKey())));
        double greatest = known(max, Math.max(byValue.lastKey(), least));
        NavigableMap<Double, Long> values = clamped(least, greatest);
        move(values, values.firstKey(), least); // the extremes are values too
        move(values, values.lastKey(), greatest);
        return sketch(sum, least, greatest, values);
    }

    private void check(double min, double max, double sum) {
        boolean isBelow = min < leastLower * (1 - ROUNDING) || min > leastUpper * (1 + ROUNDING);
        boolean isAbove = max < greatestLower * (1 - ROUNDING) || max > greatestUpper * (1 + ROUNDING);
        if (isBelow || isAbove || min > max || max >= Buckets.VALUE_LIMIT) {
            throw new IllegalArgumentException(
                    "min " + min + " and max " + max + " ns are not in the outermost buckets");
        }
        if (sum < 0) {
            throw new IllegalArgumentException("the sum of durations is " + sum + " ns");
        }
    }

    private static Sketch sketch(double sum, double least, double greatest, Map<Double, Long> values) {
        int lo = Buckets.bucketOf(least);
        long[] counts = new long[Buckets.bucketOf(greatest) - lo + 1];
        double total = 0;
        for (Map.Entry<Double, Long> entry : values.entrySet()) {
            counts[Buckets.bucketOf(entry.getKey()) - lo] += entry.getValue();
            total += entry.getKey() * entry.getValue();
        }
        return Sketch.of(lo, counts, (long) known(sum, total), 0, least, greatest); // the cast stays at 2^63-1
    }

    private NavigableMap<Double, Long> clamped(double least, double greatest) {
        NavigableMap<Double, Long> values = new TreeMap<>();
        byValue.forEach(
                (value, number) -> values.merge(Math.max(least, Math.min(greatest, value)), number, Math::addExact));
        return values;
    }

    private static void move(Map<Double, Long> values, double from, double to) {
        values.merge(from, -1L, (old, minus) -> old + minus == 0 ? null : (Long) (old + minus));
        values.merge(to, 1L, Math::addExact);
    }

    private static double known(double value, double instead) {
        return Double.isNaN(value) ? instead : value;
    }
}
