package io.plumbline.producers.agent;

import java.time.Clock;
import java.time.Instant;
import java.util.concurrent.TimeUnit;
import java.util.function.LongSupplier;

/**
 * Turns times of the monotonic clock ({@link System#nanoTime}) into times of the wall clock: measuring costs one cheap
 * clock read, and no duration ever sees a step of the wall clock.
 *
 * <p>An anchor is one instant read from both clocks; other times are reckoned from it. The clocks drift apart by some ten
 * microseconds a second, so the agent calls {@link #anchor} every ten seconds: event times are then within about a
 * millisecond of the wall clock. A step of the wall clock shows with the next anchor, at most ten seconds later, and moves
 * all times converted after it. Thread-safe.
 */
final class AnchoredClock {
    /** The wall clock is read between two reads of the monotonic one; of so many tries the tightest counts. */
    private static final int TRIES = 5;

    private final LongSupplier nanoTime;
    private final Clock wall;
    private volatile Anchor anchor;

    private record Anchor(long nanos, long wallMicros) {}

    AnchoredClock(LongSupplier nanoTime, Clock wall) {
        this.nanoTime = nanoTime;
        this.wall = wall;
        anchor = bestAnchor();
    }

    static AnchoredClock system() {
        return new AnchoredClock(System::nanoTime, Clock.systemUTC());
    }

    /** Takes a new anchor. */
    void anchor() {
        anchor = bestAnchor();
    }

    /** The wall-clock time, in microseconds since 1970, of the monotonic time {@code nanos}. */
    long microsAt(long nanos) {
        Anchor from = anchor;
        return from.wallMicros + Math.floorDiv(nanos - from.nanos, 1_000L);
    }

    Instant at(long nanos) {
        long micros = microsAt(nanos);
        return Instant.ofEpochSecond(Math.floorDiv(micros, 1_000_000L), Math.floorMod(micros, 1_000_000L) * 1_000L);
    }

    private Anchor bestAnchor() {
        Anchor best = null;
        long tightest = Long.MAX_VALUE;
        for (int i = 0; i < TRIES; i++) {
            long before = nanoTime.getAsLong();
            Instant now = wall.instant();
            long width = nanoTime.getAsLong() - before;
            if (best == null || width < tightest) {
                tightest = width;
                best = new Anchor(before + width / 2, micros(now));
            }
        }
        return best;
    }

    private static long micros(Instant time) {
        return TimeUnit.SECONDS.toMicros(time.getEpochSecond()) + time.getNano() / 1_000;
    }
}
