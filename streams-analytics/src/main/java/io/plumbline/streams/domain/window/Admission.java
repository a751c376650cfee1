package io.plumbline.streams.domain.window;

import io.plumbline.sketch.Buckets;

/** Which measurements can be counted at all. The answer is a reason, in words for a person, or null for "yes". */
public final class Admission {
    /** Year 9999: what is later cannot be a time, and sums with it would overflow. */
    private static final long LAST_MICROS = 253_402_300_799_999_999L;

    private Admission() {}

    /** When the measured operation completed: its event time, in microseconds. Only for what {@link #refusal} admits. */
    public static long eventMicros(long intendedStartMicros, long durationNanos) {
        return intendedStartMicros + durationNanos / 1_000;
    }

    /**
     * Why a measurement cannot be counted; null if it can.
     *
     * @param serviceNanos null where it is unknown
     * @param latestMicros what is later than this is no event time
     */
    public static String refusal(
            String operation,
            long intendedStartMicros,
            long durationNanos,
            Long serviceNanos,
            long bytes,
            long latestMicros) {
        if (operation.isEmpty()) {
            return "the operation has no name";
        }
        if (durationNanos < 0 || durationNanos >= Buckets.VALUE_LIMIT) {
            return "durationNanos is out of range: " + durationNanos;
        }
        if (serviceNanos != null && (serviceNanos < 0 || serviceNanos > durationNanos)) {
            return "serviceNanos is not within 0 and durationNanos: " + serviceNanos;
        }
        if (bytes < 0) {
            return "bytes is negative: " + bytes;
        }
        return refusalOfTime(intendedStartMicros, durationNanos, latestMicros);
    }

    /**
     * Why an event time cannot be used; null if it can. The watermark never goes back: one event of next year would make
     * late whatever comes until then.
     */
    public static String refusalOfTime(long startMicros, long durationNanos, long latestMicros) {
        if (startMicros < 0 || startMicros > LAST_MICROS || eventMicros(startMicros, durationNanos) > LAST_MICROS) {
            return "the event time is not between the years 1970 and 9999: " + startMicros + " us";
        }
        if (eventMicros(startMicros, durationNanos) > latestMicros) {
            return "the event time is in the future: " + eventMicros(startMicros, durationNanos) + " us";
        }
        return null;
    }
}
