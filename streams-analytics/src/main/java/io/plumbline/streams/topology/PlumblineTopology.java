package io.plumbline.streams.topology;

import io.plumbline.schemas.event.MeasurementBatch;
import io.plumbline.schemas.registry.RegistryClient;
import io.plumbline.schemas.serde.AvroSerde;
import io.plumbline.schemas.serde.BatchReader;
import io.plumbline.schemas.topic.Topic;
import io.plumbline.schemas.topic.TopicCatalogue;
import io.plumbline.streams.domain.health.Finding;
import io.plumbline.streams.domain.sample.SampleTally;
import io.plumbline.streams.domain.window.Pane;
import io.plumbline.streams.topology.store.Codec;
import io.plumbline.streams.topology.store.Codecs;
import io.plumbline.streams.topology.store.ObjectStore;
import io.plumbline.streams.topology.store.ObjectStoreBuilder;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import org.apache.avro.specific.SpecificRecord;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.common.serialization.Serde;
import org.apache.kafka.common.serialization.Serializer;
import org.apache.kafka.common.serialization.StringDeserializer;
import org.apache.kafka.common.serialization.StringSerializer;
import org.apache.kafka.streams.Topology;
import org.apache.kafka.streams.processor.StreamPartitioner;
import org.apache.kafka.streams.processor.api.ProcessorSupplier;
import org.apache.kafka.streams.state.StoreBuilder;

/** The whole topology, as a table of contents: read top to bottom, one method for each sub-topology. */
public final class PlumblineTopology {
    /**
     * Windows live for minutes, but the broker compacts full segments only: small ones, cleaned early, keep short what a
     * restart has to read.
     */
    private static final Map<String, String> CHANGELOG = Map.of(
            "segment.bytes", "16777216",
            "min.cleanable.dirty.ratio", "0.2",
            "delete.retention.ms", "600000");

    private final TopicCatalogue topics;
    private final RegistryClient registry;
    private final WindowConfig windows;
    private final Shared shared;
    private final Topology topology = new Topology();

    private PlumblineTopology(TopicCatalogue topics, RegistryClient registry, WindowConfig windows, Shared shared) {
        this.topics = topics;
        this.registry = registry;
        this.windows = windows;
        this.shared = shared;
    }

    /** @param sources partitions that the measurements topic really has */
    public static Topology build(
            TopicCatalogue topics,
            RegistryClient registry,
            WindowConfig windows,
            HealthConfig health,
            int sources,
            Shared shared) {
        PlumblineTopology pipeline = new PlumblineTopology(topics, registry, windows, shared);
        pipeline.summariseMeasurements(sources);
        pipeline.mergeSummaries();
        pipeline.aggregate(
                new ResourceRows(), pipeline.topics.resources(), pipeline.topics.resourceStats(), Codecs.RESOURCE_PANE);
        pipeline.aggregate(
                new TransportRows(),
                pipeline.topics.transport(),
                pipeline.topics.transportStats(),
                Codecs.TRANSPORT_PANE);
        if (health.enabled()) {
            pipeline.findHeartbeats(health);
            pipeline.findInRows(health);
            pipeline.rollUpHealth(health);
        }
        return pipeline.topology;
    }

    /** What makes bundles of the records that this topology wants bundled. */
    public static PollFilter bundler(TopicCatalogue topics) {
        return new Bundler(Set.of(topics.measurements().name()));
    }

    private void summariseMeasurements(int sources) {
        Topic<MeasurementBatch> input = topics.measurements();
        topology.addSource(Names.MEASUREMENTS, new ByteArrayDeserializer(), new ByteArrayDeserializer(), input.name());
        topology.addProcessor(
                Names.SUMMARISE,
                () -> new MeasurementProcessor(
                        windows, sources, new BatchReader(registry), serde(input), input.name(), shared),
                Names.MEASUREMENTS);
        store(Names.SUMMARISE_WINDOWS, Codecs.PAGE_KEY, Codecs.PAGE, Names.SUMMARISE);
        store(Names.SUMMARISE_ACCOUNTS, Codecs.BOOT, Codecs.BOOT_ACCOUNT, Names.SUMMARISE);
        store(Names.SUMMARISE_PROGRESS, Codecs.NUMBER, Codecs.NUMBER, Names.SUMMARISE);
        sink(Names.SUMMARIES_SINK, topics.summaries(), new SummaryPartitioner(), Names.SUMMARISE);
        sink(Names.DELIVERIES_SINK, topics.deliveries(), null, Names.SUMMARISE);
        bytes(Names.LATE_SINK, topics.late(), Names.SUMMARISE);
        bytes(Names.deadLetters(Names.SUMMARISE), topics.deadLetters(), Names.SUMMARISE);
    }

    private void mergeSummaries() {
        source(Names.SUMMARIES, topics.summaries());
        processor(Names.MERGE, () -> new SummaryProcessor(windows, shared.drain(), shared.meters()), Names.SUMMARIES);
        store(Names.MERGE_CLUSTER, Codecs.WINDOW_ID, Codecs.TALLY_PANE, Names.MERGE);
        store(Names.MERGE_NODES, Codecs.WINDOW_ID, Codecs.TALLY_PANE, Names.MERGE);
        store(Names.MERGE_PROGRESS, Codecs.NUMBER, Codecs.NUMBER, Names.MERGE);
        sink(Names.WINDOW_STATS_SINK, topics.windowStats(), null, Names.MERGE);
        aside(Names.deadLetters(Names.MERGE), topics.deadLetters(), topics.summaries(), Names.MERGE);
    }

    private <S extends SpecificRecord, A extends SampleTally<A>> void aggregate(
            SampleKind<S, A> kind, Topic<S> samples, Topic<? extends SpecificRecord> rows, Codec<Pane<A>> panes) {
        Names.Samples names = kind.names();
        source(names.source(), samples);
        processor(
                names.aggregate(),
                () -> new SampleProcessor<>(kind, windows, shared.drain(), shared.meters()),
                names.source());
        store(names.windows(), Codecs.WINDOW_ID, panes, names.aggregate());
        store(names.accounts(), Codecs.BOOT, Codecs.BOOT_ACCOUNT, names.aggregate());
        store(names.progress(), Codecs.NUMBER, Codecs.NUMBER, names.aggregate());
        sink(names.rowsSink(), rows, null, names.aggregate());
        aside(names.lateSink(), topics.late(), samples, names.aggregate());
        aside(names.deadLetters(), topics.deadLetters(), samples, names.aggregate());
    }

    private void findHeartbeats(HealthConfig health) {
        source(Names.HEARTBEATS, topics.nodes());
        processor(Names.HEALTH_HEARTBEATS, () -> new HeartbeatProcessor(health, shared.meters()), Names.HEARTBEATS);
        sink(Names.HEARTBEATS_SINK, topics.findings(), new FindingPartitioner(), Names.HEALTH_HEARTBEATS);
        aside(
                Names.deadLetters(Names.HEALTH_HEARTBEATS),
                topics.deadLetters(),
                topics.nodes(),
                Names.HEALTH_HEARTBEATS);
    }

    private void findInRows(HealthConfig health) {
        FindingRows rows = new FindingRows(health);
        find(Names.WINDOW_STATS, topics.windowStats(), Names.HEALTH_WINDOWS, rows::ofOperation);
        find(Names.RESOURCE_STATS, topics.resourceStats(), Names.HEALTH_RESOURCES, rows::ofResources);
        find(Names.TRANSPORT_STATS, topics.transportStats(), Names.HEALTH_TRANSPORT, rows::ofTransport);
        source(Names.DELIVERIES, topics.deliveries());
        processor(Names.HEALTH_DELIVERIES, () -> new DeliveryProcessor(health, shared.meters()), Names.DELIVERIES);
        store(Names.HEALTH_ACCOUNTS, Codecs.BOOT, Codecs.DELIVERY_ACCOUNT, Names.HEALTH_DELIVERIES);
        aside(
                Names.deadLetters(Names.HEALTH_DELIVERIES),
                topics.deadLetters(),
                topics.deliveries(),
                Names.HEALTH_DELIVERIES);
        topology.addSink(
                Names.FINDINGS_SINK,
                topics.findings().name(),
                new StringSerializer(),
                serde(topics.findings()).serializer(),
                Names.HEALTH_WINDOWS,
                Names.HEALTH_RESOURCES,
                Names.HEALTH_TRANSPORT,
                Names.HEALTH_DELIVERIES);
    }

    private <V extends SpecificRecord> void find(
            String source, Topic<V> topic, String processor, Function<V, List<Finding>> judge) {
        source(source, topic);
        processor(
                processor, () -> new FindingProcessor<>(processor, judge, Names.FINDINGS_SINK, shared.meters()), source);
        aside(Names.deadLetters(processor), topics.deadLetters(), topic, processor);
    }

    private void rollUpHealth(HealthConfig health) {
        source(Names.FINDINGS, topics.findings());
        processor(Names.HEALTH, () -> new HealthProcessor(health, shared.meters()), Names.FINDINGS);
        store(Names.HEALTH_STANDINGS, Codecs.STANDING_KEY, Codecs.STANDING, Names.HEALTH);
        store(Names.HEALTH_VERDICTS, Codecs.SUBJECT, Codecs.VERDICT, Names.HEALTH);
        sink(Names.HEALTH_SINK, topics.health(), null, Names.HEALTH);
        aside(Names.deadLetters(Names.HEALTH), topics.deadLetters(), topics.findings(), Names.HEALTH);
    }

    private <V extends SpecificRecord> void source(String name, Topic<V> topic) {
        topology.addSource(name, new StringDeserializer(), serde(topic).deserializer(), topic.name());
    }

    private <V extends SpecificRecord> void processor(
            String name, ProcessorSupplier<String, V, String, SpecificRecord> supplier, String source) {
        topology.addProcessor(
                name, () -> new GuardedProcessor<>(supplier.get(), Names.deadLetters(name), shared), source);
    }

    private <K, V> void store(String name, Codec<K> keys, Codec<V> values, String processor) {
        StoreBuilder<ObjectStore<K, V>> builder = new ObjectStoreBuilder<>(name, keys, values);
        topology.addStateStore(builder.withLoggingEnabled(CHANGELOG), processor);
    }

    private <V extends SpecificRecord> void sink(
            String name, Topic<V> topic, StreamPartitioner<String, V> partitioner, String processor) {
        Serializer<V> values = serde(topic).serializer();
        if (partitioner == null) {
            topology.addSink(name, topic.name(), new StringSerializer(), values, processor);
        } else {
            topology.addSink(name, topic.name(), new StringSerializer(), values, partitioner, processor);
        }
    }

    /** What is set aside keeps the framing of the topic that it came from: topics for this have no schema. */
    private <V extends SpecificRecord> void aside(String name, Topic<?> topic, Topic<V> original, String processor) {
        Serializer<V> values = serde(original).serializer();
        Serializer<V> asOriginal = (ignored, value) -> values.serialize(original.name(), value);
        topology.addSink(name, topic.name(), new StringSerializer(), asOriginal, processor);
    }

    /** What was set aside as the bytes that it came in. */
    private void bytes(String name, Topic<?> topic, String processor) {
        topology.addSink(name, topic.name(), new ByteArraySerializer(), new ByteArraySerializer(), processor);
    }

    private <V extends SpecificRecord> Serde<V> serde(Topic<V> topic) {
        return new PatientSerde<>(new AvroSerde<>(topic.type(), registry));
    }
}
