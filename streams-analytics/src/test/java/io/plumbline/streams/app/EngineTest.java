package io.plumbline.streams.app;

import static io.plumbline.streams.topology.Agent.event;
import static org.assertj.core.api.Assertions.assertThat;

import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.plumbline.schemas.event.MeasurementBatch;
import io.plumbline.schemas.registry.RegistryClient;
import io.plumbline.schemas.serde.AvroSerde;
import io.plumbline.settings.Settings;
import io.plumbline.streams.topology.Agent;
import io.plumbline.streams.topology.Guards;
import io.plumbline.streams.topology.PollFilter;
import io.plumbline.streams.topology.Shared;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Properties;
import java.util.Random;
import org.apache.avro.specific.SpecificRecord;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.clients.producer.RecordMetadata;
import org.apache.kafka.common.errors.SerializationException;
import org.apache.kafka.common.serialization.Serde;
import org.apache.kafka.common.serialization.Serdes;
import org.apache.kafka.common.serialization.StringDeserializer;
import org.apache.kafka.common.serialization.StringSerializer;
import org.apache.kafka.streams.KafkaStreams;
import org.apache.kafka.streams.Topology;
import org.apache.kafka.streams.processor.api.Processor;
import org.apache.kafka.streams.processor.api.ProcessorContext;
import org.apache.kafka.streams.processor.api.Record;
import org.apache.kafka.streams.state.KeyValueStore;
import org.apache.kafka.streams.state.Stores;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * What one record can do to a topology, shown on one that fails on demand: it numbers the batches of each node, and the
 * name of a batch's operation says how it goes wrong.
 */
class EngineTest {
    private static final String OUT = "plumbline.numbers";
    private static final int BROKER_TAKES_BYTES = 20_000;

    @TempDir
    static Path directory;

    private static final SimpleMeterRegistry meters = new SimpleMeterRegistry();
    private static TestCluster cluster;
    private static RegistryClient registry;
    private static KafkaStreams streams;

    @BeforeAll
    static void start() throws Exception {
        cluster = new TestCluster(directory.resolve("broker"));
        registry = RegistryClient.create(Map.of("schema.registry.url", cluster.registry.url()));
        try (Admin admin = Admin.create(Map.of("bootstrap.servers", cluster.broker.bootstrapServers()))) {
            NewTopic out = new NewTopic(OUT, Optional.of(1), Optional.empty());
            admin.createTopics(List.of(out.configs(Map.of("max.message.bytes", Integer.toString(BROKER_TAKES_BYTES)))))
                    .all()
                    .get();
        }
        Shared shared = Shared.create(meters);
        Properties properties = StreamsConfigs.from(Settings.of(cluster.settings(directory.resolve("state"))))
                .properties(cluster.topics, shared.meters(), new Polls(() -> PollFilter.NONE, shared.drain()));
        streams = Engine.start(topology(shared), properties, shared, CommitListener.NONE);
    }

    @AfterAll
    static void stop() {
        streams.close(Duration.ofSeconds(10));
        registry.close();
        cluster.close();
    }

    @Test
    void anOutputThatIsTooLargeCostsNothingElse() throws Exception {
        double before = unwritable();

        ConsumerRecord<String, byte[]> letter = deadLetterOf("too-large-for-the-client");

        assertThat(numbers("too-large-for-the-client")).containsExactly("1", "3");
        assertIsForOutput(letter, "RecordTooLargeException");
        assertThat(unwritable()).isGreaterThan(before);
    }

    @Test
    void anOutputThatTheBrokerRefusesIsNotSentAgain() throws Exception {
        ConsumerRecord<String, byte[]> letter = deadLetterOf("too-large-for-the-broker");

        assertThat(numbers("too-large-for-the-broker")).containsExactly("1", "3");
        assertIsForOutput(letter, "RecordTooLargeException");
    }

    @Test
    void anOutputThatCannotBeSerialisedCostsNothingElse() throws Exception {
        ConsumerRecord<String, byte[]> letter = deadLetterOf("not-serialisable");

        assertThat(numbers("not-serialisable")).containsExactly("1", "3");
        assertIsForOutput(letter, "SerializationException");
    }

    /** Number 2 was given and sent when the processor failed: the next batch gets it again. */
    @Test
    void aRecordOnWhichAProcessorFailsIsSetAsideWithAllThatItDid() throws Exception {
        ConsumerRecord<String, byte[]> letter = deadLetterOf("bug");

        assertThat(numbers("bug")).containsExactly("1", "2");
        assertThat(letter.value()).isNotNull();
        assertThat(DeadLetter.header(letter, "__streams.errors.message")).contains("a bug of ours");
    }

    /** Sends a batch that goes wrong between two that do not, and waits until all are through. */
    private static ConsumerRecord<String, byte[]> deadLetterOf(String operation) throws Exception {
        Agent agent = new Agent(operation);
        cluster.send(agent.batch(event("fine", 100, 100)));
        ProducerRecord<String, byte[]> record = cluster.record(agent.batch(event(operation, 200, 100)));
        RecordMetadata sent = cluster.send(record);
        cluster.send(agent.batch(event("fine", 300, 100)));
        Awaitility.await()
                .dontCatchUncaughtExceptions() // a stream thread that is replaced dies of one
                .atMost(Duration.ofSeconds(60))
                .untilAsserted(() -> {
                    assertThat(numbers(operation)).hasSize(2);
                    assertThat(lettersOf(operation)).isNotEmpty();
                });
        List<ConsumerRecord<String, byte[]>> letters = lettersOf(operation);
        assertThat(letters).hasSize(1);
        ConsumerRecord<String, byte[]> letter = letters.get(0);
        DeadLetter expected = DeadLetter.of(sent, operation, letter.value() == null ? null : record.value());
        assertThat(DeadLetter.of(letter)).isEqualTo(expected);
        return letter;
    }

    private static void assertIsForOutput(ConsumerRecord<String, byte[]> letter, String exception) {
        assertThat(letter.value()).isNull();
        assertThat(DeadLetter.header(letter, "__streams.errors.exception")).contains(exception);
        assertThat(DeadLetter.header(letter, "plumbline.errors.output.topic")).isEqualTo(OUT);
    }

    private static List<ConsumerRecord<String, byte[]>> lettersOf(String key) {
        return cluster.committed(cluster.topics.deadLetters().name()).stream()
                .filter(letter -> key.equals(letter.key()))
                .toList();
    }

    private static List<String> numbers(String node) {
        return cluster.committed(OUT).stream()
                .filter(record -> record.key().equals(node))
                .map(record -> new String(record.value(), StandardCharsets.UTF_8))
                .toList();
    }

    private static double unwritable() {
        return meters.get("plumbline.streams.outputs.unwritable").counter().count();
    }

    private static Topology topology(Shared shared) {
        Serde<MeasurementBatch> batches = new AvroSerde<>(MeasurementBatch.class, registry);
        String letters = "dead-letters";
        return new Topology()
                .addSource(
                        "in",
                        new StringDeserializer(),
                        batches.deserializer(),
                        cluster.topics.measurements().name())
                .addProcessor("number", Guards.guarded(Numbering::new, letters, shared), "in")
                .addStateStore(
                        Stores.keyValueStoreBuilder(
                                Stores.inMemoryKeyValueStore("numbers"), Serdes.String(), Serdes.Long()),
                        "number")
                .addSink("out", OUT, new StringSerializer(), EngineTest::serialise, "number")
                .addSink(
                        letters,
                        cluster.topics.deadLetters().name(),
                        new StringSerializer(),
                        batches.serializer(),
                        "number");
    }

    private static byte[] serialise(String topic, MeasurementBatch batch) {
        return switch (batch.getMeasurements().get(0).getOperation()) {
            case "too-large-for-the-client" -> new byte[2 << 20];
            case "too-large-for-the-broker" -> incompressible(2 * BROKER_TAKES_BYTES);
            case "not-serialisable" -> throw new SerializationException("there is no form for this");
            default -> Long.toString(batch.getFirstSequence()).getBytes(StandardCharsets.UTF_8);
        };
    }

    private static byte[] incompressible(int size) {
        byte[] bytes = new byte[size];
        new Random(1).nextBytes(bytes);
        return bytes;
    }

    /** Writes the number of a batch into its first sequence. */
    private static final class Numbering implements Processor<String, MeasurementBatch, String, SpecificRecord> {
        private ProcessorContext<String, SpecificRecord> context;
        private KeyValueStore<String, Long> numbers;

        @Override
        public void init(ProcessorContext<String, SpecificRecord> newContext) {
            context = newContext;
            numbers = context.getStateStore("numbers");
        }

        @Override
        public void process(Record<String, MeasurementBatch> input) {
            Long before = numbers.get(input.key());
            long number = before == null ? 1 : before + 1;
            numbers.put(input.key(), number);
            MeasurementBatch numbered = MeasurementBatch.newBuilder(input.value())
                    .setFirstSequence(number)
                    .build();
            context.forward(input.withValue(numbered), "out");
            if (input.value().getMeasurements().get(0).getOperation().equals("bug")) {
                throw new IllegalStateException("a bug of ours");
            }
        }
    }
}
