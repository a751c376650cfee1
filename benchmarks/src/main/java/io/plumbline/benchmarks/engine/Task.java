package io.plumbline.benchmarks.engine;

import io.plumbline.benchmarks.run.Cluster;
import java.util.concurrent.TimeUnit;

/**
 * One round, as a contender is asked for it.
 *
 * @param events measurements in the topic
 * @param records records in the topic
 * @param limitMillis a contender that does not get through the topic in a sensible time stops after this
 */
public record Task(Cluster cluster, long events, long records, long limitMillis) {
    /** When it has to be over, by {@link System#nanoTime}; what hangs is an error, not a slow contender. */
    long patienceNanos() {
        return System.nanoTime() + TimeUnit.MINUTES.toNanos(10);
    }
}
