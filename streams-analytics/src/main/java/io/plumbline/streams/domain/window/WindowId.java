package io.plumbline.streams.domain.window;

/**
 * A window of a series: [start, start + size), aligned to the epoch.
 *
 * @param sizeMicros length, in microseconds
 * @param startMicros start, in microseconds since the epoch
 */
public record WindowId(Series series, long sizeMicros, long startMicros) {
    /** The window of that size that holds {@code atMicros}. */
    public static WindowId holding(Series series, long sizeMicros, long atMicros) {
        return new WindowId(series, sizeMicros, startOf(sizeMicros, atMicros));
    }

    /** The start of the window of that size that holds {@code atMicros}. */
    public static long startOf(long sizeMicros, long atMicros) {
        return Math.floorDiv(atMicros, sizeMicros) * sizeMicros;
    }

    /** The first microsecond that is no longer inside. */
    public long endMicros() {
        return startMicros + sizeMicros;
    }
}
