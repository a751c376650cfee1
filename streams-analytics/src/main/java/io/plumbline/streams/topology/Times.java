package io.plumbline.streams.topology;

import java.time.Instant;

/** Instants of the wire to and from microseconds since the epoch, which everything here computes in. */
final class Times {
    private static final long MICROS = 1_000_000;
    private static final int NANOS_OF_MICRO = 1_000;

    private Times() {}

    /** @throws ArithmeticException if it does not fit */
    static long micros(Instant instant) {
        return Math.addExact(Math.multiplyExact(instant.getEpochSecond(), MICROS), instant.getNano() / NANOS_OF_MICRO);
    }

    static Instant instant(long micros) {
        return Instant.ofEpochSecond(Math.floorDiv(micros, MICROS), Math.floorMod(micros, MICROS) * NANOS_OF_MICRO);
    }

    static long millis(long micros) {
        return Math.floorDiv(micros, 1_000);
    }

    static Instant ofMillis(long millis) {
        return Instant.ofEpochMilli(millis);
    }
}
