package io.plumbline.benchmarks.freshness;

import io.plumbline.benchmarks.run.DatabaseProcess;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.sql.Timestamp;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalDouble;

/** Reads what dashboards read, as their role. For one thread. */
final class ResultRows implements LevelWatch.Reader, AutoCloseable {
    private static final String OF_A_WINDOW = """
            SELECT operation, '' AS node, closed_by FROM grafana.windows WHERE window_ms = ? AND window_start = ?
            UNION ALL
            SELECT operation, node, closed_by FROM grafana.node_windows WHERE window_ms = ? AND window_start = ?
            """;
    private static final String EVENTS =
            "SELECT coalesce(sum(event_count), 0), coalesce(sum(late_count), 0) FROM grafana.windows WHERE window_ms = ?";

    private static final String WAY = """
            WITH row AS (
                SELECT 1000 * extract(epoch FROM emitted_at - window_start) - window_ms - ? AS emitted_ms,
                    1000 * extract(epoch FROM stored_at - window_start) - window_ms - ? AS stored_ms
                FROM grafana.%s WHERE window_ms = ? AND window_start >= ?)
            SELECT percentile_disc(0.99) WITHIN GROUP (ORDER BY emitted_ms), percentile_disc(0.99) WITHIN GROUP (ORDER BY stored_ms)
            FROM row
            """;

    private final Connection connection;
    private final PreparedStatement ofAWindow;

    /** Events in windows, and events that came too late for theirs. */
    record Events(long counted, long late) {}

    ResultRows(String jdbcUrl) throws SQLException {
        connection = DriverManager.getConnection(jdbcUrl);
        ofAWindow = connection.prepareStatement(OF_A_WINDOW);
    }

    @Override
    public List<LevelWatch.Row> rows(long windowMillis, long windowStartMillis) throws SQLException {
        Timestamp start = Timestamp.from(Instant.ofEpochMilli(windowStartMillis));
        ofAWindow.setLong(1, windowMillis);
        ofAWindow.setTimestamp(2, start);
        ofAWindow.setLong(3, windowMillis);
        ofAWindow.setTimestamp(4, start);
        List<LevelWatch.Row> rows = new ArrayList<>();
        try (ResultSet result = ofAWindow.executeQuery()) {
            while (result.next()) {
                rows.add(new LevelWatch.Row(
                        result.getString(1),
                        result.getString(2),
                        result.getString(3).equals("EVENT_TIME")));
            }
        }
        return rows;
    }

    /** Rows of windows of every length. */
    long count() throws SQLException {
        try (Statement statement = connection.createStatement();
                ResultSet result = statement.executeQuery("SELECT (SELECT count(*) FROM grafana.windows)"
                        + " + (SELECT count(*) FROM grafana.node_windows)")) {
            result.next();
            return result.getLong(1);
        }
    }

    /** Processor time of the database's processes so far, in seconds; nothing where the system does not tell. */
    OptionalDouble serverCpuSeconds() throws SQLException {
        return DatabaseProcess.cpuSeconds(connection);
    }

    /** All events, by the windows of one length. */
    Events events(long windowMillis) throws SQLException {
        try (PreparedStatement statement = connection.prepareStatement(EVENTS)) {
            statement.setLong(1, windowMillis);
            try (ResultSet result = statement.executeQuery()) {
                result.next();
                return new Events(result.getLong(1), result.getLong(2));
            }
        }
    }

    /**
     * How far rows had come after their window's end and grace: the 99th percentile, in milliseconds; null without rows.
     *
     * @param emittedMillis when the topology made the row
     * @param storedMillis when the database took it
     */
    record Way(Long emittedMillis, Long storedMillis) {}

    /** The way of the rows of one window length that were watched. */
    Way way(LevelWatch.Plan plan, boolean ofNodes) throws SQLException {
        try (PreparedStatement statement =
                connection.prepareStatement(WAY.formatted(ofNodes ? "node_windows" : "windows"))) {
            statement.setLong(1, plan.graceMillis());
            statement.setLong(2, plan.graceMillis());
            statement.setLong(3, plan.windowMillis());
            statement.setTimestamp(4, Timestamp.from(Instant.ofEpochMilli(plan.fromMillis() - plan.windowMillis())));
            try (ResultSet result = statement.executeQuery()) {
                result.next();
                return new Way(millis(result, 1), millis(result, 2));
            }
        }
    }

    private static Long millis(ResultSet result, int column) throws SQLException {
        double millis = result.getDouble(column);
        return result.wasNull() ? null : (Long) Math.round(millis);
    }

    @Override
    public void close() throws SQLException {
        ofAWindow.close();
        connection.close();
    }
}
