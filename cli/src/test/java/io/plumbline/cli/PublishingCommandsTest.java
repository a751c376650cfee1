package io.plumbline.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.ObjectMapper;
import io.plumbline.local.Directories;
import io.plumbline.local.LocalBroker;
import io.plumbline.local.LocalRegistry;
import io.plumbline.producers.network.ProbeServer;
import io.plumbline.producers.network.ProbeServerConfig;
import io.plumbline.schemas.event.Measurement;
import io.plumbline.schemas.event.MeasurementBatch;
import io.plumbline.schemas.event.Outcome;
import io.plumbline.schemas.event.RunEvent;
import io.plumbline.schemas.event.RunPhase;
import io.plumbline.schemas.event.TransportSample;
import io.plumbline.schemas.registry.RegistryClient;
import io.plumbline.schemas.topic.Topic;
import io.plumbline.schemas.topic.TopicAdmin;
import io.plumbline.schemas.topic.TopicCatalogue;
import io.plumbline.settings.Settings;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.atomic.AtomicInteger;
import org.apache.avro.specific.SpecificRecord;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What commands that measure leave in Kafka, through a real broker and registry. */
class PublishingCommandsTest {
    private static final Path DATA = Directories.temporary("plumbline-publishing-test-");

    private static LocalBroker broker;
    private static LocalRegistry registry;

    @TempDir
    private Path directory;

    private final StringWriter out = new StringWriter();
    private final StringWriter err = new StringWriter();

    @BeforeAll
    static void start() {
        broker = LocalBroker.start(DATA);
        registry = LocalRegistry.start();
    }

    @AfterAll
    static void stop() {
        registry.close();
        broker.close();
        Directories.delete(DATA);
    }

    @Test
    void aRunOfLoadIsInKafkaBetweenItsStartAndItsEnd() throws Exception {
        TopicCatalogue topics = topics("load.");
        Flaky.CALLS.set(0);

        int code = run(
                topics,
                "load",
                "sustained",
                "--target",
                "java:" + Flaky.class.getName(),
                "--rate",
                "50",
                "--warmup",
                "200ms",
                "--duration",
                "1s",
                "--operation",
                "checkout",
                "--output",
                "json",
                "--set",
                "agent.system=shop",
                "--set",
                "host.enabled=false");

        assertThat(code).as(err.toString()).isEqualTo(ExitCode.FINE);
        String run = new ObjectMapper().readTree(out.toString()).get("run").asText();
        assertThat(run).startsWith("load-sustained-");
        List<ConsumerRecord<String, RunEvent>> phases = read(topics.runs());
        assertThat(phases)
                .extracting(record -> record.value().getPhase())
                .containsExactly(RunPhase.STARTED, RunPhase.STAGE, RunPhase.STAGE, RunPhase.FINISHED);
        assertThat(phases.get(1).value().getStage()).isEqualTo("warm-up");
        assertThat(phases).allSatisfy(record -> {
            assertThat(record.value().getSystem()).isEqualTo("shop");
            assertThat(record.value().getRun()).isEqualTo(run);
            assertThat(record.value().getConfiguration())
                    .containsEntry("load.pattern", "sustained")
                    .containsEntry("load.rate", "50.0")
                    .containsEntry("load.duration", "PT1S");
        });
        List<MeasurementBatch> batches =
                read(topics.measurements()).stream().map(ConsumerRecord::value).toList();
        assertThat(batches).extracting(MeasurementBatch::getRun).containsOnly(run);
        List<Measurement> operations = batches.stream()
                .flatMap(batch -> batch.getMeasurements().stream())
                .filter(measurement -> measurement.getOperation().equals("checkout")) // the agent measures itself, too
                .toList();
        assertThat(operations).hasSize(50).allSatisfy(measurement -> {
            assertThat(measurement.getIntendedStart())
                    .isBetween(
                            phases.get(2).value().getAt(), phases.get(3).value().getAt());
            assertThat(measurement.getServiceNanos()).isNotNull();
        });
        assertThat(operations)
                .filteredOn(measurement -> measurement.getOutcome() == Outcome.ERROR)
                .hasSize(5);
    }

    @Test
    void whatMonitorShowsIsPublishedToo() throws Exception {
        TopicCatalogue topics = topics("monitor.");
        ProbeServerConfig config = ProbeServerConfig.from(Settings.of(Map.of("network.port", "0")));
        try (ProbeServer server = ProbeServer.start(config)) {
            int code = run(
                    topics,
                    "monitor",
                    "--peer",
                    "127.0.0.1:" + server.port(),
                    "--duration",
                    "1500ms",
                    "--set",
                    "network.interval=200ms",
                    "--set",
                    "network.transfer.bytes=100000",
                    "--set",
                    "host.enabled=false");

            assertThat(code).as(err.toString()).isEqualTo(ExitCode.FINE);
        }
        List<TransportSample> samples =
                read(topics.transport()).stream().map(ConsumerRecord::value).toList();
        assertThat(samples)
                .hasSizeGreaterThanOrEqualTo((int) out.toString().lines().count());
        assertThat(out.toString().lines()).isNotEmpty();
    }

    @Test
    void anImportComesWithItsRun() throws Exception {
        TopicCatalogue topics = new TopicCatalogue("import.", 2);
        Path calls = Files.writeString(
                directory.resolve("calls.csv"),
                "at,method,ms\n2026-03-02T08:00:00Z,read,1.5\n2026-03-02T08:00:01Z,write,20\n");

        int code = run(
                topics,
                "import",
                "csv",
                calls.toString(),
                "--operation",
                "method",
                "--start",
                "at",
                "--duration",
                "ms",
                "--unit",
                "ms",
                "--create-topics",
                "--run",
                "nightly");

        assertThat(code).as(err.toString()).isEqualTo(ExitCode.FINE);
        assertThat(read(topics.measurements()))
                .flatExtracting(record -> record.value().getMeasurements())
                .extracting(measurement -> measurement.getOperation())
                .containsExactly("read", "write");
        assertThat(read(topics.runs()))
                .extracting(record -> record.value().getRun())
                .containsOnly("nightly");
    }

    @Test
    void theSameHistogramsAreImportedOnce() throws Exception {
        TopicCatalogue topics = new TopicCatalogue("again.", 2);
        Path log = Path.of("../producers/src/test/resources/import/latency.hlog");
        String[] arguments = {"import", "hlog", log.toString(), "--operation", "charge", "--create-topics"};
        String[] again = Arrays.copyOf(arguments, arguments.length + 1);
        again[arguments.length] = "--again";

        assertThat(run(topics, arguments)).as(err.toString()).isEqualTo(ExitCode.FINDING); // of a bad line in it
        int once = read(topics.summaries()).size();
        assertThat(once).isPositive();
        assertThat(run(topics, arguments)).isEqualTo(ExitCode.FINDING);
        assertThat(out.toString()).contains("imported before: hlog", "nothing was published");
        assertThat(read(topics.summaries())).hasSize(once);

        assertThat(run(topics, again)).isEqualTo(ExitCode.FINDING);
        assertThat(read(topics.summaries())).hasSize(2 * once);
    }

    @Test
    void withoutABrokerARunSaysSoBeforeItBegins() {
        int code = Main.run(
                new PrintWriter(out, true),
                new PrintWriter(err, true),
                "load",
                "sustained",
                "--target",
                "java:" + Flaky.class.getName(),
                "--rate",
                "50",
                "--duration",
                "1s",
                "--set",
                "kafka.bootstrap.servers=127.0.0.1:1",
                "--set",
                "kafka.max.block.ms=200",
                "--set",
                "agent.close.timeout=100ms",
                "--set",
                "host.enabled=false",
                "--set",
                "registry.schema.registry.url=" + registry.url());

        assertThat(code).isEqualTo(ExitCode.UNREACHABLE);
        assertThat(err.toString()).contains("plumbline: cannot publish to plumbline.runs");
        assertThat(out.toString()).isEmpty();
    }

    /** Every tenth call fails. */
    public static final class Flaky implements Callable<Integer> {
        private static final AtomicInteger CALLS = new AtomicInteger();

        @Override
        public Integer call() {
            if (CALLS.incrementAndGet() % 10 == 0) {
                throw new IllegalStateException("every tenth");
            }
            return 1;
        }
    }

    private int run(TopicCatalogue topics, String... arguments) {
        List<String> all = new ArrayList<>(List.of(arguments));
        String measurements = topics.measurements().name();
        Map.of(
                        "kafka.bootstrap.servers", broker.bootstrapServers(),
                        "registry.schema.registry.url", registry.url(),
                        "topics.prefix", measurements.substring(0, measurements.indexOf('.') + 1),
                        "topics.partitions", "2")
                .forEach((key, value) -> all.addAll(List.of("--set", key + "=" + value)));
        return Main.run(new PrintWriter(out, true), new PrintWriter(err, true), all.toArray(String[]::new));
    }

    private static TopicCatalogue topics(String prefix) throws Exception {
        TopicCatalogue topics = new TopicCatalogue(prefix, 2);
        try (Admin admin = Admin.create(Map.of("bootstrap.servers", broker.bootstrapServers()))) {
            TopicAdmin.apply(admin, topics, (short) 1);
        }
        return topics;
    }

    /** Everything that is in a topic now. */
    private static <V extends SpecificRecord> List<ConsumerRecord<String, V>> read(Topic<V> topic) {
        try (RegistryClient client = RegistryClient.create(Map.of("schema.registry.url", registry.url()))) {
            return TopicRecords.of(topic, broker.bootstrapServers(), client);
        }
    }
}
