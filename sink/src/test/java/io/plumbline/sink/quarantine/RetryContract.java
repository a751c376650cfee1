package io.plumbline.sink.quarantine;

import static org.assertj.core.api.Assertions.assertThat;

import io.plumbline.schemas.event.NodeState;
import io.plumbline.schemas.event.NodeStatus;
import io.plumbline.schemas.event.WindowStats;
import io.plumbline.schemas.topic.TopicCatalogue;
import io.plumbline.settings.Settings;
import io.plumbline.sink.DatabaseContract;
import io.plumbline.sink.Events;
import io.plumbline.sink.TestServer;
import io.plumbline.sink.audit.Audit;
import io.plumbline.sink.audit.AuditProgress;
import io.plumbline.sink.audit.AuditReport;
import io.plumbline.sink.audit.AuditReport.Verdict;
import io.plumbline.sink.audit.AuditedPipeline;
import io.plumbline.sink.audit.Finding;
import io.plumbline.sink.audit.Finding.Kind;
import io.plumbline.sink.audit.Scope;
import io.plumbline.sink.quarantine.Attempt.Outcome;
import java.nio.charset.StandardCharsets;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.StringDeserializer;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Retries by a user with the writer's rights, of what a real sink set aside. */
public abstract class RetryContract extends DatabaseContract {
    private static final String CHECK = "window_stats_rate_per_second_check";

    private AuditedPipeline pipeline;
    private TopicCatalogue topics;
    private int test;

    protected RetryContract(TestServer server) {
        super(server);
    }

    @BeforeAll
    void startServers() {
        pipeline = new AuditedPipeline();
        database.execute("UPDATE plumbline.retention SET keep = NULL"); // the events of these tests are old
    }

    @AfterAll
    void stopServers() {
        if (pipeline != null) {
            pipeline.close();
        }
    }

    @BeforeEach
    void newTopics() throws Exception {
        topics = pipeline.topics("r" + ++test + ".");
    }

    @Test
    void whatTheDatabaseRefusedIsStoredOnceItsReasonIsGone() throws Exception {
        pipeline.send(topics.windowStats(), "k", refused(10));
        pipeline.store(database, topics);
        Coordinates found = new Coordinates(topics.windowStats().name(), 0, 0);

        assertThat(retry(found, false).orElseThrow()).satisfies(again -> {
            assertThat(again.outcome()).isEqualTo(Outcome.REFUSED);
            assertThat(again.reason()).contains("rate_per_second_check");
        });
        assertThat(database.query("SELECT concat_ws(' ', outcome, retried_by, retry_reason) FROM plumbline.quarantine"
                        + " WHERE found_topic = '" + found.topic() + "'"))
                .startsWith("REFUSED ann ")
                .contains("rate_per_second_check");

        withoutTheCheck(() -> {
            assertThat(retry(found, true).orElseThrow().outcome()).isEqualTo(Outcome.STORED);
            assertThat(rows(10)).isZero(); // that was a rehearsal
            assertThat(retry(found, false).orElseThrow().outcome()).isEqualTo(Outcome.STORED);
            assertThat(rows(10)).isEqualTo(1);
            assertThat(retry(found, false)).isEmpty();
        });
    }

    @Test
    void theAuditExpectsTheRowsOfWhatWasTakenOutOfQuarantine() throws Exception {
        pipeline.send(topics.windowStats(), "k", refused(20));
        pipeline.store(database, topics);
        Scope windows = new Scope("window-stats", null, null, null, null, false, false);

        withoutTheCheck(() -> {
            retry(new Coordinates(topics.windowStats().name(), 0, 0), false);

            AuditReport fine = audit(windows);
            assertThat(fine.verdict()).isEqualTo(Verdict.FINE);
            assertThat(fine.partitions().get(0).retried()).isEqualTo(1);
            assertThat(fine.partitions().get(0).held().quarantined()).isEqualTo(1);

            delete(20);
            assertThat(audit(windows).findings()).extracting(Finding::kind).containsExactly(Kind.ROW_LOST);
        });
    }

    @Test
    void thePresentDoesNotGoBackToWhatWasRefusedBefore() throws Exception {
        NodeStatus refused = Events.node(NodeState.UP, 5);
        refused.setHeartbeatIntervalMillis(0);
        pipeline.send(topics.nodes(), "n1", refused);
        pipeline.store(database, topics);
        pipeline.send(topics.nodes(), "n1", Events.node(NodeState.STOPPED, 9));
        pipeline.store(database, topics);
        database.execute("ALTER TABLE plumbline.node_status DROP CONSTRAINT node_status_heartbeat_interval_ms_check");
        try {
            assertThat(retry(new Coordinates(topics.nodes().name(), 0, 0), false)
                            .orElseThrow()
                            .outcome())
                    .isEqualTo(Outcome.STORED);
            assertThat(database.query("SELECT state FROM plumbline.node_status"))
                    .isEqualTo("STOPPED");
        } finally {
            database.execute("ALTER TABLE plumbline.node_status ADD CHECK (heartbeat_interval_ms > 0)");
        }
    }

    @Test
    void aDeadLetterIsSentAgainAsItWasAndOnlyOnce() throws Exception {
        deadLetter("org.apache.kafka.common.errors.SerializationException");
        pipeline.store(database, topics);
        Coordinates found = new Coordinates(topics.deadLetters().name(), 0, 0);

        assertThat(retry(found, true).orElseThrow().outcome()).isEqualTo(Outcome.RESENT);
        assertThat(sent()).isEmpty(); // that was a rehearsal

        assertThat(retry(found, false).orElseThrow().resent())
                .isEqualTo(new Coordinates(topics.measurements().name(), 0, 0));
        assertThat(retry(found, false)).isEmpty();

        assertThat(sent()).singleElement().satisfies(record -> {
            assertThat(record.key()).isEqualTo("n1");
            assertThat(record.value()).containsExactly(1, 2, 3);
            assertThat(record.timestamp()).isEqualTo(1_234);
            assertThat(record.headers()).extracting(header -> header.key()).containsExactly("plumbline.retry.of");
            assertThat(new String(
                            record.headers().lastHeader("plumbline.retry.of").value(), StandardCharsets.UTF_8))
                    .isEqualTo(found.toString());
        });
        assertThat(database.query("SELECT concat_ws(' ', outcome, resent_topic, resent_partition, resent_offset)"
                        + " FROM grafana.quarantine WHERE found_topic = '" + found.topic() + "'"))
                .isEqualTo("RESENT " + topics.measurements().name() + " 0 0");
    }

    @Test
    void whatWouldOnlyCountAsDuplicatedStays() throws Exception {
        deadLetter("java.lang.IllegalArgumentException");
        pipeline.store(database, topics);

        Attempt attempt =
                retry(new Coordinates(topics.deadLetters().name(), 0, 0), false).orElseThrow();

        assertThat(attempt.outcome()).isEqualTo(Outcome.REFUSED);
        assertThat(attempt.reason()).contains("would only count as duplicated");
        assertThat(sent()).isEmpty();
    }

    @Test
    void theListIsChosenByWhereWhenWhoAndWhy() throws Exception {
        pipeline.send(topics.windowStats(), "k", refused(30));
        deadLetter("java.lang.IllegalArgumentException");
        pipeline.store(database, topics);
        String windows = topics.windowStats().name();

        try (Retry retry = open(false)) {
            assertThat(retry.choose(new Selection(windows, null, null, null, true, 9)))
                    .singleElement()
                    .satisfies(entry -> assertThat(entry.found()).isEqualTo(new Coordinates(windows, 0, 0)));
            assertThat(retry.choose(new Selection(topics.measurements().name(), "streams", null, "no go", true, 9)))
                    .singleElement()
                    .satisfies(entry -> assertThat(entry.offset()).isEqualTo(41));
            assertThat(retry.choose(new Selection(windows, "streams", null, null, true, 9)))
                    .isEmpty();
            assertThat(retry.choose(new Selection(windows, null, null, "another reason", true, 9)))
                    .isEmpty();
            assertThat(retry.choose(
                            new Selection(windows, null, Events.START.plus(Duration.ofDays(99_999)), null, true, 9)))
                    .isEmpty();
            assertThat(retry.choose(new Selection(null, null, null, null, false, 1)))
                    .hasSize(1);
        }
    }

    private interface Step {
        void run() throws SQLException;
    }

    private void withoutTheCheck(Step step) throws SQLException {
        database.execute("ALTER TABLE plumbline.window_stats_short DROP CONSTRAINT " + CHECK);
        try {
            step.run();
        } finally {
            database.execute("DELETE FROM plumbline.window_stats_short; ALTER TABLE plumbline.window_stats_short"
                    + " ADD CONSTRAINT " + CHECK + " CHECK (rate_per_second >= 0)");
        }
    }

    private static WindowStats refused(int index) {
        WindowStats window = Events.window(index);
        window.setRatePerSecond(-1);
        return window;
    }

    private long rows(int index) {
        return database.count("plumbline.window_stats WHERE window_start = '" + Events.START.plusSeconds(index) + "'");
    }

    private void delete(int index) {
        database.execute("DELETE FROM plumbline.window_stats_short WHERE window_start = '"
                + Events.START.plusSeconds(index) + "'");
    }

    private void deadLetter(String exception) {
        ProducerRecord<String, byte[]> letter =
                new ProducerRecord<>(topics.deadLetters().name(), 0, 1_234L, "n1", new byte[] {1, 2, 3});
        Map.of("topic", topics.measurements().name(), "partition", "0", "offset", "41", "message", "no good")
                .forEach((key, value) ->
                        letter.headers().add("__streams.errors." + key, value.getBytes(StandardCharsets.UTF_8)));
        letter.headers().add("__streams.errors.exception", exception.getBytes(StandardCharsets.UTF_8));
        pipeline.publish(letter);
    }

    private List<ConsumerRecord<String, byte[]>> sent() {
        TopicPartition partition = new TopicPartition(topics.measurements().name(), 0);
        Map<String, Object> kafka =
                Map.of("bootstrap.servers", pipeline.settings(database, topics).get("kafka.bootstrap.servers"));
        try (Consumer<String, byte[]> consumer =
                new KafkaConsumer<>(kafka, new StringDeserializer(), new ByteArrayDeserializer())) {
            consumer.assign(List.of(partition));
            consumer.seekToBeginning(List.of(partition));
            long end = consumer.endOffsets(List.of(partition)).get(partition);
            List<ConsumerRecord<String, byte[]>> result = new ArrayList<>();
            while (consumer.position(partition) < end) {
                consumer.poll(Duration.ofMillis(100)).forEach(result::add);
            }
            return result;
        }
    }

    private Optional<Attempt> retry(Coordinates found, boolean dryRun) throws SQLException {
        try (Retry retry = open(dryRun)) {
            return retry.retry(found);
        }
    }

    private Retry open(boolean dryRun) throws SQLException {
        return new Retry(settings(), topics, "ann", dryRun);
    }

    private AuditReport audit(Scope scope) throws SQLException {
        return Audit.run(settings(), topics, scope, AuditProgress.NONE);
    }

    /** As the writer's role, which may not do more. */
    private Settings settings() {
        Map<String, String> settings = new HashMap<>(pipeline.settings(database, topics));
        settings.put("db.url", database.urlAs("plumbline_writer"));
        return Settings.of(settings);
    }
}
