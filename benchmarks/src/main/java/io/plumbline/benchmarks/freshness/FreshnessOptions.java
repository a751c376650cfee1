package io.plumbline.benchmarks.freshness;

import io.plumbline.benchmarks.load.Workload;
import io.plumbline.settings.Settings;
import java.time.Duration;

/**
 * What is run.
 *
 * @param rate events in a second, of all nodes together
 * @param series pairs of node and operation
 * @param batch events in a record
 * @param warmUp fed before the first window that counts
 * @param duration for so long windows count
 */
public record FreshnessOptions(int rate, int series, int batch, Duration warmUp, Duration duration) {
    /** Fed after the last window that counts: it takes later events to close it. */
    private static final Duration TAIL = Duration.ofSeconds(3);

    public FreshnessOptions {
        Settings.check(rate >= series && rate % series == 0, "--rate must be a multiple of --series, was " + rate);
        Settings.check(duration.toSeconds() >= 2, "--duration must be at least 2s, was " + duration);
    }

    Workload workload() {
        long millis = warmUp.plus(duration).plus(TAIL).toMillis();
        return new Workload(rate * millis / 1_000, batch, series, rate / series, 1);
    }
}
