package io.plumbline.sink.grafana;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.plumbline.schemas.event.AlertEvent;
import io.plumbline.schemas.event.AlertStatus;
import io.plumbline.schemas.event.BaselineStatus;
import io.plumbline.schemas.event.HealthStatus;
import io.plumbline.schemas.event.NodeState;
import io.plumbline.schemas.event.WindowStats;
import io.plumbline.sink.AnalysisEvents;
import io.plumbline.sink.DatabaseContract;
import io.plumbline.sink.Events;
import io.plumbline.sink.TestServer;
import io.plumbline.sink.database.Advance;
import io.plumbline.sink.database.Counts;
import io.plumbline.sink.database.DatabaseWriter;
import io.plumbline.sink.database.Position;
import io.plumbline.sink.database.Refused;
import io.plumbline.sink.database.Row;
import io.plumbline.sink.database.Transaction;
import io.plumbline.sink.rows.AlertRows;
import io.plumbline.sink.rows.BaselineRows;
import io.plumbline.sink.rows.DeliveryRows;
import io.plumbline.sink.rows.HealthRows;
import io.plumbline.sink.rows.IncidentRows;
import io.plumbline.sink.rows.NodeStatusRows;
import io.plumbline.sink.rows.ResourceStatsRows;
import io.plumbline.sink.rows.ScalingRows;
import io.plumbline.sink.rows.ScoreRows;
import io.plumbline.sink.rows.TransportStatsRows;
import io.plumbline.sink.rows.TrendRows;
import io.plumbline.sink.rows.WindowStatsRows;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.DoubleStream;
import java.util.stream.Stream;
import org.apache.kafka.common.TopicPartition;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Every query of every dashboard runs under Grafana's role and has an answer; every panel says what it shows. */
public abstract class GrafanaPanelsContract extends DatabaseContract {
    private static final Path DASHBOARDS = Path.of("..", "grafana", "dashboards");
    private static final Map<String, String> VARIABLES =
            Map.of("system", "net", "run", "continuous", "operation", "ping,pong");

    protected GrafanaPanelsContract(TestServer server) {
        super(server);
    }

    /** Two minutes of three events a second, at both levels. */
    private static void addSteadyOperation(List<Row> rows) {
        Instant minute = Events.START.truncatedTo(ChronoUnit.MINUTES);
        for (int second = 0; second < 120; second++) {
            WindowStats window = Events.window(0);
            window.setSystem("steady");
            window.setWindowStart(minute.plusSeconds(second));
            rows.add(new WindowStatsRows().row(window));
            if (second % 10 == 0) {
                WindowStats ten = Events.window(
                        0, 0, DoubleStream.generate(() -> 1_000).limit(30).toArray());
                ten.setSystem("steady");
                ten.setWindowStart(minute.plusSeconds(second));
                ten.setWindowMillis(10_000);
                rows.add(new WindowStatsRows().row(ten));
            }
        }
    }

    private static void addAnalysis(List<Row> rows) {
        AlertEvent alert = AnalysisEvents.alert(1, null, AlertStatus.SUSPECTED);
        rows.add(AlertRows.present().row(alert));
        rows.add(AlertRows.history().row(alert));
        rows.add(new IncidentRows().row(AnalysisEvents.incident(1)));
        rows.add(BaselineRows.present().row(AnalysisEvents.baseline(1, BaselineStatus.ACTIVE)));
        rows.add(ScalingRows.present().row(AnalysisEvents.scaling(Events.START.plusSeconds(60))));
        rows.add(new ScoreRows().row(AnalysisEvents.score(29.6)));
        rows.add(new TrendRows().row(AnalysisEvents.trend("RISING", Events.START.plusSeconds(600))));
    }

    /** A panel, shown in reports by its title. */
    record Panel(JsonNode json) {
        @Override
        public String toString() {
            return json.path("title").asText();
        }
    }

    @BeforeAll
    void storeSomethingForEveryPanel() throws SQLException {
        TopicPartition partition = new TopicPartition("all", 0);
        List<Row> rows = new ArrayList<>();
        for (int i = 0; i < 30; i++) {
            rows.add(new WindowStatsRows().row(Events.window(i)));
            rows.add(new ResourceStatsRows().row(Events.resources(i)));
            rows.add(new TransportStatsRows().row(Events.transport(i, "", 1_000)));
            rows.add(new TransportStatsRows().row(Events.transport(i, "n2", 1_000)));
        }
        for (long millis : new long[] {10_000, 60_000, 3_600_000}) { // the levels that long ranges are read from
            WindowStats window = Events.window(0);
            window.setWindowMillis(millis);
            rows.add(new WindowStatsRows().row(window));
        }
        addSteadyOperation(rows);
        rows.add(new NodeStatusRows().row(Events.node(NodeState.UP, 9)));
        rows.add(HealthRows.present()
                .row(Events.health(
                        Instant.now(), HealthStatus.CRITICAL, Events.reason(HealthStatus.CRITICAL, "gone"))));
        rows.add(new DeliveryRows().row(Events.delivery(8)));
        addAnalysis(rows);
        Refused refused = new Refused(partition, 1, "sink", partition, 1, 0, null, new byte[] {1}, "no good", "{}");
        try (DatabaseWriter writer = new DatabaseWriter(database.connect())) {
            Position at = writer.claim(partition, "id", 0);
            writer.write(new Transaction(List.of(new Advance(partition, at, 1, Counts.NONE)), rows, List.of(refused)));
        }
        database.execute("UPDATE plumbline.resource_stats_short SET memory_process_bytes_samples = 1,"
                + " memory_process_bytes_mean = 1, memory_process_bytes_max = 1, memory_process_bytes_p95 = 1");
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("panels")
    void everyPanelHasAnAnswer(Panel panel) throws SQLException {
        for (JsonNode target : panel.json().path("targets")) {
            assertThat(rows(target.path("rawSql").asText(), 5_000)).isPositive();
        }
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("panels")
    void everyPanelSaysWhatItShows(Panel panel) {
        JsonNode json = panel.json();
        assertThat(json.path("title").asText()).isNotBlank();
        assertThat(json.path("description").asText()).isNotBlank();
        assertThat(json.at("/fieldConfig/defaults/unit").asText()).isNotBlank();
        assertThat(json.at("/datasource/uid").asText()).isEqualTo("${datasource}");
        assertThat(json.path("targets")).isNotEmpty();
    }

    @Test
    void longRangesReadTheHigherLevels() throws SQLException {
        JsonNode percentiles = panels().findFirst().orElseThrow().json();
        String sql = percentiles.at("/targets/0/rawSql").asText();

        assertThat(rows(sql, 1_000)).isEqualTo(3 * 30); // three quantiles for each second
        assertThat(rows(sql, 20_000)).isEqualTo(3);
        assertThat(rows(sql, 60_000)).isEqualTo(3);
        assertThat(rows(sql, 3_600_000)).isEqualTo(3);
    }

    @Test
    void aP99OfFewSamplesIsMarked() throws SQLException {
        String sql = panel("Operations in the time range");
        Map<String, String> few = Map.of("system", "net", "run", "continuous", "operation", "ping");
        Map<String, String> many = Map.of("system", "steady", "run", "continuous", "operation", "ping");

        assertThat(column(sql, "p99_mark", 1_000, few)).containsExactly("few samples"); // of 90
        assertThat(column(sql, "p99_high", 1_000, few)).containsOnlyNulls();
        assertThat(column(sql, "p99_mark", 1_000, many)).containsOnlyNulls(); // of 360
        assertThat(column(sql, "p99_high", 1_000, many)).containsExactly("3000");
    }

    @Test
    void theRateOfASteadyOperationIsSteadyAtEveryInterval() throws SQLException {
        for (long interval : new long[] {1_000, 2_000, 5_000, 10_000, 15_000, 30_000}) {
            assertThat(column(
                            panel("Throughput"),
                            "value",
                            interval,
                            Map.of("system", "steady", "run", "continuous", "operation", "ping")))
                    .as("interval of %d ms", interval)
                    .isNotEmpty()
                    .allSatisfy(rate -> assertThat(Double.parseDouble(rate)).isCloseTo(3, within(1e-9)));
        }
    }

    @Test
    void throughputIsOfTheDirectionsThatWereMeasured() throws SQLException {
        for (long interval : new long[] {1_000, 5_000}) {
            String sql = panel("Network throughput");
            assertThat(column(sql, "value", interval, VARIABLES))
                    .allSatisfy(rate -> assertThat(Double.parseDouble(rate)).isCloseTo(1e9, within(1e-3)));
            assertThat(column(sql, "metric", interval, VARIABLES)).containsOnly("n1 sent");
        }
    }

    /** As on a new server, where Grafana has nothing to offer. */
    @ParameterizedTest(name = "{0}")
    @MethodSource("panels")
    void aVariableWithoutOptionsIsNoError(Panel panel) throws SQLException {
        for (JsonNode target : panel.json().path("targets")) {
            String sql = target.path("rawSql").asText().replace("${operation:sqlstring}", "");
            assertThat(rows(sql, 5_000)).isNotNegative();
        }
    }

    @Test
    void everyVariableOffersSomething() throws SQLException {
        for (JsonNode dashboard : dashboards()) {
            for (JsonNode variable : dashboard.at("/templating/list")) {
                if (variable.path("type").asText().equals("query")) {
                    assertThat(rows(variable.path("query").asText(), 1_000))
                            .as(variable.path("name").asText())
                            .isPositive();
                }
            }
        }
    }

    @Test
    void panelsDoNotOverlap() {
        for (JsonNode dashboard : dashboards()) {
            boolean[][] taken = new boolean[200][24];
            for (JsonNode panel : dashboard.path("panels")) {
                JsonNode at = panel.path("gridPos");
                for (int y = 0; y < at.path("h").asInt(); y++) {
                    for (int x = 0; x < at.path("w").asInt(); x++) {
                        boolean[] line = taken[at.path("y").asInt() + y];
                        assertThat(line[at.path("x").asInt() + x])
                                .as(panel.path("title").asText())
                                .isFalse();
                        line[at.path("x").asInt() + x] = true;
                    }
                }
            }
        }
    }

    static Stream<Panel> panels() {
        return dashboards().stream()
                .flatMap(dashboard -> Stream.iterate(0, i -> i + 1)
                        .limit(dashboard.path("panels").size())
                        .map(i -> dashboard.path("panels").get(i)))
                .filter(panel -> !panel.path("type").asText().equals("row"))
                .map(Panel::new);
    }

    static List<JsonNode> dashboards() {
        ObjectMapper mapper = new ObjectMapper();
        try (Stream<Path> files = Files.list(DASHBOARDS)) {
            List<JsonNode> result = new ArrayList<>();
            for (Path file : files.sorted().toList()) {
                result.add(mapper.readTree(file.toFile()));
            }
            return result;
        } catch (IOException e) {
            throw new IllegalStateException("cannot read " + DASHBOARDS, e);
        }
    }

    private static String panel(String title) {
        return panels().filter(panel -> panel.toString().equals(title))
                .findFirst()
                .orElseThrow()
                .json()
                .at("/targets/0/rawSql")
                .asText();
    }

    private List<String> column(String sql, String name, long intervalMillis, Map<String, String> variables)
            throws SQLException {
        try (Connection connection = database.connect();
                Statement statement = connection.createStatement();
                ResultSet rows = statement.executeQuery(Macros.expand(sql, intervalMillis, variables))) {
            List<String> result = new ArrayList<>();
            while (rows.next()) {
                result.add(rows.getString(name));
            }
            return result;
        }
    }

    private int rows(String sql, long intervalMillis) throws SQLException {
        try (Connection connection = database.connect();
                Statement statement = connection.createStatement()) {
            statement.execute("SET ROLE plumbline_grafana");
            int count = 0;
            try (ResultSet rows = statement.executeQuery(Macros.expand(sql, intervalMillis, VARIABLES))) {
                while (rows.next()) {
                    count++;
                }
            }
            return count;
        }
    }
}
