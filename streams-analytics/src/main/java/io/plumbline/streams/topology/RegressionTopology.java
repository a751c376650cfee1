package io.plumbline.streams.topology;

import io.plumbline.schemas.topic.Topic;
import io.plumbline.schemas.topic.TopicCatalogue;
import io.plumbline.streams.topology.store.Codecs;
import java.util.function.Function;
import org.apache.avro.specific.SpecificRecord;

/** Rows to signals where the rows are: each series is watched, and compared with its baseline (ADR 0019). */
final class RegressionTopology {
    private final Wiring wiring;
    private final TopicCatalogue topics;
    private final RegressionConfig config;
    private final StreamsMeters meters;

    RegressionTopology(Wiring wiring, TopicCatalogue topics, RegressionConfig config, StreamsMeters meters) {
        this.wiring = wiring;
        this.topics = topics;
        this.config = config;
        this.meters = meters;
    }

    void add() {
        wiring.everywhere(Names.BASELINES_STORE, Names.BASELINES, topics.baselines(), Names.BASELINES_UPDATE);
        watch(Names.WINDOW_STATS, topics.windowStats(), Names.REGRESSION_WINDOWS, WatchedRow::of);
        watch(Names.RESOURCE_STATS, topics.resourceStats(), Names.REGRESSION_RESOURCES, WatchedRow::of);
        String[] watches = {Names.REGRESSION_WINDOWS, Names.REGRESSION_RESOURCES};
        wiring.sink(Names.SIGNALS_SINK, topics.signals(), null, watches);
        wiring.sink(Names.PROPOSALS_SINK, topics.baselines(), null, watches);
    }

    private <V extends SpecificRecord> void watch(
            String source, Topic<V> topic, String name, Function<V, WatchedRow> reader) {
        wiring.sharedSource(source, topic);
        wiring.processor(name, () -> new RegressionProcessor<>(part(name), reader, config, meters), source);
        wiring.store(Names.watches(name), Codecs.SERIES, Codecs.SERIES_WATCH, name);
        wiring.store(Names.archives(name), Codecs.SERIES, Codecs.WATCH_ARCHIVE, name);
        wiring.deadLetters(name, topic);
    }

    private RegressionProcessor.Part part(String name) {
        return new RegressionProcessor.Part(
                name,
                topics.baselines().name(),
                wiring.serde(topics.baselines()).deserializer());
    }
}
