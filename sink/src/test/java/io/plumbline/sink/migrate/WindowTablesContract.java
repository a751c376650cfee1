package io.plumbline.sink.migrate;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.plumbline.sink.DatabaseContract;
import io.plumbline.sink.Events;
import io.plumbline.sink.TestDatabase;
import io.plumbline.sink.TestServer;
import io.plumbline.sink.rows.WindowStatsRows;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import org.flywaydb.core.Flyway;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Windows are in three tables by class of length, and readers see one. */
public abstract class WindowTablesContract extends DatabaseContract {
    private static final List<String> KINDS = List.of("window_stats", "resource_stats", "transport_stats");
    private static final long[] LENGTHS = {1_000, 10_000, 60_000, 3_600_000};

    protected WindowTablesContract(TestServer server) {
        super(server);
    }

    @BeforeAll
    void storeWindowsOfEachLength() {
        KINDS.forEach(kind -> {
            for (long length : LENGTHS) {
                database.execute(insert(kind + "_" + nameOfClass(length), length));
            }
        });
    }

    @ParameterizedTest
    @CsvSource({"1000, short", "59999, short", "60000, medium", "3599999, medium", "3600000, long", "86400000, long"})
    void aRowGoesToTheTableOfItsLength(long millis, String name) {
        var window = Events.window(0);
        window.setWindowMillis(millis);

        assertThat(new WindowStatsRows().row(window).table().name()).isEqualTo("window_stats_" + name);
    }

    @ParameterizedTest
    @CsvSource({"short, 60000", "medium, 59999", "medium, 3600000", "long, 3599999"})
    void aTableTakesItsOwnLengthsOnly(String name, long millis) {
        assertThatThrownBy(() -> database.execute(insert("window_stats_" + name, millis)))
                .rootCause()
                .hasMessageContaining("window_stats_" + name + "_window");
    }

    @Test
    void nothingIsWrittenThroughTheView() {
        assertThatThrownBy(() -> database.execute(insert("window_stats", 1_000)))
                .rootCause()
                .hasMessageContaining("cannot insert into view");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "SELECT * FROM plumbline.window_stats WHERE window_ms = 10000",
                "SELECT sum(event_count) FROM grafana.windows WHERE system = 'net' AND window_ms = 10000",
                "SELECT p99_ns FROM grafana.node_windows WHERE window_ms = 10000",
                "SELECT * FROM grafana.freshness WHERE window_ms = 10000",
                "SELECT * FROM grafana.windows WHERE window_start BETWEEN '2026-01-01T00:00:00Z' AND '2027-01-01T00:00:00Z'"
                        + " AND window_ms = CASE WHEN 20000 >= 3600000 THEN 3600000 WHEN 20000 >= 60000 THEN 60000"
                        + " WHEN 20000 >= 10000 THEN 10000 ELSE 1000 END",
                "SELECT * FROM grafana.windows WHERE window_ms IN (1000, 10000)"
            })
    void aQueryOfOneLengthReadsOneTable(String query) throws SQLException {
        assertThat(tablesRead(query, List.of())).containsExactly("short");
    }

    @ParameterizedTest
    @CsvSource({"1000, short", "60000, medium", "3600000, long"})
    void soDoesOneWithABoundLength(long millis, String name) throws SQLException {
        assertThat(tablesRead("SELECT * FROM plumbline.window_stats WHERE window_ms = ?", List.of(millis)))
                .containsExactly(name);
        assertThat(tablesRead("SELECT * FROM grafana.windows WHERE window_ms = ?", List.of(millis)))
                .containsExactly(name);
    }

    /** From the sixth execution on a driver may ask for a plan that fits every value. */
    @Test
    void aPlanForAnyLengthAsksTheIndexOfEachTable() throws SQLException {
        try (Connection connection = database.connect();
                PreparedStatement query =
                        connection.prepareStatement("EXPLAIN EXECUTE any_length (1000, '2026-01-01', '2026-01-02')")) {
            connection
                    .createStatement()
                    .execute("SET plan_cache_mode = force_generic_plan; SET enable_seqscan = off;"
                            + " PREPARE any_length AS SELECT * FROM plumbline.window_stats"
                            + " WHERE window_ms = $1 AND window_start BETWEEN $2 AND $3");

            assertThat(plan(query)).contains("window_ms = $1").doesNotContain("Seq Scan");
        }
    }

    /** Tables as they were before version 10, with rows of every class: plain ones and hypertables. */
    @Test
    void rowsOfAnOlderDatabaseMoveWithIt() throws SQLException {
        try (TestDatabase old = server.create()) {
            migrateToVersion9(old);
            for (String kind : KINDS) {
                for (long length : LENGTHS) {
                    old.execute(insert(kind, length).replace("'\\x'", "'{}'")); // an array, before version 16
                }
            }
            List<String> before = KINDS.stream().map(kind -> content(old, kind)).toList();

            old.migrated();

            assertThat(KINDS.stream().map(kind -> content(old, kind))).isEqualTo(before);
            assertThat(old.count("plumbline.window_stats_short")).isEqualTo(200);
            assertThat(old.count("plumbline.window_stats_medium")).isEqualTo(100);
            assertThat(old.count("plumbline.window_stats_long")).isEqualTo(100);
            assertThat(
                            old.query(
                                    "SELECT col_description('plumbline.window_stats_long'::regclass, attnum) FROM pg_attribute"
                                            + " WHERE attrelid = 'plumbline.window_stats_long'::regclass AND attname = 'p99_high_ns'"))
                    .isEqualTo("Upper end of it; null below 299 events.");
        }
    }

    @Test
    void countsOfAnOlderDatabaseArePackedAndNothingElseChanges() throws SQLException {
        try (TestDatabase old = server.create()) {
            migrateToVersion9(old);
            old.execute(
                    "INSERT INTO plumbline.window_stats (system, run, operation, node, release, origin, window_start,"
                            + " window_ms, revision, closed_by, event_count, ok_count, error_count, timeout_count, bytes, node_count,"
                            + " rate_per_second, mean_ns, stddev_ns, min_ns, p50_ns, p90_ns, p95_ns, p99_ns, p999_ns, max_ns,"
                            + " sketch_lo, sketch_counts, service_lo, service_counts, service_min_ns, service_max_ns, late_count,"
                            + " max_lateness_us, emitted_at) VALUES ('s', '', 'ping', '', '', 'REAL', '2026-01-02T00:00:00Z', 1000, 0,"
                            + " 'EVENT_TIME', 300, 300, 0, 0, 0, 1, 300, 5, 1, 5, 5, 5, 5, 5, 5, 5, 70000, '{100,0,0,200}', 70000,"
                            + " '{1}', 5, 5, 0, 0, '2026-01-02T00:00:02Z')");

            old.migrated();

            assertThat(old.query(
                            "SELECT concat_ws(' ', plumbline.counts(sketch_counts), plumbline.counts(service_counts),"
                                    + " event_count) FROM plumbline.window_stats"))
                    .isEqualTo("{100,0,0,200} {1} 300");
            assertThatThrownBy(() -> old.execute("UPDATE plumbline.window_stats_short SET sketch_counts = ''"))
                    .hasStackTraceContaining("check constraint");
        }
    }

    private void migrateToVersion9(TestDatabase old) {
        if (server != TestServer.PLAIN) {
            old.execute("CREATE EXTENSION timescaledb");
        }
        Flyway.configure()
                .dataSource(old.url(), null, null)
                .locations("classpath:db/common")
                .schemas("plumbline")
                .target("9")
                .repeatableSqlMigrationPrefix("none") // these belong to the newest tables
                .skipDefaultCallbacks(true)
                .load()
                .migrate();
        old.execute("CREATE VIEW grafana.windows AS SELECT * FROM plumbline.window_stats");
        if (server != TestServer.PLAIN) {
            KINDS.forEach(kind -> old.execute("SELECT create_hypertable('plumbline." + kind
                    + "', by_range('window_start', INTERVAL '1 day'), create_default_indexes => false)"));
        }
    }

    private static String content(TestDatabase database, String kind) {
        return database.query(
                "SELECT count(*) || ' ' || md5(string_agg(w::text, ' ' ORDER BY w::text)) FROM (SELECT to_jsonb(w)"
                        + " - 'sketch_counts' AS w FROM plumbline." + kind + " AS w) AS all_rows");
    }

    /** A hundred windows in which only late events fell. */
    private static String insert(String table, long windowMillis) {
        String keys = "system, run, node, release, origin, window_start, window_ms, revision, closed_by, late_count,"
                + " max_lateness_us, emitted_at";
        String values = "'net', '', 'n' || i %% 3, '', 'REAL', timestamptz '2026-01-02T00:00:00Z' + i * %d"
                + " * INTERVAL '1 millisecond', %1$d, 0, 'EVENT_TIME', 1, 5, '2026-01-02T03:04:05Z'";
        String others = table.startsWith("window_stats")
                ? "operation, event_count, ok_count, error_count, timeout_count, bytes, node_count, rate_per_second,"
                        + " sketch_lo, sketch_counts"
                : "samples";
        String figures = table.startsWith("window_stats") ? "'ping', 0, 0, 0, 0, 0, 1, 0, 0, '\\x'" : "0";
        if (table.startsWith("transport_stats")) {
            others += ", peer, peer_count, connections_tried, connections_made";
            figures += ", '', 0, 0, 0";
        }
        return "INSERT INTO plumbline." + table + " (" + keys + ", " + others + ") SELECT "
                + values.formatted(windowMillis) + ", " + figures + " FROM generate_series(1, 100) AS i";
    }

    private static String nameOfClass(long windowMillis) {
        return windowMillis < 60_000 ? "short" : windowMillis < 3_600_000 ? "medium" : "long";
    }

    /** The classes whose tables of windows, or whose chunks, stand in the plan. */
    private List<String> tablesRead(String query, List<Long> values) throws SQLException {
        try (Connection connection = database.connect();
                PreparedStatement statement = connection.prepareStatement("EXPLAIN " + query)) {
            for (int i = 0; i < values.size(); i++) {
                statement.setLong(i + 1, values.get(i));
            }
            String plan = plan(statement);
            List<String> result = new ArrayList<>();
            for (String name : List.of("short", "medium", "long")) {
                if (relations("window_stats_" + name).stream().anyMatch(plan::contains)) {
                    result.add(name);
                }
            }
            return result;
        }
    }

    private List<String> relations(String table) {
        List<String> result = new ArrayList<>(List.of(" " + table));
        if (server != TestServer.PLAIN) {
            result.addAll(
                    List.of(database.query("SELECT string_agg(chunk_name, ',') FROM timescaledb_information.chunks"
                                    + " WHERE hypertable_name = '" + table + "'")
                            .split(",")));
        }
        return result;
    }

    private static String plan(PreparedStatement explain) throws SQLException {
        StringBuilder plan = new StringBuilder();
        try (ResultSet rows = explain.executeQuery()) {
            while (rows.next()) {
                plan.append(rows.getString(1)).append('\n');
            }
        }
        return plan.toString();
    }
}
