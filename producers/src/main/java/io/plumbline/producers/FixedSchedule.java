package io.plumbline.producers;

/**
 * Due times at a fixed interval from an origin: a late start moves none of those that follow. Pure arithmetic on times of
 * {@link System#nanoTime}, which may overflow.
 *
 * @param originNanos due time number 0
 * @param intervalNanos time between two, positive
 */
public record FixedSchedule(long originNanos, long intervalNanos) {
    public FixedSchedule {
        if (intervalNanos <= 0) {
            throw new IllegalArgumentException("an interval must be positive, was " + intervalNanos + " ns");
        }
    }

    /** The same due times, but for those before {@code nanos}. */
    public FixedSchedule from(long nanos) {
        return new FixedSchedule(due(next(nanos)), intervalNanos);
    }

    /** Each due time so much later. */
    public FixedSchedule later(long nanos) {
        return new FixedSchedule(originNanos + nanos, intervalNanos);
    }

    /** When number {@code n} is due. */
    public long due(long n) {
        return originNanos + n * intervalNanos;
    }

    /** The first number that is due at {@code nanos} or later; never below 0. */
    public long next(long nanos) {
        long since = nanos - originNanos;
        return since <= 0 ? 0 : (since - 1) / intervalNanos + 1;
    }
}
