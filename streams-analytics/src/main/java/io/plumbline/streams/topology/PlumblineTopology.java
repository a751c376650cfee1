package io.plumbline.streams.topology;

import io.plumbline.schemas.event.MeasurementBatch;
import io.plumbline.schemas.registry.RegistryClient;
import io.plumbline.schemas.serde.BatchReader;
import io.plumbline.schemas.topic.Topic;
import io.plumbline.schemas.topic.TopicCatalogue;
import io.plumbline.streams.domain.sample.SampleTally;
import io.plumbline.streams.domain.window.Pane;
import io.plumbline.streams.topology.store.Codec;
import io.plumbline.streams.topology.store.Codecs;
import java.util.Set;
import org.apache.avro.specific.SpecificRecord;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.streams.Topology;

/** The whole topology, as a table of contents: read top to bottom, one method for each sub-topology. */
public final class PlumblineTopology {
    private final TopicCatalogue topics;
    private final RegistryClient registry;
    private final WindowConfig windows;
    private final Shared shared;
    private final Topology topology = new Topology();
    private final Wiring wiring;

    private PlumblineTopology(TopicCatalogue topics, RegistryClient registry, WindowConfig windows, Shared shared) {
        this.topics = topics;
        this.registry = registry;
        this.windows = windows;
        this.shared = shared;
        this.wiring = new Wiring(topology, topics, registry, shared);
    }

    /** @param sources partitions that the measurements topic really has */
    public static Topology build(
            TopicCatalogue topics, RegistryClient registry, TopologyConfig config, int sources, Shared shared) {
        PlumblineTopology pipeline = new PlumblineTopology(topics, registry, config.windows(), shared);
        pipeline.summariseMeasurements(sources);
        pipeline.mergeSummaries(sources);
        pipeline.aggregate(
                new ResourceRows(), pipeline.topics.resources(), pipeline.topics.resourceStats(), Codecs.RESOURCE_PANE);
        pipeline.aggregate(
                new TransportRows(),
                pipeline.topics.transport(),
                pipeline.topics.transportStats(),
                Codecs.TRANSPORT_PANE);
        if (config.health().enabled()) {
            new HealthTopology(pipeline.wiring, topics, config.health(), shared.meters()).add();
        }
        if (config.regression().enabled()) {
            new RegressionTopology(pipeline.wiring, topics, config.regression(), shared.meters()).add();
        }
        if (config.alerts().enabled()) {
            new AlertTopology(pipeline.wiring, topics, config.alerts(), shared.meters()).add();
        }
        if (config.scaling().enabled() || config.score().rules().enabled()) {
            new ScalingTopology(pipeline.wiring, topics, config.scaling(), config.score(), shared.meters()).add();
        }
        if (config.trend().enabled()) {
            new TrendTopology(
                            pipeline.wiring,
                            topics,
                            config.trend(),
                            config.regression().rules(),
                            shared.meters())
                    .add();
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
                        windows, sources, new BatchReader(registry), wiring.serde(input), input.name(), shared),
                Names.MEASUREMENTS);
        wiring.store(Names.SUMMARISE_WINDOWS, Codecs.PAGE_KEY, Codecs.PAGE, Names.SUMMARISE);
        wiring.store(Names.SUMMARISE_ACCOUNTS, Codecs.BOOT, Codecs.BOOT_ACCOUNT, Names.SUMMARISE);
        wiring.store(Names.SUMMARISE_PROGRESS, Codecs.NUMBER, Codecs.NUMBER, Names.SUMMARISE);
        wiring.sink(Names.SUMMARIES_SINK, topics.summaries(), new SummaryPartitioner(), Names.SUMMARISE);
        wiring.sink(Names.DELIVERIES_SINK, topics.deliveries(), null, Names.SUMMARISE);
        wiring.bytes(Names.LATE_SINK, topics.late(), Names.SUMMARISE);
        wiring.bytes(Names.deadLetters(Names.SUMMARISE), topics.deadLetters(), Names.SUMMARISE);
    }

    private void mergeSummaries(int sources) {
        wiring.source(Names.SUMMARIES, topics.summaries());
        wiring.processor(
                Names.MERGE,
                () -> new SummaryProcessor(windows, sources, shared.drain(), shared.meters()),
                Names.SUMMARIES);
        wiring.store(Names.MERGE_CLUSTER, Codecs.WINDOW_ID, Codecs.TALLY_PANE, Names.MERGE);
        wiring.store(Names.MERGE_NODES, Codecs.WINDOW_ID, Codecs.TALLY_PANE, Names.MERGE);
        wiring.store(Names.MERGE_AGENTS, Codecs.SERIES, Codecs.NUMBER, Names.MERGE);
        wiring.store(Names.MERGE_PROGRESS, Codecs.NUMBER, Codecs.NUMBER, Names.MERGE);
        wiring.sink(Names.OVERFLOW_SINK, topics.summaries(), null, Names.MERGE);
        wiring.sink(Names.WINDOW_STATS_SINK, topics.windowStats(), null, Names.MERGE);
        wiring.deadLetters(Names.MERGE, topics.summaries());
    }

    private <S extends SpecificRecord, A extends SampleTally<A>> void aggregate(
            SampleKind<S, A> kind, Topic<S> samples, Topic<? extends SpecificRecord> rows, Codec<Pane<A>> panes) {
        Names.Samples names = kind.names();
        wiring.source(names.source(), samples);
        wiring.processor(
                names.aggregate(),
                () -> new SampleProcessor<>(kind, windows, shared.drain(), shared.meters()),
                names.source());
        wiring.store(names.windows(), Codecs.WINDOW_ID, panes, names.aggregate());
        wiring.store(names.accounts(), Codecs.BOOT, Codecs.BOOT_ACCOUNT, names.aggregate());
        wiring.store(names.progress(), Codecs.NUMBER, Codecs.NUMBER, names.aggregate());
        wiring.sink(names.rowsSink(), rows, null, names.aggregate());
        wiring.aside(names.lateSink(), topics.late(), samples, names.aggregate());
        wiring.deadLetters(names.aggregate(), samples);
    }
}
