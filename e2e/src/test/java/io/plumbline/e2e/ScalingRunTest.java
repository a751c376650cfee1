package io.plumbline.e2e;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.plumbline.cli.Main;
import io.plumbline.schemas.topic.TopicCatalogue;
import io.plumbline.settings.Settings;
import io.plumbline.sink.SinkApp;
import io.plumbline.streams.app.StreamsApp;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Scaling tests as somebody runs them, simulated and real, and what the database has of them. */
class ScalingRunTest {
    private static final String SUITE = """
            - name: small
              node_counts: [4, 7, 10, 13]
              network_conditions: [lan]
              target_operations_per_second: 5
              test_duration_per_scale: 30
              warmup_duration: 5
              cooldown_duration: 5
            """;
    private static final String COSTS = """
            {"algorithms": [{"algorithm": "ML-DSA-65", "signatureBytes": 3309, "signNanos": {"mean": {"value": 250000}},
            "verifyNanos": {"mean": {"value": 80000}}, "source": "measured on another day"}]}
            """;

    @TempDir
    private Path directory;

    private final StringWriter out = new StringWriter();
    private final StringWriter err = new StringWriter();

    @Test
    void theDatabaseSaysOfARunWhatItsFilesSay() throws Exception {
        try (Pipeline pipeline = Pipeline.prepare();
                Connection database = pipeline.database()) {
            Settings settings = Settings.of(pipeline.settings());
            TopicCatalogue topics = TopicCatalogue.from(settings);
            try (StreamsApp streams = StreamsApp.start(settings, topics, new SimpleMeterRegistry());
                    SinkApp sink = SinkApp.start(settings, topics, new SimpleMeterRegistry())) {
                JsonNode curve = simulate(pipeline);
                assertReported(database, curve);
                assertEverythingIsMarked(database);
                assertWhatWouldBeLateIsRefused(pipeline);
                assertRealNodesAreReal(pipeline, database);
                assertThat(streams.live() && sink.live()).isTrue();
            }
        }
    }

    private JsonNode simulate(Pipeline pipeline) throws Exception {
        assertThat(run(pipeline, suite())).as(err::toString).isLessThan(2);
        return new ObjectMapper().readTree(out.toString()).at("/curves/0");
    }

    private static void assertReported(Connection database, JsonNode curve) {
        String run = curve.get("run").asText();
        await().atMost(Duration.ofMinutes(1))
                .until(() -> text(database, "SELECT is_final::text FROM grafana.scaling WHERE " + of(run))
                        .equals("true"));
        Map<Integer, Double> throughput = points(database, run, "throughput_per_second");
        Map<Integer, Double> efficiency = points(database, run, "efficiency");
        assertThat(throughput.keySet()).containsExactly(4, 7, 10, 13);
        throughput.forEach((nodes, value) -> {
            JsonNode performance = curve.get("performance");
            double measured = performance
                    .at("/node_performance/" + nodes + "/operations_per_second")
                    .asDouble();
            assertThat(value).as("throughput of %d nodes", nodes).isCloseTo(measured, within(measured * .2));
            assertThat(efficiency.get(nodes))
                    .as("efficiency of %d nodes", nodes)
                    .isCloseTo(performance.at("/scaling_efficiency/" + nodes).asDouble(), within(.2));
        });
        assertThat(text(database, "SELECT coalesce(model, inconclusive) FROM grafana.scaling WHERE " + of(run)))
                .as("a law, or why there is none")
                .isNotBlank();
        assertThat(text(database, "SELECT origin FROM grafana.scaling WHERE " + of(run)))
                .isEqualTo("SIMULATED");
    }

    private static void assertEverythingIsMarked(Connection database) {
        for (String table : List.of("window_stats", "resource_stats", "transport_stats", "node_status", "run_event")) {
            assertThat(text(database, "SELECT string_agg(DISTINCT origin, ' ') FROM plumbline." + table))
                    .as("origins in %s", table)
                    .isEqualTo("SIMULATED");
        }
        assertThat(text(database, "SELECT coalesce(sum(late_count), 0)::text FROM plumbline.window_stats"))
                .as("late events")
                .isEqualTo("0");
    }

    private void assertWhatWouldBeLateIsRefused(Pipeline pipeline) throws Exception {
        assertThat(run(pipeline, suite("--set", "windows.correction.horizon=0s")))
                .isEqualTo(2);
        assertThat(err.toString()).contains("measurements has events up to").contains("set aside");
    }

    private void assertRealNodesAreReal(Pipeline pipeline, Connection database) throws Exception {
        List<String> options = List.of(
                "real",
                "--nodes",
                "1",
                "--warmup",
                "0s",
                "--measured",
                "1s",
                "--cooldown",
                "0s",
                "--system",
                "shop",
                "--operation",
                "shop.ask",
                "--target",
                pipeline.settings().get("db.url"));
        assertThat(run(pipeline, options.toArray(String[]::new)))
                .as(err::toString)
                .isZero();
        long measured = new ObjectMapper()
                .readTree(out.toString())
                .at("/curves/0/performance/node_performance/1/operations")
                .asLong();
        await().atMost(Duration.ofMinutes(1))
                .untilAsserted(() -> assertThat(
                                Long.parseLong(
                                        text(
                                                database,
                                                "SELECT coalesce(sum(event_count), 0)::text FROM plumbline.window_stats WHERE system = 'shop'"
                                                        + " AND operation = 'shop.ask' AND node = '' AND window_ms = 1000 AND origin = 'REAL'")))
                        .isGreaterThanOrEqualTo(measured));
    }

    private String[] suite(String... options) throws Exception {
        Path suite = Files.writeString(directory.resolve("suite.yaml"), SUITE);
        Path costs = Files.writeString(directory.resolve("costs.json"), COSTS);
        return Stream.concat(Stream.of(suite.toString(), "--signature-costs", costs.toString()), Stream.of(options))
                .toArray(String[]::new);
    }

    private int run(Pipeline pipeline, String... options) {
        List<String> arguments = new ArrayList<>(List.of("scale"));
        arguments.addAll(List.of(options));
        arguments.addAll(List.of(
                "--output", "json", "--out", directory.resolve("results").toString()));
        List<String> settings = pipeline.arguments("scale");
        arguments.addAll(settings.subList(1, settings.size()));
        out.getBuffer().setLength(0);
        return Main.run(new PrintWriter(out, true), new PrintWriter(err, true), arguments.toArray(String[]::new));
    }

    private static Map<Integer, Double> points(Connection database, String run, String column) {
        Map<Integer, Double> points = new TreeMap<>();
        String query = "SELECT node_count, " + column + " FROM grafana.scaling_points WHERE " + of(run);
        try (Statement statement = database.createStatement();
                ResultSet row = statement.executeQuery(query)) {
            while (row.next()) {
                points.put(row.getInt(1), row.getDouble(2));
            }
            return points;
        } catch (SQLException e) {
            throw new AssertionError(query, e);
        }
    }

    private static String of(String run) {
        return "system = 'simulated' AND operation = 'consensus.round' AND run = '" + run + "'";
    }

    private static String text(Connection database, String query) {
        try (Statement statement = database.createStatement();
                ResultSet row = statement.executeQuery(query)) {
            return row.next() && row.getString(1) != null ? row.getString(1) : "";
        } catch (SQLException e) {
            throw new AssertionError(query, e);
        }
    }
}
