package io.plumbline.streams.app;

import static io.plumbline.streams.topology.Agent.event;
import static org.assertj.core.api.Assertions.assertThat;

import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.plumbline.schemas.event.MeasurementBatch;
import io.plumbline.schemas.topic.Topic;
import io.plumbline.settings.Settings;
import io.plumbline.streams.BatchComputation;
import io.plumbline.streams.topology.Agent;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What can never be read costs nobody but itself. */
class PoisonTest {
    private static final List<byte[]> POISON = List.of(
            "no framing".getBytes(StandardCharsets.UTF_8),
            new byte[] {0, 0, 15, 66, 64, 1, 2, 3}, // framed, with an id that the registry does not know
            new byte[] {1, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 7}, // framed with a GUID
            new byte[] {0, 0, 0},
            new byte[0]);

    @TempDir
    Path directory;

    private final SimpleMeterRegistry meters = new SimpleMeterRegistry();
    private final BatchComputation computation = new BatchComputation();
    private final Agent agent = new Agent("node-1");
    private final List<DeadLetter> expected = new ArrayList<>();

    @ParameterizedTest
    @ValueSource(strings = {"classic", "streams"})
    void poisonIsSetAsideAndItsNeighboursAreCounted(String protocol) throws Exception {
        try (TestCluster cluster = new TestCluster(directory.resolve("broker"))) {
            Settings settings = Settings.of(cluster.settings(directory.resolve("state")));
            Settings ofProtocol = settings.with(Map.of("streams.group.protocol", protocol));
            try (StreamsApp app = StreamsApp.start(ofProtocol, cluster.topics, meters)) {
                for (int i = 0; i < POISON.size(); i++) {
                    sendNeighbour(cluster, i);
                    sendPoison(cluster, cluster.topics.measurements(), POISON.get(i));
                    sendPoison(cluster, cluster.topics.summaries(), POISON.get(i));
                    sendPoison(cluster, cluster.topics.resources(), POISON.get(i));
                }
                sendPoison(cluster, cluster.topics.measurements(), cutShort(sendNeighbour(cluster, POISON.size())));
                app.drain();
                assertThat(app.awaitDrained(Duration.ofSeconds(60))).isTrue();
            }
            computation.assertEqualTo(cluster.committed(cluster.topics.windowStats()));
            List<ConsumerRecord<String, byte[]>> letters =
                    cluster.committed(cluster.topics.deadLetters().name());
            assertThat(letters.stream().map(DeadLetter::of)).containsExactlyInAnyOrderElementsOf(expected);
            assertThat(letters).allSatisfy(letter -> {
                assertThat(DeadLetter.header(letter, "__streams.errors.exception"))
                        .contains("SerializationException");
                assertThat(DeadLetter.header(letter, "__streams.errors.message"))
                        .isNotBlank();
            });
        }
        assertThat(meters.get("plumbline.streams.quarantined").counter().count())
                .isEqualTo(expected.size());
    }

    private ProducerRecord<String, byte[]> sendNeighbour(TestCluster cluster, int second) throws Exception {
        MeasurementBatch batch = agent.batch(event("charge", 100_000 + second * 1_000L, 1_000));
        computation.take(batch);
        ProducerRecord<String, byte[]> record = cluster.record(batch);
        cluster.send(record);
        return record;
    }

    private void sendPoison(TestCluster cluster, Topic<?> topic, byte[] value) throws Exception {
        ProducerRecord<String, byte[]> record = new ProducerRecord<>(topic.name(), "node-1", value);
        expected.add(DeadLetter.of(cluster.send(record), record.key(), value));
    }

    private static byte[] cutShort(ProducerRecord<String, byte[]> record) {
        return Arrays.copyOf(record.value(), record.value().length - 3);
    }
}
