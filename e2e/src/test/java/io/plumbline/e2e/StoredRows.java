package io.plumbline.e2e;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.plumbline.e2e.KnownEvents.Event;
import io.plumbline.schemas.event.Outcome;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/** Compares what is stored with what follows from the events by arithmetic. */
final class StoredRows {
    /** The sketch's stated relative error, 2^-7. */
    static final double ERROR = 1.0 / 128;

    private static final Map<String, Double> QUANTILES =
            Map.of("p50_ns", .5, "p90_ns", .9, "p95_ns", .95, "p99_ns", .99, "p999_ns", .999);

    private record Cell(String operation, String node, long startMillis, long windowMillis) {}

    private StoredRows() {}

    static long storedEvents(Connection database) throws SQLException {
        try (var statement = database.createStatement();
                ResultSet row =
                        statement.executeQuery("SELECT coalesce(sum(event_count), 0) FROM plumbline.window_stats"
                                + " WHERE system = 'known' AND node = '' AND window_ms = 60000")) {
            row.next();
            return row.getLong(1);
        }
    }

    /** Every row has the figures of exactly its events, and no row is missing or in excess. */
    static void assertExact(Connection database, List<Event> events) throws SQLException {
        assertLevel(database, events, 1_000, false);
        assertLevel(database, events, 10_000, false);
        assertLevel(database, events, 60_000, false);
        assertLevel(database, events, 3_600_000, false);
        assertLevel(database, events, 10_000, true);
        assertLevel(database, events, 60_000, true);
        assertLevel(database, events, 3_600_000, true);
    }

    private static void assertLevel(Connection database, List<Event> events, long windowMillis, boolean byNode)
            throws SQLException {
        Map<Cell, List<Event>> expected = events.stream()
                .collect(Collectors.groupingBy(event -> new Cell(
                        event.operation(),
                        byNode ? event.node() : "",
                        Math.floorDiv(event.at().toEpochMilli(), windowMillis) * windowMillis,
                        windowMillis)));
        List<Cell> stored = new ArrayList<>();
        try (PreparedStatement query = database.prepareStatement("SELECT * FROM plumbline.window_stats WHERE system ="
                + " 'known' AND window_ms = ? AND (node <> '') = ? ORDER BY window_start")) {
            query.setLong(1, windowMillis);
            query.setBoolean(2, byNode);
            try (ResultSet row = query.executeQuery()) {
                while (row.next()) {
                    Cell cell = new Cell(
                            row.getString("operation"),
                            row.getString("node"),
                            row.getTimestamp("window_start").getTime(),
                            windowMillis);
                    stored.add(cell);
                    assertThat(expected).as("a row that no event belongs to").containsKey(cell);
                    assertRow(cell, row, expected.get(cell));
                }
            }
        }
        assertThat(stored).doesNotHaveDuplicates().hasSameElementsAs(expected.keySet());
    }

    private static void assertRow(Cell cell, ResultSet row, List<Event> events) throws SQLException {
        assertThat(row.getLong("event_count")).as("count of %s", cell).isEqualTo(events.size());
        assertThat(row.getLong("ok_count")).isEqualTo(count(events, Outcome.OK));
        assertThat(row.getLong("error_count")).isEqualTo(count(events, Outcome.ERROR));
        assertThat(row.getLong("timeout_count")).isEqualTo(count(events, Outcome.TIMEOUT));
        assertThat(row.getLong("bytes")).isEqualTo(100L * events.size());
        assertThat(row.getInt("node_count"))
                .isEqualTo((int) events.stream().map(Event::node).distinct().count());
        assertThat(row.getLong("late_count")).isZero();
        assertThat(row.getString("origin")).isEqualTo("SIMULATED");
        assertThat(row.getBoolean("p99_few_samples")).as("mark of %s", cell).isEqualTo(events.size() < 299);
        assertMoments(row, events);
        for (Map.Entry<String, Double> quantile : QUANTILES.entrySet()) {
            double exact = KnownEvents.exact(events, quantile.getValue());
            assertThat(row.getDouble(quantile.getKey()))
                    .as("%s of %s", quantile.getKey(), cell)
                    .isCloseTo(exact, within(exact * ERROR));
        }
    }

    private static void assertMoments(ResultSet row, List<Event> events) throws SQLException {
        double mean = events.stream().mapToLong(Event::nanos).average().orElseThrow();
        double variance = events.stream()
                .mapToDouble(event -> (event.nanos() - mean) * (event.nanos() - mean))
                .average()
                .orElseThrow();
        assertThat(row.getDouble("mean_ns")).isCloseTo(mean, within(mean * 1e-12));
        assertThat(row.getDouble("stddev_ns")).isCloseTo(Math.sqrt(variance), within(mean * 1e-9));
        assertThat(row.getDouble("min_ns"))
                .isEqualTo(events.stream().mapToDouble(Event::nanos).min().orElseThrow());
        assertThat(row.getDouble("max_ns"))
                .isEqualTo(events.stream().mapToDouble(Event::nanos).max().orElseThrow());
    }

    private static long count(List<Event> events, Outcome outcome) {
        return events.stream().filter(event -> event.outcome() == outcome).count();
    }

    /** The quantile of one operation over [from, to), merged in SQL from the 1 s rows. */
    static double mergedQuantile(Connection database, double q, String operation, Instant from, Instant to)
            throws SQLException {
        try (PreparedStatement query = database.prepareStatement(
                "SELECT plumbline.quantile(?, sketch_lo, sketch_counts, min_ns, max_ns) FROM plumbline.window_stats"
                        + " WHERE system = 'known' AND operation = ? AND node = '' AND window_ms = 1000"
                        + " AND window_start >= ?::timestamptz AND window_start < ?::timestamptz")) {
            query.setDouble(1, q);
            query.setString(2, operation);
            query.setString(3, from.toString());
            query.setString(4, to.toString());
            try (ResultSet row = query.executeQuery()) {
                row.next();
                return row.getDouble(1);
            }
        }
    }
}
