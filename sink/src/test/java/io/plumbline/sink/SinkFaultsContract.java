package io.plumbline.sink;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.plumbline.schemas.event.NodeState;
import io.plumbline.schemas.event.WindowStats;
import io.plumbline.schemas.serde.AvroSerializer;
import io.plumbline.schemas.topic.TopicAdmin;
import io.plumbline.sink.core.SinkStoppedException;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Future;
import org.apache.kafka.clients.admin.RecordsToDelete;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.clients.producer.RecordMetadata;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.common.serialization.StringSerializer;
import org.junit.jupiter.api.Test;

/** The whole sink while something around it fails, or is gone. */
public abstract class SinkFaultsContract extends BrokerContract {
    protected SinkFaultsContract(TestServer server) {
        super(server);
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
    void aTableThatRefusesEverythingIsWaitedFor() throws InterruptedException {
        for (int i = 0; i < 50; i++) {
            send(topics.nodes(), "n" + i, Events.node(NodeState.UP, i));
        }
        database.execute("ALTER TABLE plumbline.node_status ADD CHECK (recorded < 0)");
        try (SinkApp sink = start()) {
            await().atMost(PATIENCE).until(() -> sink.retries() > 1);
            assertThat(sink.live()).isTrue();
            assertThat(sink.ready()).isFalse();
            assertThat(database.count("plumbline.quarantine")).isLessThanOrEqualTo(20);

            database.execute("ALTER TABLE plumbline.node_status DROP CONSTRAINT node_status_recorded_check1");

            assertThat(sink.awaitCaughtUp(PATIENCE)).isTrue();
            assertThat(sink.ready()).isTrue();
        }
        assertThat(database.query("SELECT sum(stored_records) || ' ' || sum(quarantined_records) || ' '"
                        + " || (SELECT count(*) FROM plumbline.quarantine) FROM plumbline.sink_position"))
                .isEqualTo("50 0 0");
    }

    @Test
    void whatRetentionTookIsNamedAndSkippedOnlyIfSomebodySaysSo() throws Exception {
        storeWindows(0, 3);
        for (int i = 3; i < 9; i++) {
            sendTo(0, Events.window(i));
        }
        admin.deleteRecords(Map.of(partition(), RecordsToDelete.beforeOffset(7)))
                .all()
                .get();

        assertStops("lost the records from 3 up to, without, 7", "--accept-gap");
        acceptGap();

        assertThat(gap()).isEqualTo("3 7 RETENTION");
        assertThat(position()).isEqualTo("9 0 5");
        assertThat(storedWindows()).isEqualTo(5);
    }

    @Test
    void aTopicThatWasMadeAgainIsNamedAndReadAnewOnlyIfSomebodySaysSo() throws Exception {
        storeWindows(0, 3);
        admin.deleteTopics(List.of(topics.windowStats().name())).all().get();
        await().atMost(PATIENCE).until(() -> {
            TopicAdmin.apply(admin, topics, (short) 1);
            return admin.listTopics()
                    .names()
                    .get()
                    .contains(topics.windowStats().name());
        });
        sendTo(0, Events.window(7));

        assertStops("was deleted and made again", "--accept-gap");
        acceptGap();

        assertThat(gap()).isEqualTo("3 0 RECREATED");
        assertThat(position()).isEqualTo("1 0 1");
        assertThat(storedWindows()).isEqualTo(4);
    }

    @Test
    void recordsThatTheBrokerLostAreNamedAndDoneWithoutOnlyIfSomebodySaysSo() throws Exception {
        storeWindows(0, 3);
        database.execute("UPDATE plumbline.sink_position SET next_offset = 8 WHERE topic = '"
                + partition().topic() + "' AND partition = 0");

        assertStops("ends at 3, before the stored position 8", "--accept-gap");
        acceptGap();
        storeWindows(3, 4);

        assertThat(gap()).isEqualTo("8 3 TRUNCATED");
        assertThat(position()).isEqualTo("4 3 1");
        assertThat(storedWindows()).isEqualTo(4);
    }

    private void storeWindows(int from, int upto) throws InterruptedException {
        for (int i = from; i < upto; i++) {
            sendTo(0, Events.window(i));
        }
        try (SinkApp sink = start()) {
            assertThat(sink.awaitCaughtUp(PATIENCE)).isTrue();
        }
    }

    private void assertStops(String... message) {
        try (SinkApp sink = start()) {
            await().atMost(PATIENCE).until(() -> !sink.live());
            assertThat(sink.failure().orElseThrow())
                    .isInstanceOf(SinkStoppedException.class)
                    .hasMessageContainingAll(message);
        }
        assertThat(database.count("plumbline.sink_gap")).isZero();
    }

    private void acceptGap() throws InterruptedException {
        try (SinkApp sink = start(Map.of("sink.accept.gap", "true"))) {
            assertThat(sink.awaitCaughtUp(PATIENCE)).isTrue();
        }
    }

    private void sendTo(int partition, WindowStats window) {
        try (AvroSerializer<WindowStats> serializer = new AvroSerializer<>(WindowStats.class, client)) {
            String topic = topics.windowStats().name();
            publish(new ProducerRecord<>(topic, partition, "k", serializer.serialize(topic, window)));
        }
    }

    private TopicPartition partition() {
        return new TopicPartition(topics.windowStats().name(), 0);
    }

    private long storedWindows() {
        return database.count("plumbline.window_stats");
    }

    private String gap() {
        return database.query(
                "SELECT concat_ws(' ', from_offset, upto_offset, kind) FROM plumbline.sink_gap WHERE topic = '"
                        + partition().topic() + "' AND partition = 0");
    }

    private String position() {
        return database.query(
                "SELECT concat_ws(' ', next_offset, counted_from, stored_records) FROM plumbline.sink_position"
                        + " WHERE topic = '" + partition().topic() + "' AND partition = 0");
    }
}
