package io.plumbline.cli.scale;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.plumbline.cli.ExitCode;
import io.plumbline.cli.Main;
import io.plumbline.cli.TopicRecords;
import io.plumbline.local.LocalBroker;
import io.plumbline.local.LocalRegistry;
import io.plumbline.schemas.event.RunEvent;
import io.plumbline.schemas.registry.RegistryClient;
import io.plumbline.schemas.topic.Topic;
import io.plumbline.schemas.topic.TopicCatalogue;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Function;
import org.apache.avro.specific.SpecificRecord;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.GroupListing;
import org.apache.kafka.clients.consumer.ConsumerRecord;
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
    void aSuiteThatWasKilledGoesOnInKafkaAsIfNothingHadHappened() throws Exception {
        topics("killed.");
        topics("whole.");
        killedAfterAStep("killed");
        Map<String, Integer> before = committed("killed.");

        assertThat(scale("killed", kafka(), "--resume")).as(err::toString).isLessThan(ExitCode.USAGE);
        assertThat(scale("whole", kafka())).as(err::toString).isLessThan(ExitCode.USAGE);

        Map<String, List<String>> whole = published("whole.");
        Map<String, List<String>> killed = published("killed.");
        assertThat(whole).hasSize(4).allSatisfy((topic, records) -> {
            assertThat(before.get(topic)).isPositive().isLessThan(records.size());
            assertThat(killed.get(topic)).isEqualTo(records);
        });
        assertThat(figures("killed")).isEqualTo(figures("whole"));
        assertThat(err.toString()).contains("published, too: each curve is a run");
    }

    @Test
    void aSuiteOfWhichKafkaKnowsNothingIsCompletedForItsFilesAlone() throws Exception {
        topics("forgotten.");
        killedAfterAStep("forgotten");
        try (Admin admin = Admin.create(Map.of("bootstrap.servers", broker.bootstrapServers()))) {
            List<String> groups = admin.listGroups().all().get().stream()
                    .map(GroupListing::groupId)
                    .filter(group -> group.startsWith("plumbline-scale-suite/forgotten."))
                    .toList();
            admin.deleteConsumerGroups(groups).all().get(); // as Kafka does after offsets.retention.minutes
        }

        assertThat(scale("forgotten", kafka(), "--resume")).isEqualTo(ExitCode.USAGE);
        assertThat(err.toString())
                .contains("the suite cannot be resumed in Kafka, because Kafka has forgotten how far it came")
                .contains("with --set kafka.bootstrap.servers= it goes on for its files alone");
        assertThat(scale("forgotten", FILES_ALONE, "--resume")).isLessThan(ExitCode.USAGE);
        scale("whole", FILES_ALONE);
        assertThat(figures("forgotten")).isEqualTo(figures("whole"));
    }

    private void topics(String prefix) {
        assertThat(call("topics", "apply", "--set", kafka(), "--set", registry(), "--set", "topics.prefix=" + prefix))
                .as(err::toString)
                .isEqualTo(ExitCode.FINE);
    }

    /** In a process of its own, which is killed as soon as its checkpoint has a step: it is within the next one then. */
    private void killedAfterAStep(String out) throws IOException {
        List<String> command = ChildJvm.command(
                List.of("-XX:TieredStopAtLevel=1"), arguments(out, kafka()).toArray(String[]::new));
        Process process = new ProcessBuilder(command)
                .redirectErrorStream(true)
                .redirectOutput(directory.resolve("output").toFile())
                .start();
        try {
            Path checkpoint = directory.resolve(out).resolve("scaling_test_suite.checkpoint.json");
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
                registry(),
                "--set",
                "topics.prefix=" + out + "."));
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

    /** How many records of each topic a pipeline sees, although a transaction is open. */
    private static Map<String, Integer> committed(String prefix) {
        TopicCatalogue topics = new TopicCatalogue(prefix, 4);
        try (RegistryClient client = RegistryClient.create(Map.of("schema.registry.url", registry.url()))) {
            return Map.of(
                    "runs", committed(topics.runs(), client),
                    "measurements", committed(topics.measurements(), client),
                    "resources", committed(topics.resources(), client),
                    "nodes", committed(topics.nodes(), client));
        }
    }

    private static int committed(Topic<? extends SpecificRecord> topic, RegistryClient client) {
        return TopicRecords.committed(topic, broker.bootstrapServers(), client).size();
    }

    /** All records of each topic as a pipeline reads them, by partition, with the times of their suite. */
    private static Map<String, List<String>> published(String prefix) {
        TopicCatalogue topics = new TopicCatalogue(prefix, 4);
        try (RegistryClient client = RegistryClient.create(Map.of("schema.registry.url", registry.url()))) {
            List<RunEvent> runs = TopicRecords.of(topics.runs(), broker.bootstrapServers(), client).stream()
                    .map(ConsumerRecord::value)
                    .toList();
            Instant begin =
                    runs.stream().map(RunEvent::getAt).min(Instant::compareTo).orElseThrow();
            Map<String, List<String>> result = new TreeMap<>();
            result.put("runs", lines(topics.runs(), client, begin, event -> event.getPhase() + event.getStage()));
            result.put(
                    "measurements",
                    lines(
                            topics.measurements(),
                            client,
                            begin,
                            batch -> batch.getFirstSequence() + ": "
                                    + batch.getMeasurements().stream()
                                            .map(one -> one.getOperation() + one.getDurationNanos())
                                            .toList()));
            result.put(
                    "resources",
                    lines(topics.resources(), client, begin, one -> one.getSequence() + ": " + one.getCpuProcess()));
            result.put("nodes", lines(topics.nodes(), client, begin, one -> one.getState() + ": " + one.getRecorded()));
            return result;
        }
    }

    private static <V extends SpecificRecord> List<String> lines(
            Topic<V> topic, RegistryClient client, Instant begin, Function<V, String> text) {
        return TopicRecords.of(topic, broker.bootstrapServers(), client).stream()
                .sorted(Comparator.comparing(ConsumerRecord::partition)) // in each as they stand there
                .map(record -> record.key().replaceAll("_\\d{8}_\\d{6}", "") + " "
                        + (record.timestamp() - begin.toEpochMilli()) + " " + text.apply(record.value()))
                .toList();
    }

    private static String kafka() {
        return "kafka.bootstrap.servers=" + broker.bootstrapServers();
    }

    private static String registry() {
        return "registry.schema.registry.url=" + registry.url();
    }
}
