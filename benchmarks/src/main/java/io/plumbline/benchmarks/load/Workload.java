package io.plumbline.benchmarks.load;

import io.plumbline.settings.Settings;
import java.time.Duration;

/**
 * What is in the topic, and by how much the contenders have to work for it.
 *
 * @param events measurements in the topic
 * @param batch measurements in a record
 * @param series pairs of node and operation; every node has {@value #OPERATIONS} operations
 * @param seriesRate measurements of one series in a second of event time
 * @param seed of all that is random
 */
public record Workload(long events, int batch, int series, int seriesRate, long seed) {
    public static final int OPERATIONS = 5;

    /** What came at most so much before the newest event of its partition is late for nobody: the grace is 1 s. */
    static final Duration MAX_DISORDER = Duration.ofMillis(600);

    static final Duration JITTER = Duration.ofMillis(50);

    public Workload {
        Settings.check(events >= 1, "--events must be at least 1, was " + events);
        Settings.check(batch >= 1, "--batch must be at least 1, was " + batch);
        Settings.check(
                series >= OPERATIONS && series % OPERATIONS == 0,
                "--series must be a multiple of " + OPERATIONS + " (the operations of a node), was " + series);
        Settings.check(seriesRate >= 1, "--series-rate must be at least 1, was " + seriesRate);
        Duration slice = Duration.ofNanos(batch * 1_000_000_000L / ((long) OPERATIONS * seriesRate));
        Settings.check(
                slice.plus(JITTER).compareTo(MAX_DISORDER) <= 0,
                "at %d events/s of each series a batch of %d gathers for %d ms; no agent waits so long"
                        .formatted(seriesRate, batch, slice.toMillis()));
    }

    public int nodes() {
        return series / OPERATIONS;
    }

    public long records() {
        return (events + batch - 1) / batch;
    }

    /** Between two measurements of one node, in microseconds of event time; a fraction is kept. */
    double periodMicros() {
        return 1e6 / ((double) OPERATIONS * seriesRate);
    }

    /** Event time that the whole topic covers. */
    public Duration span() {
        return Duration.ofNanos((long) (1e9 * events / ((double) series * seriesRate)));
    }
}
