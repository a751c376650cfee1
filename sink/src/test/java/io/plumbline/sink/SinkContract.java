package io.plumbline.sink;

import static io.plumbline.schemas.event.HealthStatus.CRITICAL;
import static io.plumbline.schemas.event.HealthStatus.HEALTHY;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.plumbline.local.Directories;
import io.plumbline.local.LocalBroker;
import io.plumbline.local.LocalRegistry;
import io.plumbline.schemas.event.Health;
import io.plumbline.schemas.event.NodeState;
import io.plumbline.schemas.event.RunPhase;
import io.plumbline.schemas.event.TransportStats;
import io.plumbline.schemas.event.WindowStats;
import io.plumbline.schemas.registry.RegistryClient;
import io.plumbline.schemas.serde.AvroSerializer;
import io.plumbline.schemas.topic.SchemaCatalogue;
import io.plumbline.schemas.topic.Topic;
import io.plumbline.schemas.topic.TopicAdmin;
import io.plumbline.schemas.topic.TopicCatalogue;
import io.plumbline.settings.Settings;
import io.plumbline.sink.core.SinkStoppedException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Future;
import org.apache.avro.specific.SpecificRecord;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.RecordsToDelete;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.clients.producer.RecordMetadata;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.header.internals.RecordHeader;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.common.serialization.StringSerializer;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** The whole sink between a real broker and a real database. */
public abstract class SinkContract extends DatabaseContract {
    private static final Duration PATIENCE = Duration.ofSeconds(30);

    private Path directory;
    private LocalBroker broker;
    private SwitchableRegistry registry;
    private RegistryClient client;
    private Admin admin;
    private Producer<String, byte[]> producer;
    private TopicCatalogue topics;
    private int test;

    protected SinkContract(TestServer server) {
        super(server);
    }

    @BeforeAll
    void startServers() throws Exception {
        directory = Directories.temporary("plumbline-sink-test-");
        broker = LocalBroker.start(directory);
        registry = new SwitchableRegistry(LocalRegistry.start());
        client = RegistryClient.create(Map.of("schema.registry.url", registry.directUrl()));
        admin = Admin.create(Map.of("bootstrap.servers", broker.bootstrapServers()));
        producer = new KafkaProducer<>(
                Map.of("bootstrap.servers", broker.bootstrapServers()),
                new StringSerializer(),
                new ByteArraySerializer());
    }

    @AfterAll
    void stopServers() {
        if (broker != null) {
            producer.close();
            admin.close();
            client.close();
            registry.close();
            broker.close();
            Directories.delete(directory);
        }
    }

    /** Each test has topics of its own, and an empty database. */
    @BeforeEach
    void prepare() throws Exception {
        topics = new TopicCatalogue("t" + ++test + ".", 2);
        TopicAdmin.apply(admin, topics, (short) 1);
        SchemaCatalogue.apply(client, topics);
        database.truncateWindows();
        database.execute("TRUNCATE plumbline.node_status, plumbline.delivery, plumbline.run_event, plumbline.health,"
                + " plumbline.health_history, plumbline.sink_position,"
                + " plumbline.quarantine");
    }

    @Test
    void everyTopicReachesItsTable() throws InterruptedException {
        for (int i = 0; i < 50; i++) {
            send(topics.windowStats(), "k" + i, Events.window(i));
        }
        send(topics.resourceStats(), "n1", Events.resources(0));
        send(topics.transportStats(), "n1", Events.transport(0, "n2", 1_000, 2_000));
        send(topics.transportStats(), "n1", Events.transport(0, ""));
        send(topics.nodes(), "n1", Events.node(NodeState.UP, 5));
        send(topics.nodes(), "n1", Events.node(NodeState.STOPPED, 9));
        send(topics.deliveries(), "n1/b1", Events.delivery(8));
        send(topics.runs(), "r1", Events.run(RunPhase.STARTED));

        try (SinkApp sink = start()) {
            assertThat(sink.awaitCaughtUp(PATIENCE)).isTrue();
            assertThat(sink.ready()).isTrue();
        }

        assertThat(database.count("grafana.windows")).isEqualTo(50);
        assertThat(database.query("SELECT cpu_system_p95 FROM grafana.resources"))
                .isEqualTo("0.45");
        assertThat(database.query("SELECT concat_ws(' ', sent_bits_per_second / 1e6, tier, round_trip_count,"
                        + " plumbline.sketch_quantile(1, round_trip_lo, round_trip_counts, round_trip_min_ns, round_trip_max_ns),"
                        + " connection_success_share, packet_loss_share)"
                        + " FROM grafana.transport_stats WHERE peer = 'n2'"))
                .isEqualTo("1000 STANDARD 2 2000 0.75 0.1");
        assertThat(database.query("SELECT num_nulls(received_bytes, received_us, received_bits_per_second,"
                        + " total_bits_per_second, round_trip_count, round_trip_p99_ns, round_trip_counts, connect_count)"
                        + " FROM grafana.transport_stats WHERE peer = ''"))
                .isEqualTo("8"); // what nobody measured is null
        assertThat(database.query("SELECT status FROM grafana.nodes")).isEqualTo("stopped");
        assertThat(database.query(
                        "SELECT concat_ws(' ', recorded_count, received_count, dropped_count, duplicated_count,"
                                + " lost_count) FROM grafana.deliveries"))
                .isEqualTo("9 8 1 2 0");
        assertThat(database.query("SELECT configuration ->> 'nodes' FROM plumbline.run_event"))
                .isEqualTo("10");
    }

    @Test
    void healthIsKeptAsItIsAndAsItWas() throws InterruptedException {
        Instant now = Instant.now().truncatedTo(ChronoUnit.MILLIS);
        String key = "net//NODE/n1";
        send(
                topics.health(),
                key,
                Events.health(now.minusSeconds(60), HEALTHY, Events.reason(HEALTHY, "sends heartbeats")));
        Health gone = Events.health(
                now.minusSeconds(30),
                CRITICAL,
                Events.reason(CRITICAL, "no heartbeat"),
                Events.reason(HEALTHY, "fine"));
        send(topics.health(), key, gone);
        gone.setEvaluatedAt(now);
        send(topics.health(), key, gone); // the same again
        sendBytes(topics.health(), "net//NODE/n2", null); // the topic forgets a node

        try (SinkApp sink = start()) {
            assertThat(sink.awaitCaughtUp(PATIENCE)).isTrue();
        }

        assertThat(database.query(
                        "SELECT concat_ws(' ', scope, subject, status, severity, unwell_count, looked_at_count,"
                                + " reason) FROM grafana.health"))
                .isEqualTo("NODE n1 CRITICAL 3 1 2 no heartbeat");
        assertThat(database.query("SELECT string_agg(concat_ws(' ', status, reason, extract(epoch FROM evaluated_at -"
                        + " changed_at)::int), ', ' ORDER BY changed_at) FROM grafana.health_history"))
                .isEqualTo("HEALTHY sends heartbeats 0, CRITICAL no heartbeat 30");
        assertThat(database.query("SELECT string_agg(concat_ws(' ', code, status, value, threshold, unit, text), ', ')"
                        + " FROM grafana.health_reasons"))
                .isEqualTo("HEARTBEAT CRITICAL 16 15 s no heartbeat, HEARTBEAT HEALTHY 15 s fine");
        assertThat(database.count("plumbline.quarantine")).isZero();
    }

    @Test
    void healthThatNobodyJudgesAnyMoreIsUnknown() throws InterruptedException {
        Instant judged = Instant.now().minus(2, ChronoUnit.MINUTES); // and that held for 90 s
        send(
                topics.health(),
                "net//NODE/n1",
                Events.health(judged, HEALTHY, Events.reason(HEALTHY, "sends heartbeats")));

        try (SinkApp sink = start()) {
            assertThat(sink.awaitCaughtUp(PATIENCE)).isTrue();
        }

        assertThat(database.query("SELECT concat_ws(': ', status, reason) FROM grafana.health"))
                .isEqualTo("UNKNOWN: nobody judges it any more");
        assertThat(database.count("grafana.health_reasons")).isZero();
    }

    @Test
    void nothingIsStoredAsHealthyOfWhichNothingWasLookedAt() throws InterruptedException {
        send(topics.health(), "net//NODE/n1", Events.health(Instant.now(), HEALTHY));

        try (SinkApp sink = start()) {
            assertThat(sink.awaitCaughtUp(PATIENCE)).isTrue();
        }

        assertThat(database.count("plumbline.health")).isZero();
        assertThat(database.count("plumbline.health_history")).isZero();
        assertThat(database.count("plumbline.quarantine")).isEqualTo(1);
    }

    @Test
    void aRestartResumesFromTheDatabaseAndDoublesNothing() throws InterruptedException {
        send(topics.windowStats(), "k", Events.window(0));
        try (SinkApp sink = start()) {
            assertThat(sink.awaitCaughtUp(PATIENCE)).isTrue();
        }
        String first = database.query("SELECT stored_at FROM plumbline.window_stats");
        send(topics.windowStats(), "k", Events.window(1));

        try (SinkApp sink = start(Map.of("sink.group", "another"))) { // Kafka knows no offsets of this group
            assertThat(sink.awaitCaughtUp(PATIENCE)).isTrue();
        }

        assertThat(database.count("plumbline.window_stats")).isEqualTo(2);
        assertThat(database.query("SELECT stored_at FROM plumbline.window_stats ORDER BY window_start"))
                .isEqualTo(first);
        assertThat(database.query(
                        "SELECT sum(next_offset) FROM plumbline.sink_position WHERE topic LIKE '%window-stats'"))
                .isEqualTo("2");
    }

    @Test
    void poisonIsSetAsideAndItsNeighboursAreStored() throws InterruptedException {
        WindowStats refusedByTheDatabase = Events.window(3);
        refusedByTheDatabase.setRatePerSecond(-1);
        WindowStats contradictory = Events.window(4);
        contradictory.setCount(99);
        TransportStats overcounted = Events.transport(0, "n2", 1_000);
        overcounted.getRoundTrip().setCount(2);
        WindowStats unstorable = Events.window(5);
        unstorable.setRelease("a\0b");
        send(topics.windowStats(), "k", Events.window(0));
        sendBytes(topics.windowStats(), "k", new byte[] {1, 2, 3});
        send(topics.windowStats(), "k", Events.window(1));
        send(topics.windowStats(), "k", refusedByTheDatabase);
        send(topics.windowStats(), "k", contradictory);
        send(topics.windowStats(), "k", unstorable);
        send(topics.transportStats(), "n1", overcounted);
        send(topics.windowStats(), "k", Events.window(2));

        try (SinkApp sink = start()) {
            assertThat(sink.awaitCaughtUp(PATIENCE)).isTrue();
        }

        assertThat(database.count("plumbline.window_stats")).isEqualTo(3);
        assertThat(database.query(
                        "SELECT string_agg(record_offset || ' ' || octet_length(value)::bool, ',' ORDER BY record_offset)"
                                + " FROM plumbline.quarantine WHERE stage = 'sink' AND topic LIKE '%window-stats'"))
                .isEqualTo("1 true,3 true,4 true,5 true");
        assertThat(database.query("SELECT reason FROM grafana.quarantine WHERE record_offset = 3"))
                .contains("window_stats_rate_per_second_check")
                .doesNotContain("ping"); // reasons are for everybody, contents are not
        assertThat(database.query("SELECT reason FROM plumbline.quarantine WHERE record_offset = 5"))
                .isEqualTo("column release cannot hold the character U+0000");
        assertThat(database.query("SELECT reason FROM plumbline.quarantine WHERE topic LIKE '%transport-stats'"))
                .isEqualTo("the window counts 2 durations, its sketch holds 1");
    }

    @Test
    void fewPoisonedRecordsAmongManyAreFound() throws InterruptedException {
        for (int i = 0; i < 1_000; i++) {
            WindowStats window = Events.window(i);
            if (i % 400 == 7) {
                window.setRatePerSecond(-1);
            }
            send(topics.windowStats(), "k" + i, window);
        }

        try (SinkApp sink = start()) {
            assertThat(sink.awaitCaughtUp(PATIENCE)).isTrue();
        }

        assertThat(database.count("plumbline.window_stats")).isEqualTo(997);
        assertThat(database.count("plumbline.quarantine")).isEqualTo(3);
    }

    @Test
    void whatWasAbortedIsNotStored() throws InterruptedException {
        Map<String, Object> transactional =
                Map.of("bootstrap.servers", broker.bootstrapServers(), "transactional.id", "t" + test);
        try (AvroSerializer<WindowStats> serializer = new AvroSerializer<>(WindowStats.class, client);
                Producer<String, byte[]> streams =
                        new KafkaProducer<>(transactional, new StringSerializer(), new ByteArraySerializer());
                SinkApp sink = start()) {
            streams.initTransactions();
            for (int i = 0; i < 10; i++) {
                streams.beginTransaction();
                byte[] value = serializer.serialize(topics.windowStats().name(), Events.window(i));
                Future<RecordMetadata> sent =
                        streams.send(new ProducerRecord<>(topics.windowStats().name(), "k", value));
                if (i % 2 == 0) {
                    streams.commitTransaction();
                } else {
                    streams.abortTransaction();
                }
                assertThat(sent).isDone();
            }
            assertThat(sink.awaitCaughtUp(PATIENCE)).isTrue(); // the last record is an abort's marker
        }

        assertThat(database.count("plumbline.window_stats")).isEqualTo(5);
    }

    @Test
    void retentionMayTakeWhatWasAborted() throws Exception {
        TopicPartition partition = new TopicPartition(topics.windowStats().name(), 0);
        Map<String, Object> transactional =
                Map.of("bootstrap.servers", broker.bootstrapServers(), "transactional.id", "t" + test);
        try (Producer<String, byte[]> streams =
                        new KafkaProducer<>(transactional, new StringSerializer(), new ByteArraySerializer());
                SinkApp sink = start()) {
            streams.initTransactions();
            streams.beginTransaction();
            streams.send(new ProducerRecord<>(partition.topic(), 0, "k", new byte[] {1}))
                    .get();
            streams.abortTransaction();
            await().atMost(PATIENCE)
                    .until(() -> database.count("plumbline.sink_position WHERE topic = '" + partition.topic()
                                    + "' AND partition = 0 AND next_offset = 2")
                            == 1); // the record and its marker
            assertThat(sink.live()).isTrue();
        }
        admin.deleteRecords(Map.of(partition, RecordsToDelete.beforeOffset(2)))
                .all()
                .get();

        try (SinkApp sink = start()) {
            assertThat(sink.awaitCaughtUp(PATIENCE)).isTrue();
        }
    }

    @Test
    void aDeadLetterKeepsItsOriginalCoordinates() throws InterruptedException {
        ProducerRecord<String, byte[]> letter =
                new ProducerRecord<>(topics.deadLetters().name(), 0, "n1", new byte[] {9});
        Map.of("topic", "measurements", "partition", "3", "offset", "41", "message", "no good")
                .forEach((key, value) -> letter.headers()
                        .add(new RecordHeader("__streams.errors." + key, value.getBytes(StandardCharsets.UTF_8))));
        publish(letter);
        publish(letter); // two parts of one record are two dead letters

        try (SinkApp sink = start()) {
            assertThat(sink.awaitCaughtUp(PATIENCE)).isTrue();
        }

        assertThat(database.count(
                        "grafana.quarantine WHERE stage = 'streams' AND topic = 'measurements' AND partition = 3"
                                + " AND record_offset = 41 AND reason = 'no good' AND value_bytes = 1"))
                .isEqualTo(2);
    }

    @Test
    void anOutageOfTheDatabaseDelaysAndLosesNothing() throws InterruptedException {
        send(topics.windowStats(), "k", Events.window(0));
        try (SinkApp sink = start()) {
            assertThat(sink.awaitCaughtUp(PATIENCE)).isTrue();
            database.shut();
            for (int i = 1; i < 20; i++) {
                send(topics.windowStats(), "k" + i, Events.window(i));
            }
            await().atMost(PATIENCE).until(() -> !sink.ready());
            assertThat(sink.live()).isTrue();
            await().atMost(PATIENCE).until(() -> sink.lag() == 19); // it grows while nothing can be stored

            database.open();

            assertThat(sink.awaitCaughtUp(PATIENCE)).isTrue();
            assertThat(sink.ready()).isTrue();
        } finally {
            database.open();
        }
        assertThat(database.count("plumbline.window_stats")).isEqualTo(20);
        assertThat(database.count("plumbline.quarantine")).isZero();
    }

    @Test
    void anOutageOfTheRegistryDelaysAndQuarantinesNothing() throws InterruptedException {
        registry.switchOff();
        send(topics.windowStats(), "k", Events.window(0));
        sendBytes(topics.deadLetters(), "n1", new byte[] {9});
        try (SinkApp sink = start()) {
            await().atMost(PATIENCE).until(() -> database.count("plumbline.quarantine") == 1); // needs no registry
            assertThat(sink.ready()).isFalse();
            assertThat(sink.live()).isTrue();

            registry.switchOn();

            assertThat(sink.awaitCaughtUp(PATIENCE)).isTrue();
        } finally {
            registry.switchOn();
        }
        assertThat(database.count("plumbline.window_stats")).isEqualTo(1);
        assertThat(database.count("plumbline.quarantine")).isEqualTo(1);
    }

    @Test
    void theNewOwnerFencesTheOld() throws InterruptedException {
        send(topics.windowStats(), "k", Events.window(0));
        try (SinkApp old = start(Map.of("sink.group", "old"))) {
            assertThat(old.awaitCaughtUp(PATIENCE)).isTrue();
            // Another group: Kafka gives both all partitions, as if the first had not noticed that it lost them.
            try (SinkApp young = start(Map.of("sink.group", "young"))) {
                for (int i = 1; i <= 200; i++) {
                    send(topics.windowStats(), "k" + i, Events.window(i));
                }
                await().atMost(PATIENCE).until(() -> database.count("plumbline.window_stats") == 201);
                assertThat(young.live()).isTrue();
            }
        }
        assertThat(database.count("plumbline.window_stats WHERE revision > 0")).isZero();
        assertThat(database.query(
                        "SELECT sum(next_offset) FROM plumbline.sink_position WHERE topic LIKE '%window-stats'"))
                .isEqualTo("201");
    }

    @Test
    void aTopicThatWasMadeAgainStopsTheSinkLoudly() throws Exception {
        send(topics.windowStats(), "k", Events.window(0));
        try (SinkApp sink = start()) {
            assertThat(sink.awaitCaughtUp(PATIENCE)).isTrue();
        }
        admin.deleteTopics(List.of(topics.windowStats().name())).all().get();
        await().atMost(PATIENCE).until(() -> {
            TopicAdmin.apply(admin, topics, (short) 1);
            return admin.listTopics()
                    .names()
                    .get()
                    .contains(topics.windowStats().name());
        });

        try (SinkApp sink = start()) {
            await().atMost(PATIENCE).until(() -> !sink.live());
            assertThat(sink.failure().orElseThrow())
                    .isInstanceOf(SinkStoppedException.class)
                    .hasMessageContaining("was deleted and made again");
        }
    }

    private SinkApp start() {
        return start(Map.of());
    }

    private SinkApp start(Map<String, String> more) {
        Map<String, String> settings = new HashMap<>();
        settings.put("kafka.bootstrap.servers", broker.bootstrapServers());
        settings.put("registry.schema.registry.url", registry.url());
        settings.put("db.url", database.url());
        settings.put("topics.prefix", "t" + test + ".");
        settings.put("sink.backoff.last", "500ms");
        settings.putAll(more);
        return SinkApp.start(Settings.of(settings), topics, new SimpleMeterRegistry());
    }

    private <V extends SpecificRecord> void send(Topic<V> topic, String key, V event) {
        try (AvroSerializer<V> serializer = new AvroSerializer<>(topic.type(), client)) {
            sendBytes(topic, key, serializer.serialize(topic.name(), event));
        }
    }

    private void sendBytes(Topic<?> topic, String key, byte[] value) {
        publish(new ProducerRecord<>(topic.name(), key, value));
    }

    private void publish(ProducerRecord<String, byte[]> record) {
        try {
            producer.send(record).get();
        } catch (InterruptedException | ExecutionException e) {
            throw new IllegalStateException("cannot publish", e);
        }
    }
}
