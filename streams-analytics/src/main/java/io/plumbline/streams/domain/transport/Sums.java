package io.plumbline.streams.domain.transport;

/** Sums of counts, which are never negative. */
final class Sums {
    private Sums() {}

    /** Stays at the greatest number instead of wrapping. */
    static long saturated(long a, long b) {
        long sum = a + b;
        return sum < 0 ? Long.MAX_VALUE : sum;
    }
}
