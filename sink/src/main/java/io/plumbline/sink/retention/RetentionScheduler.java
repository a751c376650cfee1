package io.plumbline.sink.retention;

import io.micrometer.core.instrument.MeterRegistry;
import io.plumbline.settings.Settings;
import io.plumbline.sink.database.DatabaseConfig;
import io.plumbline.sink.migrate.Capabilities;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Says once what the database can do, and sees to retention from time to time, on a thread and a connection of its own: it
 * never holds up what is stored. In between it ends reads of Grafana's that last too long, which its role can only be
 * asked to do itself. A database that is away is asked again. Thread-safe.
 */
public final class RetentionScheduler implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(RetentionScheduler.class);

    private static final Duration AFTER_FAILURE = Duration.ofSeconds(10);
    private static final Duration PATIENCE = Duration.ofSeconds(5);
    private static final Duration LOOK = Duration.ofMinutes(1);

    private final DatabaseConfig database;
    private final boolean enabled;
    private final Duration every;
    private final Duration readLimit;
    private final RetentionMetrics metrics;
    private final CountDownLatch ended = new CountDownLatch(1);
    private final Thread thread = new Thread(this::run, "plumbline-retention");
    private volatile Connection connection;
    private boolean introduced;
    private long nextPass = System.nanoTime();

    private RetentionScheduler(DatabaseConfig database, Settings settings, MeterRegistry meters) {
        this.database = database;
        RetentionConfig config = RetentionConfig.from(settings);
        enabled = config.enabled();
        every = config.every();
        readLimit = config.readLimit();
        metrics = new RetentionMetrics(meters);
    }

    /**
     * Starts it.
     *
     * @param settings {@code sink.retention}, {@code sink.retention.every} and {@code sink.read.limit}
     * @throws io.plumbline.settings.ConfigException if they are wrong
     */
    public static RetentionScheduler start(DatabaseConfig database, Settings settings, MeterRegistry meters) {
        RetentionScheduler scheduler = new RetentionScheduler(database, settings, meters);
        scheduler.thread.setDaemon(true); // what is too old is there next time, too
        scheduler.thread.start();
        return scheduler;
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
                pause = look();
            } while (!ended.await(pause.toMillis(), TimeUnit.MILLISECONDS));
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    /** Returns how long to wait for the next look. */
    private Duration look() {
        Duration next = every.compareTo(LOOK) < 0 ? every : LOOK;
        try (Connection open = database.connect("plumbline-retention")) {
            connection = open;
            introduce(open);
            endLongReads(open);
            if (enabled && nextPass - System.nanoTime() <= 0) {
                pass(open);
                nextPass = System.nanoTime() + every.toNanos();
            }
            return next;
        } catch (SQLException e) {
            if (ended.getCount() > 0) {
                LOG.warn("retention waits for the database: {}", e.getMessage());
            }
            return next.compareTo(AFTER_FAILURE) < 0 ? next : AFTER_FAILURE;
        } finally {
            connection = null;
        }
    }

    private void introduce(Connection open) throws SQLException {
        if (!introduced) {
            LOG.info("database: {}", Capabilities.of(open).text());
            introduced = true;
        }
    }

    private void endLongReads(Connection open) throws SQLException {
        if (readLimit.isZero()) {
            return;
        }
        try (Statement statement = open.createStatement();
                ResultSet row =
                        statement.executeQuery("SELECT plumbline.end_long_reads(" + readLimit.toSeconds() + ")")) {
            row.next();
            if (row.getInt(1) > 0) {
                LOG.warn(
                        "ended {} sessions of Grafana that read for longer than {} s",
                        row.getInt(1),
                        readLimit.toSeconds());
            }
        }
    }

    private void pass(Connection open) throws SQLException {
        if (new RetentionPass(open, metrics).run(() -> ended.getCount() == 0)) {
            metrics.passed(System.currentTimeMillis());
        }
    }
}
