package io.plumbline.streams.domain.transport;

/**
 * The time that a sample speaks of.
 *
 * @param endMicros its end, which is the sample's event time
 * @param nanos its length by a monotonic clock, which is exact where the end is only to the microsecond
 */
public record Interval(long endMicros, long nanos) {
    private static final long NANOS_OF_MICRO = 1_000;
    private static final double BITS_PER_SECOND = 8e9; // of one byte in a nanosecond

    /** @throws IllegalArgumentException if it is empty */
    public Interval {
        if (nanos <= 0) {
            throw new IllegalArgumentException("intervalNanos is not positive: " + nanos);
        }
    }

    /** Its start, rounded down: neighbouring intervals touch, and no throughput is overstated. */
    long startMicros() {
        return endMicros - 1 - (nanos - 1) / NANOS_OF_MICRO;
    }

    double bitsPerSecond(long bytes) {
        return bytes * BITS_PER_SECOND / nanos;
    }
}
