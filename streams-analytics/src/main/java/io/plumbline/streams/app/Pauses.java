package io.plumbline.streams.app;

import java.util.concurrent.TimeUnit;
import java.util.function.LongConsumer;
import java.util.function.LongSupplier;

/**
 * Longer and longer pauses between attempts that fail at once; short ones again after a minute without. Thread-safe:
 * threads that fail together wait together.
 */
final class Pauses {
    static final long FIRST_MILLIS = 100;

    /** Less than the timeout of a transaction, which the waiting thread may still hold. */
    static final long LAST_MILLIS = 5_000;

    private static final long CALM_MILLIS = 60_000;

    private final LongSupplier clockMillis;
    private final LongConsumer sleeper;
    private long nextMillis = FIRST_MILLIS;
    private long lastEndMillis = Long.MIN_VALUE / 2;

    Pauses() {
        this(() -> TimeUnit.NANOSECONDS.toMillis(System.nanoTime()), Pauses::sleep);
    }

    Pauses(LongSupplier clockMillis, LongConsumer sleeper) {
        this.clockMillis = clockMillis;
        this.sleeper = sleeper;
    }

    void pause() {
        sleeper.accept(next());
    }

    private synchronized long next() {
        long nowMillis = clockMillis.getAsLong();
        long pauseMillis = nowMillis - lastEndMillis >= CALM_MILLIS ? FIRST_MILLIS : nextMillis;
        nextMillis = Math.min(LAST_MILLIS, 2 * pauseMillis);
        lastEndMillis = nowMillis + pauseMillis;
        return pauseMillis;
    }

    private static void sleep(long millis) {
        try {
            TimeUnit.MILLISECONDS.sleep(millis);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
