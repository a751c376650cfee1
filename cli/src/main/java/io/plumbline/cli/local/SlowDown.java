package io.plumbline.cli.local;

import io.plumbline.settings.Settings;
import java.time.Duration;

/**
 * When the exercise does more work than usual, counted from the start of the measurement.
 *
 * @param until when it goes back to the usual; null: never
 * @param percent how much more
 */
public record SlowDown(Duration from, Duration until, double percent) {
    /** The detector has seen what is usual by then. */
    private static final Duration EARLIEST = Duration.ofSeconds(30);

    private static final double MOST_PERCENT = 1_000;

    public SlowDown {
        Settings.check(
                from.compareTo(EARLIEST) >= 0,
                "--regress-at must be at least 30s, so that there is something to compare with, was " + from);
        Settings.check(
                until == null || until.compareTo(from) > 0,
                "--recover-at must be later than --regress-at, was " + until);
        Settings.check(
                percent > 0 && percent <= MOST_PERCENT, "--regress-by must be a percentage up to 1000, was " + percent);
    }

    /** How much work there is, in parts of the usual. */
    double factorAt(Duration elapsed) {
        boolean isOver = until != null && elapsed.compareTo(until) >= 0;
        return elapsed.compareTo(from) >= 0 && !isOver ? 1 + percent / 100 : 1;
    }
}
