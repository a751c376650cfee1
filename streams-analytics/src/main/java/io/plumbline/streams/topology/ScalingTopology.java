package io.plumbline.streams.topology;

import io.plumbline.schemas.event.LoadFigures;
import io.plumbline.schemas.topic.Topic;
import io.plumbline.schemas.topic.TopicCatalogue;
import io.plumbline.streams.topology.DerivingProcessor.Derived;
import io.plumbline.streams.topology.store.Codecs;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Stream;
import org.apache.avro.specific.SpecificRecord;

/** Rows and moments of runs to load where they are; the load of whole systems to scaling and scores (ADR 0020). */
final class ScalingTopology {
    private final Wiring wiring;
    private final TopicCatalogue topics;
    private final ScalingConfig config;
    private final ScoreConfig scores;
    private final StreamsMeters meters;

    ScalingTopology(
            Wiring wiring, TopicCatalogue topics, ScalingConfig config, ScoreConfig scores, StreamsMeters meters) {
        this.wiring = wiring;
        this.topics = topics;
        this.config = config;
        this.scores = scores;
        this.meters = meters;
    }

    void add() {
        gatherRows();
        gatherRuns();
        assess();
    }

    private void gatherRows() {
        LoadRows rows = new LoadRows(config.window().toMillis());
        wiring.sharedSource(Names.WINDOW_STATS, topics.windowStats());
        wiring.sharedSource(Names.RESOURCE_STATS, topics.resourceStats());
        wiring.sharedSource(Names.TRANSPORT_STATS, topics.transportStats());
        gather(Names.WINDOW_STATS, topics.windowStats(), Names.LOAD_WINDOWS, rows::ofOperation, Names.LOAD_SINK);
        gather(Names.RESOURCE_STATS, topics.resourceStats(), Names.LOAD_RESOURCES, rows::ofResources, Names.LOAD_SINK);
        gather(
                Names.TRANSPORT_STATS,
                topics.transportStats(),
                Names.LOAD_TRANSPORT,
                rows::ofTransport,
                Names.LOAD_SINK);
        wiring.sink(
                Names.LOAD_SINK, topics.load(), null, Names.LOAD_WINDOWS, Names.LOAD_RESOURCES, Names.LOAD_TRANSPORT);
    }

    /** A sub-topology of its own: the stages of a run must not wait behind a backlog of rows. */
    private void gatherRuns() {
        wiring.source(Names.RUNS, topics.runs());
        gather(Names.RUNS, topics.runs(), Names.LOAD_RUNS, LoadRows::ofRun, Names.LOAD_RUNS_SINK);
        wiring.sink(Names.LOAD_RUNS_SINK, topics.load(), null, Names.LOAD_RUNS);
    }

    private <V extends SpecificRecord> void gather(
            String source, Topic<V> topic, String processor, Function<V, Optional<LoadFigures>> figures, String sink) {
        Function<V, Stream<Derived>> derive =
                row -> figures.apply(row).stream().map(load -> new Derived(LoadRows.key(load), load));
        wiring.processor(processor, () -> new DerivingProcessor<>(processor, derive, sink, meters), source);
        wiring.deadLetters(processor, topic);
    }

    private void assess() {
        wiring.source(Names.LOAD, topics.load());
        wiring.processor(Names.SCALING, () -> new ScalingProcessor(config, scores, meters), Names.LOAD);
        wiring.store(Names.SCALING_RUNS, Codecs.RUN_KEY, Codecs.RUN_STATE, Names.SCALING);
        wiring.store(Names.SCALING_WINDOWS, Codecs.LOAD_WINDOW_KEY, Codecs.LOAD_WINDOW, Names.SCALING);
        wiring.sink(Names.SCALING_SINK, topics.scaling(), null, Names.SCALING);
        wiring.sink(Names.SCORES_SINK, topics.scores(), null, Names.SCALING);
        wiring.deadLetters(Names.SCALING, topics.load());
    }
}
