package io.plumbline.cli.scale;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.plumbline.cli.ExitCode;
import io.plumbline.cli.Main;
import io.plumbline.local.LocalBroker;
import io.plumbline.local.LocalRegistry;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.atomic.AtomicLong;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.OffsetSpec;
import org.apache.kafka.common.TopicPartition;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A suite that publishes to a real broker and is killed. */
class PublishedSuiteTest {
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final String SUITE = """
            name: published
            node_counts: [4, 40, 41, 42, 43, 44]
            network_conditions: [lan]
            test_duration_per_scale: 10
            warmup_duration: 0
            cooldown_duration: 0
            """;
    private static final String COSTS = """
            {"algorithms": [{"algorithm": "Ed25519", "signatureBytes": 64, "signNanos": {"mean": {"value": 50000}},
            "verifyNanos": {"mean": {"value": 120000}}, "source": "made up"}]}
            """;
    private static final String FILES_ALONE = "kafka.bootstrap.servers=";

    @TempDir
    private static Path servers;

    private static LocalBroker broker;
    private static LocalRegistry registry;

    @TempDir
    private Path directory;

    private final StringWriter err = new StringWriter();

    @BeforeAll
    static void serve() {
        broker = LocalBroker.start(servers.resolve("broker"));
        registry = LocalRegistry.start();
    }

    @AfterAll
    static void stop() {
        registry.close();
        broker.close();
    }

    @Test
    void aSuiteThatWasKilledIsNotPublishedTwiceAndItsFilesAreCompleted() throws Exception {
        assertThat(call("topics", "apply", "--set", kafka(), "--set", registry()))
                .as(err::toString)
                .isEqualTo(ExitCode.FINE);
        killedAfterAStep();
        long before = settledRecords();
        assertThat(before).isPositive();

        assertThat(scale("killed", kafka(), "--resume")).isEqualTo(ExitCode.USAGE);
        assertThat(err.toString())
                .contains("the suite cannot be resumed in Kafka, because its interrupted step is there in part")
                .contains("with --set kafka.bootstrap.servers= it goes on for its files alone");
        assertThat(scale("killed", FILES_ALONE, "--resume")).isLessThan(ExitCode.USAGE);

        assertThat(records()).as("nothing more came").isEqualTo(before);
        scale("whole", FILES_ALONE);
        assertThat(figures("killed")).isEqualTo(figures("whole"));
    }

    /** In a process of its own, which is killed as soon as its checkpoint has a step: it is within the next one then. */
    private void killedAfterAStep() throws IOException {
        List<String> command = ChildJvm.command(
                List.of("-XX:TieredStopAtLevel=1"), arguments("killed", kafka()).toArray(String[]::new));
        Process process = new ProcessBuilder(command)
                .redirectErrorStream(true)
                .redirectOutput(directory.resolve("output").toFile())
                .start();
        try {
            Path checkpoint = directory.resolve("killed/scaling_test_suite.checkpoint.json");
            await().atMost(Duration.ofMinutes(2)).until(() -> !process.isAlive() || hasStep(checkpoint));
            assertThat(process.isAlive())
                    .as(() -> "it was to be killed, but ended: " + directory.resolve("output"))
                    .isTrue();
        } finally {
            process.destroyForcibly().onExit().join();
        }
    }

    private static boolean hasStep(Path checkpoint) throws IOException {
        return Files.exists(checkpoint)
                && !JSON.readTree(checkpoint.toFile()).get("results").isEmpty();
    }

    private int scale(String out, String kafka, String... options) throws IOException {
        List<String> arguments = arguments(out, kafka);
        arguments.addAll(List.of(options));
        return call(arguments.toArray(String[]::new));
    }

    private List<String> arguments(String out, String kafka) throws IOException {
        Path suite = Files.writeString(directory.resolve("suite.yaml"), SUITE);
        Path costs = Files.writeString(directory.resolve("costs.json"), COSTS);
        return new ArrayList<>(List.of(
                "scale",
                suite.toString(),
                "--signature",
                "Ed25519",
                "--signature-costs",
                costs.toString(),
                "--out",
                directory.resolve(out).toString(),
                "--set",
                kafka,
                "--set",
                registry()));
    }

    private int call(String... arguments) {
        return Main.run(new PrintWriter(new StringWriter(), true), new PrintWriter(err, true), arguments);
    }

    private JsonNode figures(String out) throws IOException {
        try (var files = Files.list(directory.resolve(out))) {
            Path document = files.filter(file -> file.toString().endsWith(".json"))
                    .findFirst()
                    .orElseThrow();
            return JSON.readTree(document.toFile()).at("/performance");
        }
    }

    /** The broker may still be storing what the process sent last. */
    private static long settledRecords() throws ExecutionException, InterruptedException {
        AtomicLong last = new AtomicLong(records());
        await().during(Duration.ofSeconds(1)).until(() -> {
            long now = records();
            return last.getAndSet(now) == now;
        });
        return last.get();
    }

    /** In the topics of raw events, of nodes and of runs. */
    private static long records() throws ExecutionException, InterruptedException {
        try (Admin admin = Admin.create(Map.of("bootstrap.servers", broker.bootstrapServers()))) {
            List<String> topics = List.of("plumbline.measurements", "plumbline.runs", "plumbline.nodes");
            Map<TopicPartition, OffsetSpec> ends = new HashMap<>();
            admin.describeTopics(topics)
                    .allTopicNames()
                    .get()
                    .forEach((topic, description) -> description
                            .partitions()
                            .forEach(partition ->
                                    ends.put(new TopicPartition(topic, partition.partition()), OffsetSpec.latest())));
            return admin.listOffsets(ends).all().get().values().stream()
                    .mapToLong(info -> info.offset())
                    .sum();
        }
    }

    private static String kafka() {
        return "kafka.bootstrap.servers=" + broker.bootstrapServers();
    }

    private static String registry() {
        return "registry.schema.registry.url=" + registry.url();
    }
}
