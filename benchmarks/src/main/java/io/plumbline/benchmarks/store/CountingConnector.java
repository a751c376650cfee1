package io.plumbline.benchmarks.store;

import io.debezium.connector.jdbc.JdbcSinkConnector;
import io.debezium.connector.jdbc.JdbcSinkConnectorTask;
import io.plumbline.benchmarks.run.Stopwatch;
import java.util.Collection;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;
import org.apache.kafka.connect.connector.Task;
import org.apache.kafka.connect.sink.SinkRecord;

/** Debezium's connector, which says how far it is: nothing else is changed. Connect makes it, so it counts in statics. */
public final class CountingConnector extends JdbcSinkConnector {
    private static final AtomicInteger WRITTEN = new AtomicInteger();
    private static final AtomicReference<Stopwatch.Lap> LAST = new AtomicReference<>();
    private static final AtomicReference<Throwable> FAILURE = new AtomicReference<>();

    /** Debezium's task. */
    public static final class CountingTask extends JdbcSinkConnectorTask {
        /** Returns when the records are committed in the database. */
        @Override
        public void put(Collection<SinkRecord> records) {
            try {
                super.put(records);
            } catch (RuntimeException e) {
                FAILURE.set(e);
                throw e;
            }
            WRITTEN.addAndGet(records.size());
            LAST.set(Stopwatch.Lap.now());
        }
    }

    static void reset() {
        WRITTEN.set(0);
        FAILURE.set(null);
        LAST.set(Stopwatch.Lap.now());
    }

    static int written() {
        return WRITTEN.get();
    }

    /** Why it stopped; null: it runs. */
    static Throwable failure() {
        return FAILURE.get();
    }

    static void failed(Throwable failure) {
        FAILURE.set(failure);
    }

    static Stopwatch.Lap last() {
        return LAST.get();
    }

    @Override
    public Class<? extends Task> taskClass() {
        return CountingTask.class;
    }
}
