package io.plumbline.sink.core;

import java.time.Duration;
import java.util.function.DoubleSupplier;

/**
 * Pauses that double up to a limit, each shortened by chance to between half and all of it, so that several sinks do not
 * come back together. Not thread-safe.
 */
final class Backoff {
    private static final int MAX_DOUBLINGS = 20;

    private final Duration first;
    private final Duration last;
    private final DoubleSupplier chance;
    private int failures;

    /** @param chance gives numbers from 0 up to, but without, 1 */
    Backoff(Duration first, Duration last, DoubleSupplier chance) {
        this.first = first;
        this.last = last;
        this.chance = chance;
    }

    /** The pause after one more failure. */
    Duration next() {
        long doubled = first.toNanos() << Math.min(failures, MAX_DOUBLINGS);
        failures++;
        long limit = doubled <= 0 ? last.toNanos() : Math.min(doubled, last.toNanos());
        return Duration.ofNanos((long) (limit * (0.5 + chance.getAsDouble() / 2)));
    }

    void reset() {
        failures = 0;
    }
}
