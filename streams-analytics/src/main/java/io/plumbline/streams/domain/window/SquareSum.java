package io.plumbline.streams.domain.window;

import java.math.BigInteger;

/**
 * The exact sum of squares of non-negative numbers, in 127 bits: no rounding, so it does not depend on the order in
 * which parts were added. It stays at 2^127-1 on overflow. Mutable; one thread owns it.
 */
public final class SquareSum implements Mergeable<SquareSum> {
    private long high;
    private long low; // unsigned

    public SquareSum() {}

    /** From its two halves, as {@link #high} and {@link #low} give them. */
    public static SquareSum of(long high, long low) {
        if (high < 0) {
            throw new IllegalArgumentException("a sum of squares is negative");
        }
        SquareSum sum = new SquareSum();
        sum.high = high;
        sum.low = low;
        return sum;
    }

    public void clear() {
        high = 0;
        low = 0;
    }

    /** Adds the square of {@code value}, which must not be negative. */
    public void add(long value) {
        plus(Math.multiplyHigh(value, value), value * value);
    }

    @Override
    public void merge(SquareSum other) {
        plus(other.high, other.low);
    }

    /** The upper 64 bits; never negative. */
    public long high() {
        return high;
    }

    /** The lower 64 bits, unsigned. */
    public long low() {
        return low;
    }

    public BigInteger exact() {
        BigInteger lower = new BigInteger(Long.toUnsignedString(low));
        return BigInteger.valueOf(high).shiftLeft(Long.SIZE).add(lower);
    }

    /**
     * The population standard deviation of {@code count} whole numbers with this sum of squares and the given sum:
     * sqrt(n * sum(x^2) - sum(x)^2) / n. The difference is taken before anything is rounded, because for steady
     * values its two sides are almost equal.
     */
    public double standardDeviation(long count, long sum) {
        if (count == 0) {
            return 0;
        }
        BigInteger whole = BigInteger.valueOf(sum);
        BigInteger spread = BigInteger.valueOf(count).multiply(exact()).subtract(whole.multiply(whole));
        return Math.sqrt(Math.max(0, spread.doubleValue())) / count;
    }

    private void plus(long otherHigh, long otherLow) {
        long newLow = low + otherLow;
        long carry = Long.compareUnsigned(newLow, low) < 0 ? 1 : 0;
        long newHigh = high + otherHigh + carry;
        boolean overflow = newHigh < 0;
        high = overflow ? Long.MAX_VALUE : newHigh;
        low = overflow ? -1 : newLow;
    }
}
