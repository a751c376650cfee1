package io.plumbline.sink.retention;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.plumbline.settings.Settings;
import io.plumbline.sink.DatabaseContract;
import io.plumbline.sink.TestServer;
import io.plumbline.sink.database.DatabaseConfig;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What is too old goes, and nothing else: by rows, and with TimescaleDB by chunks of a day. */
public abstract class RetentionContract extends DatabaseContract {
    private static final Duration PATIENCE = Duration.ofSeconds(20);

    private final List<String> dropped = new ArrayList<>();

    protected RetentionContract(TestServer server) {
        super(server);
    }

    @BeforeEach
    void beginWithDefaults() {
        database.truncateWindows();
        database.execute("TRUNCATE plumbline.alerts, plumbline.alert_history, plumbline.quarantine");
        database.execute("UPDATE plumbline.retention SET keep = INTERVAL '2 days', chunk = INTERVAL '1 day'"
                + " WHERE class = '1s'");
        if (server != TestServer.PLAIN) {
            database.execute("SELECT set_chunk_time_interval('plumbline.window_stats_short', INTERVAL '1 day')");
        }
        dropped.clear();
    }

    @Test
    void windowsGoWhenTheyAreTooOldAndOthersStay() throws SQLException {
        insertWindows(1_000, "10 days", "5 days", "47 hours", "0 hours");
        insertWindows(10_000, "10 days", "0 hours");
        insertWindows(60_000, "10 days");
        storeLongAgo();

        pass();

        assertThat(database.query("SELECT string_agg(window_ms || ' ' || release, ', ' ORDER BY window_ms, release)"
                        + " FROM plumbline.window_stats"))
                .isEqualTo("1000 0 hours, 1000 47 hours, 10000 0 hours, 60000 10 days");
        assertThat(dropped).containsOnly("window_stats_short");
    }

    @Test
    void whatWasStoredLatelyStaysHoweverOldItIs() throws SQLException {
        insertWindows(1_000, "400 days");

        pass();

        assertThat(database.count("plumbline.window_stats")).isOne();
    }

    @Test
    void whatIsKeptForEverStays() throws SQLException {
        insertWindows(1_000, "4000 days");
        storeLongAgo();
        database.execute("UPDATE plumbline.retention SET keep = NULL WHERE class = '1s'");

        pass();

        assertThat(database.count("plumbline.window_stats")).isOne();
    }

    /** In one transaction, in which time stands still. */
    @Test
    void aRowAtTheEdgeStaysAndOneBeforeItGoes() throws SQLException {
        database.execute("UPDATE plumbline.retention SET keep = INTERVAL '1 day' WHERE class = 'quarantine'");
        try (Connection connection = database.connect();
                Statement statement = connection.createStatement()) {
            connection.setAutoCommit(false);
            statement.execute(
                    "INSERT INTO plumbline.quarantine (found_topic, found_partition, found_offset, stage, topic,"
                            + " partition, record_offset, reason, headers, quarantined_at)"
                            + " SELECT 't', 0, i, 'sink', 't', 0, i, 'r', '{}', now() - INTERVAL '1 day' - i * INTERVAL '1 us'"
                            + " FROM generate_series(-1, 1) AS i");
            statement.execute("SELECT plumbline.apply_retention('quarantine', 100)");
            connection.commit();
        }

        assertThat(database.query("SELECT string_agg(found_offset::text, ' ' ORDER BY found_offset)"
                        + " FROM plumbline.quarantine"))
                .isEqualTo("-1 0");
    }

    @Test
    void aChunkGoesOnceAllOfItIsTooOld() {
        Assumptions.assumeTrue(server != TestServer.PLAIN, "plain tables have no chunks");
        insertWindows(1_000, "10 days");
        storeLongAgo();
        String end = database.query("SELECT range_end FROM timescaledb_information.chunks"
                + " WHERE hypertable_name = 'window_stats_short'");
        String drop = "SELECT plumbline.drop_oldest_chunk('window_stats_short', timestamptz '" + end + "' - INTERVAL '";

        assertThat(database.query(drop + "1 us')")).isEqualTo("0");
        assertThat(database.query(drop + "0 us')")).isEqualTo("1");
        assertThat(database.count("plumbline.window_stats")).isZero();
    }

    @Test
    void aStepIsSmall() {
        Assumptions.assumeTrue(server == TestServer.PLAIN, "a chunk goes as a whole");
        insertWindows(1_000, "10 days", "9 days", "8 days");
        insertWindows(10_000, "10 days", "9 days");
        storeLongAgo();

        assertThat(database.query("SELECT deleted FROM plumbline.apply_retention('window_stats_short', 4)"))
                .isEqualTo("4");
        assertThat(database.query("SELECT deleted FROM plumbline.apply_retention('window_stats_short', 4)"))
                .isEqualTo("1");
        assertThat(database.query("SELECT deleted FROM plumbline.apply_retention('window_stats_short', 4)"))
                .isEqualTo("0");
    }

    @Test
    void anOpenAlertStaysAndAClosedOneGoesWithItsHistory() throws SQLException {
        for (String status : List.of("RESOLVED", "CONFIRMED")) {
            for (String table : List.of("alerts", "alert_history")) {
                database.execute("INSERT INTO plumbline." + table + " VALUES ('" + status
                        + "', 1, 'net', '', 'ping', '', '', 'REAL', '" + status + "', NULL, 'MINOR', 'STEP',"
                        + " '2001-01-01Z', '2001-01-01Z', '2001-01-01Z', '', '', '', '[]', '', '2001-01-01Z')");
            }
        }

        pass();
        pass(); // alerts come after their history

        assertThat(database.query("SELECT string_agg(id, ',') FROM plumbline.alerts"))
                .isEqualTo("CONFIRMED");
        assertThat(database.query("SELECT string_agg(id, ',') FROM plumbline.alert_history"))
                .isEqualTo("CONFIRMED");
    }

    @Test
    void ofTwoSinksOneSeesToIt() throws SQLException {
        try (Connection other = connectAs("plumbline_writer")) {
            RetentionPass others = new RetentionPass(other, (table, chunks, rows) -> {});
            try (Connection one = connectAs("plumbline_writer")) {
                RetentionPass ours = new RetentionPass(one, (table, chunks, rows) -> {});
                await().atMost(PATIENCE).until(() -> ours.run(() -> false));
                assertThat(others.run(() -> false)).isFalse();
            }
            await().atMost(PATIENCE).until(() -> others.run(() -> false));
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "DELETE FROM plumbline.window_stats_short",
                "UPDATE plumbline.retention SET keep = INTERVAL '1 hour'",
                "SELECT plumbline.drop_oldest_chunk('window_stats_short', now())",
                "SELECT plumbline.delete_oldest_rows(r, now(), 9) FROM plumbline.retention AS r"
            })
    void theWriterDropsOnlyWhatItsFunctionLets(String forbidden) throws SQLException {
        assertForbidden("plumbline_writer", forbidden);
    }

    @Test
    void grafanaDropsNothing() throws SQLException {
        assertForbidden("plumbline_grafana", "SELECT plumbline.apply_retention('window_stats_short', 1)");
    }

    @Test
    void aTableThatIsNotListedIsNotTouched() {
        assertThatThrownBy(() -> database.query("SELECT plumbline.apply_retention('sink_position', 1)"))
                .rootCause()
                .hasMessageContaining("plumbline.retention does not list sink_position");
    }

    /** Whoever adds a table decides how long its rows are kept. */
    @Test
    void everyTableIsListedOrHoldsOneRowForEachThing() {
        assertThat(
                        database.query(
                                "SELECT string_agg(tablename, ' ' ORDER BY tablename) FROM pg_tables"
                                        + " WHERE schemaname = 'plumbline' AND tablename <> ALL (SELECT table_name FROM plumbline.retention)"))
                .isEqualTo("baselines flyway_schema_history health retention scaling sink_gap sink_position trends");
    }

    @Test
    void theSchedulerWaitsOutAnOutageAndTellsWhatItDropped() {
        SimpleMeterRegistry meters = new SimpleMeterRegistry();
        insertWindows(1_000, "10 days");
        storeLongAgo();
        database.shut();
        RetentionScheduler scheduler = RetentionScheduler.start(
                DatabaseConfig.of(database.url()), Settings.of(Map.of("sink.retention.every", "100ms")), meters);
        database.open();
        await().atMost(PATIENCE).until(() -> database.count("plumbline.window_stats") == 0);
        await().atMost(PATIENCE)
                .until(() -> meters.get("plumbline.retention.last.pass").gauge().value() > 0);
        scheduler.close();

        assertThat(meters.get(server == TestServer.PLAIN ? "plumbline.retention.rows" : "plumbline.retention.chunks")
                        .tag("table", "window_stats_short")
                        .counter()
                        .count())
                .isEqualTo(1);
        await().atMost(PATIENCE)
                .until(() -> database.count("pg_stat_activity WHERE application_name = 'plumbline-retention'"
                                + " AND datname = current_database()")
                        == 0);
    }

    /** Whatever the role sets for itself. What a sink does besides tells that it had its look. */
    @Test
    void aReadThatLastsTooLongEndsEvenWhereASinkDropsNothing() throws SQLException {
        insertWindows(1_000, "10 days");
        storeLongAgo();
        database.execute("ALTER ROLE plumbline_grafana PASSWORD 'test'");
        try (Connection grafana = DriverManager.getConnection(database.url("plumbline_grafana", "test"));
                Statement statement = grafana.createStatement()) {
            statement.execute("SET statement_timeout = 0; SET idle_in_transaction_session_timeout = 0;"
                    + " SET transaction_timeout = 0");
            grafana.setAutoCommit(false);
            statement.execute("SELECT count(*) FROM grafana.windows");
            RetentionScheduler scheduler = RetentionScheduler.start(
                    DatabaseConfig.of(database.url()),
                    Settings.of(Map.of(
                            "sink.retention", "false", "sink.retention.every", "100ms", "sink.read.limit", "1s")),
                    new SimpleMeterRegistry());

            await().atMost(PATIENCE).until(() -> !grafana.isValid(1));
            scheduler.close();
        }

        assertThat(database.count("plumbline.window_stats")).isOne();
    }

    /** Once it is its turn: the connection that had the last one may still be ending. */
    private void pass() {
        await().atMost(PATIENCE).until(this::passIfFree);
    }

    private boolean passIfFree() throws SQLException {
        try (Connection connection = connectAs("plumbline_writer")) {
            return new RetentionPass(connection, (table, chunks, rows) -> {
                        if (chunks > 0 || rows > 0) {
                            dropped.add(table);
                        }
                    })
                    .run(() -> false);
        }
    }

    private Connection connectAs(String role) throws SQLException {
        Connection connection = database.connect();
        try (Statement statement = connection.createStatement()) {
            statement.execute("SET ROLE " + role);
        }
        return connection;
    }

    private void assertForbidden(String role, String sql) throws SQLException {
        try (Connection connection = connectAs(role);
                Statement statement = connection.createStatement()) {
            assertThatThrownBy(() -> statement.execute(sql)).hasMessageContaining("permission denied");
        }
    }

    /** Windows in which only late events fell, so long ago; their release tells which. */
    private void insertWindows(long windowMillis, String... ages) {
        for (String age : ages) {
            database.execute("INSERT INTO plumbline.window_stats_" + (windowMillis < 60_000 ? "short" : "medium")
                    + " (system, run, operation, node, release, origin, window_start, window_ms, revision, closed_by,"
                    + " event_count, ok_count, error_count, timeout_count, bytes, node_count, rate_per_second, sketch_lo,"
                    + " sketch_counts, late_count, max_lateness_us, emitted_at) VALUES ('net', '', 'ping', '', '" + age
                    + "', 'REAL', now() - INTERVAL '" + age + "', " + windowMillis
                    + ", 0, 'EVENT_TIME', 0, 0, 0, 0, 0, 1, 0, 0, '', 1, 5, now())");
        }
    }

    /** As if all rows had been there for years. */
    private void storeLongAgo() {
        for (String table : List.of("short", "medium")) {
            database.execute(
                    "UPDATE plumbline.window_stats_" + table + " SET stored_at = stored_at - INTERVAL '9 years'");
        }
        if (server != TestServer.PLAIN) {
            database.execute(
                    "UPDATE _timescaledb_catalog.chunk SET creation_time = creation_time - INTERVAL '9 years'");
        }
    }
}
