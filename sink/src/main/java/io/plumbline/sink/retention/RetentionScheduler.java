package io.plumbline.sink.retention;

import io.micrometer.core.instrument.MeterRegistry;
import io.plumbline.settings.Settings;
import io.plumbline.sink.database.DatabaseConfig;
import io.plumbline.sink.migrate.Capabilities;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Says once what the database can do, and sees to retention from time to time, on a thread and a connection of its own: it
 * never holds up what is stored. A database that is away is asked again. Thread-safe.
 */
public final class RetentionScheduler implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(RetentionScheduler.class);

    private static final Duration AFTER_FAILURE = Duration.ofSeconds(10);
    private static final Duration PATIENCE = Duration.ofSeconds(5);

    private final DatabaseConfig database;
    private final boolean enabled;
    private final Duration every;
    private final RetentionMetrics metrics;
    private final CountDownLatch ended = new CountDownLatch(1);
    private final Thread thread = new Thread(this::run, "plumbline-retention");
    private volatile Connection connection;
    private boolean introduced;

    private RetentionScheduler(DatabaseConfig database, Settings settings, MeterRegistry meters) {
        this.database = database;
        enabled = settings.flag("sink.retention", true);
        every = settings.duration("sink.retention.every", Duration.ofMinutes(10));
        Settings.check(every.toMillis() >= 1, "sink.retention.every must be at least 1ms");
        metrics = new RetentionMetrics(meters);
    }

    /**
     * Starts it.
     *
     * @param settings {@code sink.retention} and {@code sink.retention.every}
     * @throws io.plumbline.settings.ConfigException if they are wrong
     */
    public static RetentionScheduler start(DatabaseConfig database, Settings settings, MeterRegistry meters) {
        RetentionScheduler scheduler = new RetentionScheduler(database, settings, meters);
        scheduler.thread.setDaemon(true); // what is too old is there next time, too
        scheduler.thread.start();
        return scheduler;
    }

    /** Whether it has nothing more to do. */
    boolean hasEnded() {
        return !thread.isAlive();
    }

    /** Ends it after the step in hand, which the server undoes if it takes too long. */
    @Override
    public void close() {
        ended.countDown();
        try {
            thread.join(PATIENCE.toMillis());
            Connection open = connection;
            if (thread.isAlive() && open != null) {
                open.abort(Runnable::run);
                thread.join(PATIENCE.toMillis());
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        } catch (SQLException e) {
            LOG.debug("a connection could not be cut; it ends with its statement", e);
        }
    }

    private void run() {
        try {
            Duration pause;
            do {
                pause = pass();
            } while (pause != null && !ended.await(pause.toMillis(), TimeUnit.MILLISECONDS));
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    /** Returns how long to wait for the next; null: there is none. */
    private Duration pass() {
        try (Connection open = database.connect("plumbline-retention")) {
            connection = open;
            if (!introduced) {
                LOG.info("database: {}", Capabilities.of(open).text());
                introduced = true;
            }
            if (!enabled) {
                return null;
            }
            if (new RetentionPass(open, metrics).run(() -> ended.getCount() == 0)) {
                metrics.passed(System.currentTimeMillis());
            }
            return every;
        } catch (SQLException e) {
            if (ended.getCount() > 0) {
                LOG.warn("retention waits for the database: {}", e.getMessage());
            }
            return every.compareTo(AFTER_FAILURE) < 0 ? every : AFTER_FAILURE;
        } finally {
            connection = null;
        }
    }
}
