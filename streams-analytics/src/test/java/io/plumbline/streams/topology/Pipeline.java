package io.plumbline.streams.topology;

import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.plumbline.local.LocalRegistry;
import io.plumbline.schemas.event.AlertEvent;
import io.plumbline.schemas.event.Baseline;
import io.plumbline.schemas.event.Decision;
import io.plumbline.schemas.event.Delivery;
import io.plumbline.schemas.event.Health;
import io.plumbline.schemas.event.Incident;
import io.plumbline.schemas.event.LoadFigures;
import io.plumbline.schemas.event.MeasurementBatch;
import io.plumbline.schemas.event.NodeStatus;
import io.plumbline.schemas.event.OperationSummary;
import io.plumbline.schemas.event.ResourceSample;
import io.plumbline.schemas.event.ResourceStats;
import io.plumbline.schemas.event.RunEvent;
import io.plumbline.schemas.event.ScalingReport;
import io.plumbline.schemas.event.ScoreReport;
import io.plumbline.schemas.event.Signal;
import io.plumbline.schemas.event.TransportSample;
import io.plumbline.schemas.event.TransportStats;
import io.plumbline.schemas.event.TrendReport;
import io.plumbline.schemas.event.WindowStats;
import io.plumbline.schemas.registry.RegistryClient;
import io.plumbline.schemas.serde.AvroSerde;
import io.plumbline.schemas.topic.Topic;
import io.plumbline.schemas.topic.TopicCatalogue;
import io.plumbline.settings.Settings;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import java.util.function.Predicate;
import org.apache.avro.specific.SpecificRecord;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.common.serialization.StringDeserializer;
import org.apache.kafka.common.serialization.StringSerializer;
import org.apache.kafka.streams.StreamsConfig;
import org.apache.kafka.streams.TestOutputTopic;
import org.apache.kafka.streams.TopologyTestDriver;
import org.apache.kafka.streams.test.TestRecord;

/** The topology under a driver whose wall clock stands still unless it is moved. One partition of everything. */
final class Pipeline implements AutoCloseable {
    /** Where the wall clock begins: the event times of tests are of the first minutes of 1970. */
    static final Instant NOW = Instant.ofEpochSecond(3_600);

    private static final LocalRegistry REGISTRY = LocalRegistry.start();

    final SimpleMeterRegistry meters = new SimpleMeterRegistry();
    private final Shared shared = Shared.create(meters);
    final Drain drain = shared.drain();
    private final TopicCatalogue topics = new TopicCatalogue("plumbline.", 1);
    private final RegistryClient registry = RegistryClient.create(Map.of("schema.registry.url", REGISTRY.url()));
    private final TopologyTestDriver driver;
    private Instant now = NOW;
    private final Map<String, TestOutputTopic<String, ?>> outputs = new HashMap<>();

    Pipeline() {
        this(Map.of());
    }

    Pipeline(Map<String, String> settings) {
        TopologyConfig topology = TopologyConfig.from(Settings.of(settings));
        Properties config = new Properties();
        config.put(StreamsConfig.APPLICATION_ID_CONFIG, "test");
        config.put(StreamsConfig.DESERIALIZATION_EXCEPTION_HANDLER_CLASS_CONFIG, PoisonHandler.class);
        config.put(
                StreamsConfig.ERRORS_DEAD_LETTER_QUEUE_TOPIC_NAME_CONFIG,
                topics.deadLetters().name());
        config.put(PoisonHandler.METERS, shared.meters());
        driver = new TopologyTestDriver(PlumblineTopology.build(topics, registry, topology, 1, shared), config, NOW);
    }

    void send(MeasurementBatch... batches) {
        String topic = topics.measurements().name();
        for (MeasurementBatch batch : batches) {
            sendRaw(
                    batch.getNode(),
                    new AvroSerde<>(MeasurementBatch.class, registry)
                            .serializer()
                            .serialize(topic, batch));
        }
    }

    void send(ResourceSample sample) {
        send(topics.resources(), sample.getNode(), sample);
    }

    void send(TransportSample sample) {
        send(topics.transport(), sample.getNode(), sample);
    }

    /** As they were sent. */
    byte[] bytes(TransportSample sample) {
        return new AvroSerde<>(TransportSample.class, registry)
                .serializer()
                .serialize(topics.transport().name(), sample);
    }

    void send(NodeStatus status) {
        send(topics.nodes(), status.getNode(), status);
    }

    void send(RunEvent... events) {
        for (RunEvent event : events) {
            send(topics.runs(), event.getRun(), event);
        }
    }

    /** As stage 2 would emit it. */
    void send(WindowStats... rows) {
        for (WindowStats row : rows) {
            send(topics.windowStats(), Rows.key(FigureRows.series(row)), row);
        }
    }

    /** As stage 1 would emit it, likewise the others. */
    void send(ResourceStats row) {
        send(topics.resourceStats(), row.getNode(), row);
    }

    void send(TransportStats row) {
        send(topics.transportStats(), row.getNode(), row);
    }

    void send(OperationSummary summary) {
        send(topics.summaries(), "agent", summary);
    }

    void send(String key, Baseline baseline) {
        send(topics.baselines(), key, baseline);
    }

    void sendBaselineBytes(String key, byte[] value) {
        driver.createInputTopic(topics.baselines().name(), new StringSerializer(), new ByteArraySerializer())
                .pipeInput(key, value);
    }

    void send(Signal signal) {
        send(topics.signals(), signal.getSystem() + "/" + signal.getRun(), signal);
    }

    void send(Decision decision) {
        send(topics.decisions(), decision.getSystem() + "/" + decision.getRun(), decision);
    }

    void sendRaw(String key, byte[] value) {
        String topic = topics.measurements().name();
        byte[] keyBytes = key.getBytes(StandardCharsets.UTF_8);
        ConsumerRecord<byte[], byte[]> record = new ConsumerRecord<>(topic, 0, 0, keyBytes, value);
        driver.createInputTopic(topic, new ByteArraySerializer(), new ByteArraySerializer())
                .pipeInput(null, Bundler.bundle(List.of(record)).get(0).value(), 0L);
    }

    void pass(Duration wallClock) {
        for (long left = wallClock.toMillis(); left > 0; left -= 100) {
            standStill(Duration.ofMillis(100));
        }
    }

    /** The stream thread stands still, and with it the reading. */
    void standStill(Duration wallClock) {
        now = now.plus(wallClock);
        driver.advanceWallClockTime(wallClock);
    }

    /** The rows since the last call, in the order of their emission. */
    List<WindowStats> rows() {
        return values(topics.windowStats());
    }

    List<WindowStats> rows(Predicate<WindowStats> which) {
        return rows().stream().filter(which).toList();
    }

    /** The signals since the last call. */
    List<Signal> signals() {
        return values(topics.signals());
    }

    /** The baselines that the topology proposed since the last call. */
    List<Baseline> baselines() {
        return values(topics.baselines());
    }

    /** The rows over all nodes of one level, since the last call. */
    List<WindowStats> clusterRows(Duration level) {
        return rows(row -> row.getNode().isEmpty() && row.getWindowMillis() == level.toMillis());
    }

    List<ResourceStats> resourceRows() {
        return values(topics.resourceStats());
    }

    List<TransportStats> transportRows() {
        return values(topics.transportStats());
    }

    /** The newest since the last call, by key; what is gone again is not there. */
    Map<String, Health> health() {
        Map<String, Health> newest = new HashMap<>();
        records(topics.health().name(), topics.health()).stream()
                .filter(record -> record.value() != null)
                .forEach(record -> newest.put(record.key(), record.value()));
        return newest;
    }

    List<TestRecord<String, AlertEvent>> alerts() {
        return records(topics.alerts().name(), topics.alerts());
    }

    List<TestRecord<String, Incident>> incidents() {
        return records(topics.incidents().name(), topics.incidents());
    }

    List<TestRecord<String, Signal>> deadSignals() {
        return records(topics.deadLetters().name(), topics.signals());
    }

    List<TestRecord<String, Decision>> deadDecisions() {
        return records(topics.deadLetters().name(), topics.decisions());
    }

    /** What the wall clock says. */
    Instant now() {
        return now;
    }

    /** In the order of their emission, since the last call; likewise the others. */
    List<ScalingReport> scaling() {
        return values(topics.scaling());
    }

    List<ScoreReport> scores() {
        return values(topics.scores());
    }

    List<TrendReport> trends() {
        return values(topics.trends());
    }

    List<TestRecord<String, LoadFigures>> deadLoad() {
        return records(topics.deadLetters().name(), topics.load());
    }

    List<Delivery> deliveries() {
        return values(topics.deliveries());
    }

    List<TestRecord<String, MeasurementBatch>> late() {
        return records(topics.late().name(), topics.measurements());
    }

    List<TestRecord<String, ResourceSample>> lateResources() {
        return records(topics.late().name(), topics.resources());
    }

    List<TestRecord<String, MeasurementBatch>> deadBatches() {
        return records(topics.deadLetters().name(), topics.measurements());
    }

    List<TestRecord<byte[], byte[]>> deadBytes() {
        return bytes(topics.deadLetters().name());
    }

    List<TestRecord<byte[], byte[]>> lateBytes() {
        return bytes(topics.late().name());
    }

    double counter(String name) {
        return meters.get("plumbline.streams." + name).counter().count();
    }

    /** Of all tasks. */
    List<Double> gauges() {
        return meters.getMeters().stream()
                .filter(Gauge.class::isInstance)
                .map(meter -> ((Gauge) meter).value())
                .toList();
    }

    @Override
    public void close() {
        driver.close();
        registry.close();
    }

    private <V extends SpecificRecord> void send(Topic<V> topic, String key, V value) {
        driver.createInputTopic(
                        topic.name(), new StringSerializer(), new AvroSerde<>(topic.type(), registry).serializer())
                .pipeInput(key, value, 0L);
    }

    private List<TestRecord<byte[], byte[]>> bytes(String topic) {
        return driver.createOutputTopic(topic, new ByteArrayDeserializer(), new ByteArrayDeserializer())
                .readRecordsToList();
    }

    private <V extends SpecificRecord> List<V> values(Topic<V> topic) {
        return new ArrayList<>(
                records(topic.name(), topic).stream().map(TestRecord::value).toList());
    }

    @SuppressWarnings("unchecked") // each name is asked for with one type only
    private <V extends SpecificRecord> List<TestRecord<String, V>> records(String name, Topic<V> type) {
        TestOutputTopic<String, V> output = (TestOutputTopic<String, V>) outputs.computeIfAbsent(
                name,
                n -> driver.createOutputTopic(
                        n,
                        new StringDeserializer(),
                        (topic, bytes) -> new AvroSerde<>(type.type(), registry)
                                .deserializer()
                                .deserialize(type.name(), bytes)));
        return output.readRecordsToList();
    }
}
