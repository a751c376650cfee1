package io.plumbline.sink.migrate;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.sql.Types;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** The table {@code plumbline.retention}: how long rows are kept, and in chunks of what length. */
final class RetentionTable {
    /** Of the classes of windows, a second of windows of the first is so many of this class, and its chunk unless a rate says. */
    private static final Map<String, WindowClass> WINDOWS = Map.of(
            "1s", new WindowClass(1.1, Duration.ofDays(1)), // with a tenth as many windows of 10 s
            "1m", new WindowClass(1 / 60.0, Duration.ofDays(30)),
            "1h", new WindowClass(1 / 3600.0, Duration.ofDays(365)));

    /** Of all others: they have few rows. */
    private static final Duration CHUNK = Duration.ofDays(30);

    private record WindowClass(double rowsPerShortRow, Duration chunk) {}

    private record Kept(String rows, Optional<Duration> keep, Optional<Double> rowsPerSecond) {}

    private final Connection connection;

    RetentionTable(Connection connection) {
        this.connection = connection;
    }

    /** @throws io.plumbline.settings.ConfigException if a class is not known; then nothing has changed */
    void store(StorageChoice choice) throws SQLException {
        Map<String, Kept> classes = classes();
        choice.rejectUnknown(classes.keySet());
        for (var entry : choice.keep().entrySet()) {
            setKeep(entry.getKey(), entry.getValue());
        }
        if (choice.rowsPerSecond().isPresent()) {
            for (var entry : WINDOWS.entrySet()) {
                setRate(
                        entry.getKey(),
                        choice.rowsPerSecond().getAsDouble() * entry.getValue().rowsPerShortRow());
            }
        }
        for (Kept kept : classes().values()) {
            setChunk(kept.rows(), chunk(kept));
        }
    }

    List<RetentionRule> rules() throws SQLException {
        try (Statement statement = connection.createStatement();
                ResultSet rows = statement.executeQuery("SELECT table_name, class, extract(epoch FROM keep)::bigint,"
                        + " extract(epoch FROM chunk)::bigint, rows_per_second FROM plumbline.retention"
                        + " ORDER BY keep, class, table_name DESC")) {
            List<RetentionRule> result = new ArrayList<>();
            while (rows.next()) {
                result.add(new RetentionRule(
                        rows.getString(1),
                        rows.getString(2),
                        seconds(rows, 3).map(RetentionRule::text).orElse("forever"),
                        seconds(rows, 4).map(RetentionRule::text).orElse(null),
                        rows.getObject(5, Double.class)));
            }
            return result;
        }
    }

    private Duration chunk(Kept kept) throws SQLException {
        Duration chunk = kept.rowsPerSecond().isPresent()
                ? ChunkLength.of(kept.rowsPerSecond().get(), sharedBuffersBytes())
                : WINDOWS.containsKey(kept.rows()) ? WINDOWS.get(kept.rows()).chunk() : CHUNK;
        return kept.keep().map(keep -> ChunkLength.within(keep, chunk)).orElse(chunk);
    }

    private long sharedBuffersBytes() throws SQLException {
        try (Statement statement = connection.createStatement();
                ResultSet row = statement.executeQuery("SELECT pg_size_bytes(current_setting('shared_buffers'))")) {
            row.next();
            return row.getLong(1);
        }
    }

    private Map<String, Kept> classes() throws SQLException {
        try (Statement statement = connection.createStatement();
                ResultSet rows =
                        statement.executeQuery("SELECT class, extract(epoch FROM keep)::bigint, rows_per_second"
                                + " FROM plumbline.retention ORDER BY class")) {
            Map<String, Kept> result = new LinkedHashMap<>();
            while (rows.next()) {
                String name = rows.getString(1);
                result.put(
                        name, new Kept(name, seconds(rows, 2), Optional.ofNullable(rows.getObject(3, Double.class))));
            }
            return result;
        }
    }

    private static Optional<Duration> seconds(ResultSet row, int column) throws SQLException {
        return Optional.ofNullable(row.getObject(column, Long.class)).map(Duration::ofSeconds);
    }

    private void setKeep(String name, Optional<Duration> keep) throws SQLException {
        try (PreparedStatement update = connection.prepareStatement(
                "UPDATE plumbline.retention SET keep = make_interval(secs => ?) WHERE class = ?")) {
            if (keep.isPresent()) {
                update.setDouble(1, (double) keep.get().toSeconds());
            } else {
                update.setNull(1, Types.DOUBLE);
            }
            update.setString(2, name);
            update.executeUpdate();
        }
    }

    private void setRate(String name, double rowsPerSecond) throws SQLException {
        try (PreparedStatement update =
                connection.prepareStatement("UPDATE plumbline.retention SET rows_per_second = ? WHERE class = ?")) {
            update.setDouble(1, rowsPerSecond);
            update.setString(2, name);
            update.executeUpdate();
        }
    }

    private void setChunk(String name, Duration chunk) throws SQLException {
        try (PreparedStatement update = connection.prepareStatement(
                "UPDATE plumbline.retention SET chunk = make_interval(secs => ?) WHERE class = ? AND chunk IS NOT NULL")) {
            update.setDouble(1, (double) chunk.toSeconds());
            update.setString(2, name);
            update.executeUpdate();
        }
    }
}
