package io.plumbline.producers.load;

import io.plumbline.settings.Settings;
import java.time.Duration;

/**
 * When operations are due, whatever becomes of those before: an open loop. Pure arithmetic; due times never go back.
 * Times are nanoseconds from the start.
 */
public sealed interface Arrivals {
    double NANOS = 1e9;

    /** More would not fit into memory with every operation's times. */
    long MOST = 20_000_000;

    /** How many operations there are. */
    long count();

    /** When number {@code n} of 0 to {@link #count}, exclusive, is due. */
    long dueNanos(long n);

    /** When it is over: the end of the time in which operations are due. */
    long endNanos();

    /** The same number in every second. */
    record Constant(double perSecond, Duration duration) implements Arrivals {
        public Constant {
            checkRate(perSecond);
            checkCount(perSecond * duration.toNanos() / NANOS);
        }

        @Override
        public long count() {
            return Math.max(1, (long) Math.ceil(perSecond * duration.toNanos() / NANOS - 1e-6));
        }

        @Override
        public long dueNanos(long n) {
            return (long) (n * (NANOS / perSecond));
        }

        @Override
        public long endNanos() {
            return duration.toNanos();
        }
    }

    /** {@code size} at once, again and again, {@code gap} apart. */
    record Bursts(int size, Duration gap, int bursts) implements Arrivals {
        public Bursts {
            Settings.check(size >= 1, "a burst has at least one operation, was " + size);
            Settings.check(bursts >= 1, "at least one burst is needed, was " + bursts);
            Settings.check(!gap.isNegative() && !gap.isZero(), "the gap must be positive, was " + gap);
            checkCount((double) size * bursts);
        }

        @Override
        public long count() {
            return (long) size * bursts;
        }

        @Override
        public long dueNanos(long n) {
            return n / size * gap.toNanos();
        }

        @Override
        public long endNanos() {
            return bursts * gap.toNanos();
        }
    }

    /**
     * From one rate evenly to another. Until t there are a t + (b - a) t^2 / (2 T) operations, which is solved for t.
     *
     * @param from a, operations per second
     * @param to b
     * @param duration T
     */
    record Ramp(double from, double to, Duration duration) implements Arrivals {
        public Ramp {
            checkRate(from);
            checkRate(to);
            checkCount((from + to) / 2 * duration.toNanos() / NANOS);
        }

        @Override
        public long count() {
            return Math.max(1, (long) Math.floor((from + to) / 2 * seconds() + 1e-6));
        }

        @Override
        public long dueNanos(long n) {
            double growth = (to - from) / seconds();
            // (-a + sqrt(a^2 + 2 g n)) / g without the difference of two close numbers, and without g = 0
            double root = Math.sqrt(Math.max(0, from * from + 2 * growth * n));
            return (long) (NANOS * 2 * n / (from + root));
        }

        @Override
        public long endNanos() {
            return duration.toNanos();
        }

        private double seconds() {
            return duration.toNanos() / NANOS;
        }
    }

    private static void checkRate(double perSecond) {
        Settings.check(
                perSecond > 0 && perSecond <= 1e6, "a rate must be above 0 and at most 1000000, was " + perSecond);
    }

    private static void checkCount(double count) {
        Settings.check(
                count > 0 && count <= MOST, "a run must have some operations and at most " + MOST + ", had " + count);
    }
}
