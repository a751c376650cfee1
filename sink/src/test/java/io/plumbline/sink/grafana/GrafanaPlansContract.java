package io.plumbline.sink.grafana;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.plumbline.sink.DatabaseContract;
import io.plumbline.sink.TestServer;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** With a history to read, no query of a dashboard reads more of the windows than its time range. */
public abstract class GrafanaPlansContract extends DatabaseContract {
    private static final String WHOLE_TABLE = "Seq Scan on (\\w+_stats_(short|medium|long)|_hyper_\\w+)";
    private static final Map<String, String> VARIABLES =
            Map.of("system", "net", "run", "continuous", "operation", "ping,pong");

    /** Time ranges as people look at them, each with the interval of a point: windows of another class each. */
    private static final Map<Long, Macros.Range> RANGES = Map.of(
            1_000L, new Macros.Range("2026-01-02T00:30:00Z", "2026-01-02T00:35:00Z"),
            60_000L, new Macros.Range("2026-01-05T06:00:00Z", "2026-01-05T12:00:00Z"),
            3_600_000L, new Macros.Range("2026-05-01T00:00:00Z", "2026-05-15T00:00:00Z"));

    protected GrafanaPlansContract(TestServer server) {
        super(server);
    }

    /** A query, shown in reports by the title of its panel or the name of its variable. */
    record Query(String title, String sql) {
        @Override
        public String toString() {
            return title;
        }
    }

    /** An hour of seconds, five days of minutes, half a year of hours. */
    @BeforeAll
    void fillTables() {
        fill("short", 1_000, 3_600);
        fill("short", 10_000, 360);
        fill("medium", 60_000, 7_200);
        fill("long", 3_600_000, 4_380);
        database.execute("ANALYZE");
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("queries")
    void readsNoMoreThanItsTimeRange(Query query) throws SQLException {
        for (Map.Entry<Long, Macros.Range> range : RANGES.entrySet()) {
            String sql = Macros.expand(query.sql(), range.getKey(), VARIABLES, range.getValue());

            assertThat(plan(sql)).as("points of %d ms", range.getKey()).doesNotContainPattern(WHOLE_TABLE);
        }
    }

    @Test
    void aQueryWithoutALengthWouldBeNoticed() throws SQLException {
        assertThat(plan("SELECT DISTINCT system FROM grafana.windows WHERE window_start > '2026-01-02T00:30:00Z'"))
                .containsPattern(WHOLE_TABLE);
    }

    static Stream<Query> queries() {
        Stream<Query> panels = GrafanaPanelsContract.panels()
                .flatMap(panel -> Stream.iterate(0, i -> i + 1)
                        .limit(panel.json().path("targets").size())
                        .map(i -> new Query(
                                panel.toString(),
                                panel.json().at("/targets/" + i + "/rawSql").asText())));
        Stream.Builder<Query> variables = Stream.builder();
        for (JsonNode dashboard : GrafanaPanelsContract.dashboards()) {
            for (JsonNode variable : dashboard.at("/templating/list")) {
                if (variable.path("type").asText().equals("query")) {
                    variables.add(new Query(
                            "variable " + variable.path("name").asText(),
                            variable.path("query").asText()));
                }
            }
        }
        return Stream.concat(panels, variables.build());
    }

    private String plan(String sql) throws SQLException {
        StringBuilder plan = new StringBuilder();
        try (Connection connection = database.connect();
                Statement statement = connection.createStatement()) {
            statement.execute("SET ROLE plumbline_grafana");
            try (ResultSet rows = statement.executeQuery("EXPLAIN " + sql)) {
                while (rows.next()) {
                    plan.append(rows.getString(1)).append('\n');
                }
            }
        }
        return plan.toString();
    }

    private void fill(String name, long windowMillis, int windows) {
        String series = " FROM generate_series(0, " + (windows - 1) + ") AS i, unnest(ARRAY['', 'n1']) AS n";
        String common = "'net', '', n, '', 'REAL', timestamptz '2026-01-02T00:00:00Z' + i::bigint * " + windowMillis
                + " * INTERVAL '1 millisecond', " + windowMillis + ", 0, 'EVENT_TIME', 1, 5, '2026-01-02T00:00:00Z'";
        String columns =
                " (system, run, node, release, origin, window_start, window_ms, revision, closed_by, late_count,"
                        + " max_lateness_us, emitted_at, ";
        database.execute("INSERT INTO plumbline.window_stats_" + name + columns
                + "operation, event_count, ok_count, error_count, timeout_count, bytes, node_count, rate_per_second,"
                + " sketch_lo, sketch_counts) SELECT " + common + ", o, 0, 0, 0, 0, 0, 1, 0, 0, ''" + series
                + ", unnest(ARRAY['ping', 'pong']) AS o");
        database.execute("INSERT INTO plumbline.resource_stats_" + name + columns + "samples) SELECT " + common + ", 0"
                + series);
        database.execute("INSERT INTO plumbline.transport_stats_" + name + columns
                + "peer, samples, peer_count, connections_tried, connections_made) SELECT " + common
                + ", '', 0, 0, 0, 0"
                + series);
    }
}
