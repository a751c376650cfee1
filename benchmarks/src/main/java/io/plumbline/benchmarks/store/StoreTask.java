package io.plumbline.benchmarks.store;

import io.plumbline.benchmarks.run.Cluster;
import java.util.concurrent.TimeUnit;

/**
 * One round, as a contender is asked for it.
 *
 * @param jdbcUrl of the sink's role in an empty table
 * @param records records in the topic
 * @param batchRows most rows in a transaction
 */
public record StoreTask(Cluster cluster, String jdbcUrl, int records, int batchRows) {
    String topic() {
        return cluster.topics().windowStats().name();
    }

    /** When it has to be over, by {@link System#nanoTime}; what hangs is an error, not a slow contender. */
    long patienceNanos() {
        return System.nanoTime() + TimeUnit.MINUTES.toNanos(10);
    }
}
