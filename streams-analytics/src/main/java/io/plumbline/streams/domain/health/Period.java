package io.plumbline.streams.domain.health;

/**
 * When something was measured.
 *
 * @param startMicros start, in microseconds since the epoch
 * @param lengthMicros length, in microseconds; 0: a moment
 */
public record Period(long startMicros, long lengthMicros) {
    public static Period moment(long atMicros) {
        return new Period(atMicros, 0);
    }

    public long endMicros() {
        return startMicros + lengthMicros;
    }
}
