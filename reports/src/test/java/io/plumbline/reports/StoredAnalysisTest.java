package io.plumbline.reports;

import static org.assertj.core.api.Assertions.assertThat;

import io.plumbline.local.LocalPostgres;
import io.plumbline.sink.migrate.Migrations;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** What is read back of the analysis, by the role that may only read. */
class StoredAnalysisTest {
    private static final Selection NET = new Selection("net", "r1", null, null);

    private static LocalPostgres postgres;
    private static Connection connection;

    @BeforeAll
    static void fill() throws SQLException {
        postgres = LocalPostgres.start();
        Migrations.run(postgres.jdbcUrl());
        try (Connection owner = DriverManager.getConnection(postgres.jdbcUrl());
                Statement statement = owner.createStatement()) {
            for (String run : List.of("r1", "r2")) {
                statement.execute(rows(run));
            }
        }
        connection = DriverManager.getConnection(postgres.jdbcUrl("plumbline_grafana"));
    }

    @AfterAll
    static void stop() throws SQLException {
        connection.close();
        postgres.close();
    }

    @Test
    void anAlertIsReadWithItsTransitionsInOrder() throws SQLException {
        List<AlertReport> alerts = new AlertStore(connection).alerts(Selection.ofRun("r1"));

        assertThat(alerts).singleElement().satisfies(alert -> {
            assertThat(alert.id()).isEqualTo("a-r1");
            assertThat(alert.status()).isEqualTo("CONFIRMED");
            assertThat(alert.metric()).isEqualTo("p95");
            assertThat(alert.before()).isEqualTo(1e7);
            assertThat(alert.target()).isNull();
            assertThat(alert.worsePercent()).isEqualTo(30);
            assertThat(alert.onset()).isEqualTo("2026-01-02T03:04:00Z");
            assertThat(alert.transitions())
                    .extracting(AlertReport.Transition::status)
                    .containsExactly("SUSPECTED", "CONFIRMED");
        });
    }

    @Test
    void anIncidentNamesItsAlerts() throws SQLException {
        assertThat(new AlertStore(connection).incidents(NET)).singleElement().satisfies(incident -> {
            assertThat(incident.open()).isTrue();
            assertThat(incident.alerts()).containsExactly("a-r1");
            assertThat(incident.nodes()).isEmpty();
        });
    }

    @Test
    void baselinesAreReadAsTheyAreAndAsTheyWere() throws SQLException {
        BaselineStore store = new BaselineStore(connection);
        Selection ping = new Selection("net", "r1", "ping", "");

        assertThat(store.present(ping))
                .singleElement()
                .extracting(BaselineReport::version)
                .isEqualTo(2);
        assertThat(store.history(ping)).extracting(BaselineReport::status).containsExactly("ACTIVE", "PROPOSED");
        assertThat(store.history(ping).get(1).proposed())
                .containsExactly(new BaselineReport.Level("p95", "ns", 8e6, 30));
        assertThat(store.present(new Selection("net", "r1", "pong", null))).isEmpty();
    }

    @Test
    void scalingScoreAndTrendAreReadWithTheirParts() throws SQLException {
        AnalysisStore store = new AnalysisStore(connection);

        assertThat(store.scaling(NET)).singleElement().satisfies(scaling -> {
            assertThat(scaling.points().get(0).meanLatencyMs()).isEqualTo(5);
            assertThat(scaling.points().get(0).cpuShare()).isNull();
            assertThat(scaling.recommendedMaxNodes()).isNull();
            assertThat(scaling.estimates()).containsExactly(new ScalingFigures.Estimate("alpha", .1, null, 0.0, null));
            assertThat(scaling.warnings()).containsExactly("short steps");
        });
        assertThat(store.scores(NET))
                .singleElement()
                .satisfies(score ->
                        assertThat(score.parts()).containsExactly(new ScoreFigures.Part("LATENCY", 5.0, 29.6, 1.0)));
        assertThat(store.trends(NET)).singleElement().satisfies(trend -> {
            assertThat(trend.slopePerHour()).isEqualTo(1e6);
            assertThat(trend.projectedAt()).isNull();
        });
    }

    private static String rows(String run) {
        String alert = """
                INSERT INTO plumbline.%s VALUES ('a-RUN', %d, 'net', 'RUN', 'ping', '', '', 'REAL', '%s', %s, 'MODERATE', 'STEP',
                    '2026-01-02T03:04:00Z', '2026-01-02T03:05:00Z', '2026-01-02T03:05:00Z', 'i-RUN', '', '',
                    '[{"metric": "p95", "unit": "ns", "before": 1e7, "now": 1.3e7, "target": null, "effect": 0.3}]', 'slower');
                """;
        String baseline = """
                INSERT INTO plumbline.%s VALUES ('net', 'RUN', 'ping', '', %d, '%s',
                    '[{"metric": "p95", "unit": "ns", "level": 1e7, "windows": 60}]', '%s',
                    'WINDOWS', '', NULL, NULL, 'REAL', 'ada', '', '2026-01-02T03:05:00Z');
                """;
        String proposed = "[{\"metric\": \"p95\", \"unit\": \"ns\", \"level\": 8e6, \"windows\": 30}]";
        String sql = alert.formatted("alert_history", 1, "SUSPECTED", "NULL")
                + alert.formatted("alert_history", 2, "CONFIRMED", "'SUSPECTED'")
                + alert.formatted("alerts", 2, "CONFIRMED", "'SUSPECTED'")
                + baseline.formatted("baseline_history", 1, "ACTIVE", "[]")
                + baseline.formatted("baseline_history", 2, "PROPOSED", proposed)
                + baseline.formatted("baselines", 2, "PROPOSED", proposed)
                + """
                INSERT INTO plumbline.incidents VALUES ('i-RUN', 'net', 'RUN', 'REAL', true, 'ALL_NODES', 'MODERATE',
                    '2026-01-02T03:04:00Z', '2026-01-02T03:05:00Z', '2026-01-02T03:05:00Z', '["a-RUN"]', 1, '["ping"]', '[]', 0,
                    'one operation is slower');
                INSERT INTO plumbline.scaling VALUES ('net', 'RUN', 'ping', 'REAL', '2026-01-02T03:05:00Z',
                    '2026-01-02T03:04:00Z', '2026-01-02T03:05:00Z', false,
                    '[{"nodes": 1, "seconds": 60, "throughput": 100, "mean_latency_ms": 5, "cpu_share": null}]', NULL, NULL,
                    NULL, NULL, '[]', '[]', 'amdahl',
                    '[{"name": "alpha", "value": 0.1, "standard_error": null, "low": 0, "high": null}]', 1, '',
                    '["short steps"]');
                INSERT INTO plumbline.scores VALUES ('net', 'RUN', 'REAL', '2026-01-02T03:04:00Z', 60000, '["ping"]', 29.6, 'D',
                    '[{"component": "LATENCY", "figure": 5, "points": 29.6, "weight": 1}]', 'C', 'be quicker',
                    '2026-01-02T03:05:00Z');
                INSERT INTO plumbline.trends VALUES ('net', 'RUN', 'ping', '', 'p95', 'ns', 'REAL', '2026-01-02T03:04:00Z',
                    '2026-01-02T03:14:00Z', 60000, 10, 'RISING', '', 1e6, NULL, 2e6, 0.01, 0.9, 0.9, NULL, NULL, NULL, NULL,
                    '2026-01-02T03:14:00Z');
                """;
        return sql.replace("RUN", run);
    }
}
