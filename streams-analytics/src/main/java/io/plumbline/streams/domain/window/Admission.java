package io.plumbline.streams.domain.window;

import io.plumbline.sketch.Buckets;

/**
 * Which measurements can be counted at all. Whether is asked for each and answered quickly; why not is a reason in words
 * for a person. Mutable: what an event time may be follows the wall clock, which the caller reads.
 *
 * <p>A time of next year must not be taken, because the watermark never goes back: it would make late whatever comes
 * until then. Nor one of long ago, whose rows nobody expects to change.
 */
public final class Admission {
    /** A measurement may have so many labels. */
    public static final int MAX_LABELS = 16;

    /** The service time of an event that has none. */
    public static final long UNKNOWN = Long.MIN_VALUE;

    /** Year 9999: what is later cannot be a time, and sums with it would overflow. */
    private static final long LAST_MICROS = 253_402_300_799_999_999L;

    /** The longest duration that a sketch takes: the greatest below 2^63 that is a double. */
    private static final long LONGEST_NANOS = (long) Math.nextDown(Buckets.VALUE_LIMIT);

    private long earliestMicros;
    private long latestMicros = LAST_MICROS;

    /** From now on, event times before {@code earliest} and after {@code latest} are refused. */
    public void between(long earliest, long latest) {
        earliestMicros = Math.max(0, earliest);
        latestMicros = Math.min(LAST_MICROS, latest);
    }

    /** When the measured operation completed: its event time, in microseconds. Only for what is admitted. */
    public static long eventMicros(long intendedStartMicros, long durationNanos) {
        return intendedStartMicros + durationNanos / 1_000;
    }

    /** Whether a measurement can be counted; {@code serviceNanos} may be {@link #UNKNOWN}. */
    public boolean admits(int nameLength, long startMicros, long durationNanos, long serviceNanos, long bytes) {
        return nameLength > 0
                && durationNanos >= 0
                && durationNanos <= LONGEST_NANOS
                && bytes >= 0
                && (serviceNanos == UNKNOWN || (serviceNanos >= 0 && serviceNanos <= durationNanos))
                && admitsTime(startMicros, durationNanos);
    }

    private boolean admitsTime(long startMicros, long durationNanos) {
        return startMicros >= 0
                && startMicros <= LAST_MICROS
                && eventMicros(startMicros, durationNanos) >= earliestMicros
                && eventMicros(startMicros, durationNanos) <= latestMicros;
    }

    /** Why a measurement that is not admitted is refused. */
    public String refusal(int nameLength, long startMicros, long durationNanos, long serviceNanos, long bytes) {
        if (nameLength == 0) {
            return "the operation has no name";
        }
        if (durationNanos < 0 || durationNanos > LONGEST_NANOS) {
            return "durationNanos is out of range: " + durationNanos;
        }
        if (serviceNanos != UNKNOWN && (serviceNanos < 0 || serviceNanos > durationNanos)) {
            return "serviceNanos is not within 0 and durationNanos: " + serviceNanos;
        }
        if (bytes < 0) {
            return "bytes is negative: " + bytes;
        }
        return refusalOfTime(startMicros, durationNanos);
    }

    /** Why something that happened at {@code atMicros} cannot be counted; null if it can. */
    public String refusalOfTime(long atMicros) {
        return admitsTime(atMicros, 0) ? null : refusalOfTime(atMicros, 0);
    }

    private String refusalOfTime(long startMicros, long durationNanos) {
        if (startMicros < 0 || startMicros > LAST_MICROS || eventMicros(startMicros, durationNanos) > LAST_MICROS) {
            return "the event time is not between the years 1970 and 9999: " + startMicros + " us";
        }
        String when = eventMicros(startMicros, durationNanos) + " us";
        return eventMicros(startMicros, durationNanos) > latestMicros
                ? "the event time is in the future (windows.future.limit): " + when
                : "the event time is too long ago (windows.past.limit): " + when;
    }
}
