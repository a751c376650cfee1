package io.plumbline.sink.migrate;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.plumbline.sink.DatabaseContract;
import io.plumbline.sink.TestServer;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What a migration leaves behind. */
public abstract class MigrationsContract extends DatabaseContract {
    private static final String INSUFFICIENT_PRIVILEGE = "42501";

    protected MigrationsContract(TestServer server) {
        super(server);
    }

    @Test
    void runningAgainChangesNothing() throws SQLException {
        Migrations.Result again = Migrations.run(database.url());

        assertThat(again.applied()).isZero();
        assertThat(again.rolesMissing()).isFalse();
    }

    @Test
    void knowsWhatTheDatabaseCanDo() throws SQLException {
        Level level = Migrations.run(database.url()).capabilities().level();

        assertThat(level == Level.PLAIN).isEqualTo(server == TestServer.PLAIN);
        if (level != Level.PLAIN) {
            assertThat(database.count("timescaledb_information.hypertables")).isEqualTo(12);
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "SELECT * FROM plumbline.window_stats",
                "SELECT * FROM plumbline.window_stats_short",
                "SELECT * FROM plumbline.quarantine",
                "SELECT * FROM plumbline.sink_position",
                "CREATE VIEW grafana.mine AS SELECT 1"
            })
    void grafanaSeesViewsOnly(String forbidden) {
        assertForbidden("plumbline_grafana", forbidden);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "windows",
                "node_windows",
                "resources",
                "nodes",
                "freshness",
                "deliveries",
                "quarantine",
                "runs",
                "transport_stats",
                "health",
                "health_reasons",
                "health_history",
                "alerts",
                "open_alerts",
                "alert_timeline",
                "alert_evidence",
                "incidents",
                "baselines",
                "baseline_history",
                "baseline_levels",
                "scaling",
                "scaling_history",
                "scaling_points",
                "scaling_advice",
                "scores",
                "score_parts",
                "trends"
            })
    void grafanaReadsEveryView(String view) {
        assertThatCode(() -> as("plumbline_grafana", "SELECT * FROM grafana." + view))
                .doesNotThrowAnyException();
    }

    @Test
    void grafanaMayMergeQuantiles() {
        assertThatCode(() -> as(
                        "plumbline_grafana",
                        "SELECT plumbline.quantile(0.5, sketch_lo, sketch_counts, min_ns, max_ns),"
                                + " plumbline.sketch_quantile(0.5, plumbline.merge(sketch_lo, sketch_counts, min_ns, max_ns))"
                                + " FROM grafana.windows"))
                .doesNotThrowAnyException();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "DROP TABLE plumbline.window_stats_short",
                "DELETE FROM plumbline.window_stats_short",
                "TRUNCATE plumbline.window_stats_short",
                "ALTER TABLE plumbline.window_stats_short ADD COLUMN mine text",
                "UPDATE plumbline.quarantine SET reason = ''",
                "CREATE TABLE plumbline.mine (a int)"
            })
    void theWriterChangesRowsOnly(String forbidden) {
        assertForbidden("plumbline_writer", forbidden);
    }

    @Test
    void whatIsOnItsWayIsNotLostYet() {
        database.execute(
                "INSERT INTO plumbline.node_status VALUES"
                        + " ('net', '', 'n1', 'running', 'UP', now() - INTERVAL '1 hour', now(), 1000, '', 'REAL', '', '', '', 9, 9, 0),"
                        + " ('net', '', 'n1', 'just stopped', 'STOPPED', now(), now(), 1000, '', 'REAL', '', '', '', 9, 9, 0),"
                        + " ('net', '', 'n1', 'stopped', 'STOPPED', now() - INTERVAL '1 hour', now(), 1000, '', 'REAL', '', '', '', 9, 8, 1)");

        assertThat(database.query(
                        "SELECT string_agg(boot || ' ' || lost_count, ', ' ORDER BY boot) FROM grafana.deliveries"))
                .isEqualTo("just stopped 0, running 0, stopped 8");
    }

    @Test
    void everyTableViewAndColumnIsExplained() {
        String ours = " FROM pg_class AS c JOIN pg_attribute AS a ON a.attrelid = c.oid AND a.attnum > 0"
                + " WHERE c.relnamespace IN ('plumbline'::regnamespace, 'grafana'::regnamespace) AND c.relkind IN ('r', 'v')"
                + " AND c.relname <> 'flyway_schema_history' AND NOT a.attisdropped";

        assertThat(database.query("SELECT string_agg(c.relname || '.' || a.attname, ' ' ORDER BY c.relname)" + ours
                        + " AND col_description(c.oid, a.attnum) IS NULL"))
                .isNull();
        assertThat(database.query("SELECT string_agg(DISTINCT c.relname, ' ')" + ours
                        + " AND obj_description(c.oid, 'pg_class') IS NULL"))
                .isNull();
        assertThat(database.query("SELECT col_description('grafana.windows'::regclass, attnum) FROM pg_attribute"
                        + " WHERE attrelid = 'grafana.windows'::regclass AND attname = 'p99_high_ns'"))
                .isEqualTo("Upper end of it; null below 299 events.");
    }

    private void assertForbidden(String role, String sql) {
        assertThatThrownBy(() -> as(role, sql))
                .isInstanceOfSatisfying(
                        SQLException.class, e -> assertThat(e.getSQLState()).isEqualTo(INSUFFICIENT_PRIVILEGE));
    }

    private void as(String role, String sql) throws SQLException {
        try (Connection connection = database.connect();
                Statement statement = connection.createStatement()) {
            statement.execute("SET ROLE " + role);
            statement.execute(sql);
        }
    }
}
