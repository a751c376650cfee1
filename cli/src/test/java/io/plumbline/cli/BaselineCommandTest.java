package io.plumbline.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.plumbline.cli.StoredWindows.Place;
import io.plumbline.cli.baseline.BaselineTopic;
import io.plumbline.schemas.event.Baseline;
import io.plumbline.schemas.event.BaselineMetric;
import io.plumbline.schemas.event.BaselineSource;
import io.plumbline.schemas.event.BaselineStatus;
import io.plumbline.schemas.event.Origin;
import io.plumbline.schemas.topic.TopicCatalogue;
import io.plumbline.sink.database.Row;
import io.plumbline.sink.rows.BaselineRows;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The command between a real broker, registry and database. */
class BaselineCommandTest {
    private static BaselineServers servers;
    private static int tests;

    private final StringWriter out = new StringWriter();
    private final StringWriter err = new StringWriter();
    private String prefix;
    private TopicCatalogue topics;

    @TempDir
    private Path files;

    @BeforeAll
    static void start() throws SQLException {
        servers = new BaselineServers();
        List<Row> rows = new ArrayList<>();
        // Ten quick events and a thousand slow ones: their median is slow, the mean of the windows' medians is not.
        rows.add(StoredWindows.operation(new Place("net", "", "ping", "", "1.0", 0, 1), 10, 1));
        rows.add(StoredWindows.operation(new Place("net", "", "ping", "", "1.1", 1, 1), 1_000, 9));
        rows.add(StoredWindows.operation(new Place("net", "", "ping", "", "1.0,1.1", 0, 10), 1_010, 9)); // the same
        rows.add(StoredWindows.operation(new Place("net", "", "ping", "n1", "1.0", 0, 10), 10, 1));
        rows.add(StoredWindows.operation(new Place("net", "r1", "ping", "", "1.0", 0, 1), 20, 5));
        rows.add(StoredWindows.resources(new Place("net", "", "", "n1", "1.0", 0, 10), 1, 2.0));
        rows.add(StoredWindows.resources(new Place("net", "", "", "n1", "1.0", 10, 10), 3, 4.0));
        rows.add(StoredWindows.resources(new Place("net", "", "", "n2", "1.0", 0, 10), 3, null));
        servers.store(rows);
    }

    @AfterAll
    static void stop() {
        servers.close();
    }

    @BeforeEach
    void newTopics() throws Exception {
        prefix = "t" + ++tests + ".";
        topics = servers.topics(prefix);
    }

    @Test
    void capturesTheQuantilesOfAllEventsTogether() throws IOException {
        JsonNode ping = captured("--operation", "ping", "--from", "2026-01-02T03:04:00Z")
                .get(0);

        assertThat(level(ping, "p50")).isCloseTo(9e6, within(9e6 / 128));
        assertThat(level(ping, "p99")).isCloseTo(9e6, within(9e6 / 128));
        assertThat(level(ping, "mean")).isCloseTo((10 * 1e6 + 1_000 * 9e6) / 1_010, within(1.0));
        assertThat(level(ping, "success")).isCloseTo(909 / 1_010.0, within(1e-9));
        assertThat(ping.get("metrics").findValuesAsText("metric"))
                .containsExactly("p50", "p95", "p99", "mean", "success"); // how much is asked of it is no level
        assertThat(ping.get("metrics").findValues("windows")).allMatch(windows -> windows.asInt() == 2);
        assertThat(ping.get("from").asText()).isEqualTo("2026-01-02T03:04:00Z");
        assertThat(ping.get("to").asText()).isEqualTo("2026-01-02T03:04:02Z");
        assertThat(ping.get("source").asText()).isEqualTo("WINDOWS");
        assertThat(servers.written(topics)).containsExactly("net//ping 1 ACTIVE ada");
    }

    @Test
    void withoutAnOperationTheResourcesOfEveryNodeAreCapturedToo() throws IOException {
        JsonNode all = captured("--from", "2026-01-02T03:04:00Z");

        assertThat(all.findValuesAsText("operation")).containsExactly("", "", "ping");
        assertThat(all.findValuesAsText("node")).containsExactly("n1", "n2", "");
        assertThat(level(all.get(0), "cpu")).isEqualTo((1 * 2.0 + 3 * 4.0) / 4); // of the process, by samples
        assertThat(all.get(1).get("metrics").get(0).get("unit").asText()).isEqualTo("share"); // only the machine's
        assertThat(servers.written(topics))
                .containsExactlyInAnyOrder("net///n1 1 ACTIVE ada", "net///n2 1 ACTIVE ada", "net//ping 1 ACTIVE ada");
    }

    @Test
    void aNodeIsItsResourcesAndItsOperations() throws IOException {
        JsonNode node = captured("--node", "n1", "--from", "2026-01-02T03:04:00Z");

        assertThat(node.findValuesAsText("node")).containsExactly("n1", "n1");
        assertThat(level(node.get(1), "p50")).isEqualTo(1e6);
    }

    @Test
    void theNextVersionFollowsTheTopic() throws IOException {
        captured("--operation", "ping", "--from-release", "1.0");
        JsonNode ping = captured("--operation", "ping", "--from-release", "1.1", "--metrics", "rate")
                .get(0);

        assertThat(ping.get("version").asInt()).isEqualTo(2);
        assertThat(ping.get("sourceName").asText()).isEqualTo("1.1");
        assertThat(ping.get("metrics")).hasSize(1);
        assertThat(level(ping, "rate")).isEqualTo(1_000);
        assertThat(servers.written(topics)).containsExactly("net//ping 1 ACTIVE ada", "net//ping 2 ACTIVE ada");
    }

    @Test
    void aRunIsABaselineForContinuousOperationUnlessARunIsNamed() throws IOException {
        assertThat(level(captured("--from-run", "r1").get(0), "p50")).isEqualTo(5e6);
        captured("--from-run", "r1", "--run", "r2");

        assertThat(servers.written(topics))
                .containsExactlyInAnyOrder("net//ping 1 ACTIVE ada", "net/r2/ping 1 ACTIVE ada");
    }

    @Test
    void whereNoWindowsMatchNothingIsWritten() {
        assertThat(run("capture", "--system", "net", "--from", "2026-01-02T03:05:00Z", "--operation", "ping"))
                .isEqualTo(ExitCode.INCONCLUSIVE);

        assertThat(err.toString()).contains("no windows");
        assertThat(servers.written(topics)).isEmpty();
    }

    @Test
    void takesLevelsThatAreGiven() throws IOException {
        JsonNode ping = captured("--operation", "ping", "--level", "p95=120ms", "--level", "success=99.9%")
                .get(0);

        assertThat(level(ping, "p95")).isEqualTo(120e6);
        assertThat(level(ping, "success")).isCloseTo(.999, within(1e-12));
        assertThat(ping.get("from").isNull()).isTrue();
        assertThat(ping.get("metrics").findValues("windows")).allMatch(windows -> windows.asInt() == 0);
    }

    @Test
    void takesATargetsFile() throws IOException {
        Path file = Files.writeString(
                files.resolve("targets.csv"),
                "operation,node,metric,level\nping,,p95,100ms\nping,,p50,50ms\n,n1,memory,50MB\n");

        captured("--targets", file.toString());

        assertThat(servers.written(topics))
                .containsExactlyInAnyOrder("net//ping 1 ACTIVE ada", "net///n1 1 ACTIVE ada");
    }

    @Test
    void whatIsProposedIsPutInForceBesideTheOtherLevels() throws Exception {
        servers.publish(topics, "net//ping", baseline(7, BaselineStatus.PROPOSED));
        servers.publish(topics, "net//pong", baseline(3, BaselineStatus.ACTIVE, "pong"));

        JsonNode accepted = document("accept", "--system", "net", "--reason", "new index");

        assertThat(accepted).hasSize(1);
        assertThat(accepted.get(0).get("version").asInt()).isEqualTo(8);
        assertThat(accepted.get(0).get("reason").asText()).isEqualTo("new index");
        assertThat(level(accepted.get(0), "p95")).isEqualTo(8e6);
        assertThat(level(accepted.get(0), "success")).isEqualTo(.99);
        assertThat(accepted.get(0).get("proposed")).isEmpty();
        assertThat(run("accept", "--system", "net")).isEqualTo(ExitCode.INCONCLUSIVE);
        assertThat(err.toString()).contains("nothing is proposed");
    }

    @Test
    void whatIsResetIsNotInForce() throws Exception {
        servers.publish(topics, "net//ping", baseline(1, BaselineStatus.ACTIVE));
        servers.publish(topics, "net//pong", baseline(1, BaselineStatus.ACTIVE, "pong"));

        JsonNode reset = document("reset", "--system", "net", "--operation", "ping");

        assertThat(reset).hasSize(1);
        assertThat(reset.get(0).get("metrics")).isEmpty();
        assertThat(reset.get(0).get("source").asText()).isEqualTo("PERSON");
        assertThat(servers.written(topics)).contains("net//ping 2 RESET ada");
        assertThat(run("reset", "--system", "net", "--operation", "ping")).isEqualTo(ExitCode.INCONCLUSIVE);
    }

    @Test
    void oneWhoWasOvertakenWritesAgainWithAHigherNumber() throws Exception {
        try (BaselineTopic topic = BaselineTopic.open(topics.baselines(), servers.client(prefix))) {
            servers.publish(topics, "net//ping", baseline(2, BaselineStatus.RESET)); // after we read

            List<Baseline> written = topic.publish(List.of(baseline(0, BaselineStatus.ACTIVE)));

            assertThat(written).extracting(Baseline::getVersion).containsExactly(3);
        }
        assertThat(servers.written(topics))
                .containsExactly("net//ping 2 RESET bob", "net//ping 1 ACTIVE bob", "net//ping 3 ACTIVE bob");
    }

    @Test
    void writersAtTheSameTimeGiveNoNumberTwice() throws Exception {
        ExecutorService writers = Executors.newFixedThreadPool(2);
        try {
            List<Future<List<Integer>>> given = writers.invokeAll(List.of(this::writeSome, this::writeSome));

            List<Integer> versions = new ArrayList<>(given.get(0).get());
            versions.addAll(given.get(1).get());
            assertThat(versions).hasSize(20).doesNotHaveDuplicates();
        } finally {
            writers.shutdownNow();
        }
    }

    private List<Integer> writeSome() throws Exception {
        List<Integer> versions = new ArrayList<>();
        try (BaselineTopic topic = BaselineTopic.open(topics.baselines(), servers.client(prefix))) {
            for (int i = 0; i < 10; i++) {
                topic.publish(List.of(baseline(0, BaselineStatus.ACTIVE)))
                        .forEach(written -> versions.add(written.getVersion()));
            }
        }
        return versions;
    }

    @Test
    void aBaselineThatCannotBeReadIsNotFollowedBlindly() throws Exception {
        servers.publish(topics, "net//ping", new byte[] {1, 2, 3});

        assertThat(run("capture", "--system", "net", "--operation", "ping", "--level", "p95=1ms"))
                .isEqualTo(ExitCode.USAGE);

        assertThat(err.toString()).contains("net//ping cannot be read").contains("offset 0");
        assertThat(run("capture", "--system", "net", "--operation", "pong", "--level", "p95=1ms"))
                .isEqualTo(ExitCode.FINE);
    }

    @Test
    void listsTheLastVersionOrAllOfThem() throws Exception {
        BaselineRows present = BaselineRows.present();
        BaselineRows history = BaselineRows.history();
        Baseline first = baseline(1, BaselineStatus.ACTIVE);
        Baseline second = baseline(2, BaselineStatus.PROPOSED);
        first.setSystem("listed");
        second.setSystem("listed");
        servers.store(List.of(present.row(first), present.row(second), history.row(first), history.row(second)));

        run("list", "--system", "listed");

        assertThat(out.toString()).isEqualTo("""
                        listed ping  version 2 PROPOSED, 2026-01-02T03:05:00Z by bob, of improvement
                          p95 10.00 ms (60 windows), success 99.00 % (60 windows); proposed p95 8.000 ms (30 windows)
                        """);
        assertThat(document("list", "--system", "listed", "--history").findValuesAsText("version"))
                .containsExactly("1", "2");
        assertThat(document("list", "--system", "nobody")).isEmpty();
    }

    @Test
    void aMissingTopicIsNamed() {
        prefix = "nobody.made.";

        assertThat(run("reset", "--system", "net")).isEqualTo(ExitCode.USAGE);

        assertThat(err.toString()).contains("no topic nobody.made.baselines");
    }

    private static Baseline baseline(int version, BaselineStatus status) {
        return baseline(version, status, "ping");
    }

    private static Baseline baseline(int version, BaselineStatus status, String operation) {
        return Baseline.newBuilder()
                .setSystem("net")
                .setOperation(operation)
                .setVersion(version)
                .setStatus(status)
                .setMetrics(List.of(
                        new BaselineMetric("p95", "ns", 10e6, 60), new BaselineMetric("success", "share", .99, 60)))
                .setProposed(
                        status == BaselineStatus.PROPOSED
                                ? List.of(new BaselineMetric("p95", "ns", 8e6, 30))
                                : List.of())
                .setSource(BaselineSource.IMPROVEMENT)
                .setOrigin(Origin.REAL)
                .setAuthor("bob")
                .setCreatedAt(Instant.parse("2026-01-02T03:05:00Z"))
                .build();
    }

    private static double level(JsonNode baseline, String metric) {
        for (JsonNode level : baseline.get("metrics")) {
            if (level.get("metric").asText().equals(metric)) {
                return level.get("level").asDouble();
            }
        }
        throw new AssertionError("no " + metric + " in " + baseline);
    }

    private JsonNode captured(String... options) throws IOException {
        List<String> arguments = new ArrayList<>(List.of("capture", "--system", "net"));
        arguments.addAll(List.of(options));
        return document(arguments.toArray(String[]::new));
    }

    private JsonNode document(String... arguments) throws IOException {
        out.getBuffer().setLength(0);
        List<String> all = new ArrayList<>(List.of(arguments));
        all.addAll(List.of("--output", "json"));
        assertThat(run(all.toArray(String[]::new))).as(err::toString).isEqualTo(ExitCode.FINE);
        return new ObjectMapper().readTree(out.toString()).get("baselines");
    }

    private int run(String... arguments) {
        List<String> all = new ArrayList<>(List.of("baseline"));
        all.addAll(List.of(arguments));
        if (!arguments[0].equals("list")) {
            all.addAll(List.of("--author", "ada"));
        }
        servers.settings(prefix).forEach((key, value) -> all.addAll(List.of("--set", key + "=" + value)));
        return Main.run(new PrintWriter(out, true), new PrintWriter(err, true), all.toArray(String[]::new));
    }
}
