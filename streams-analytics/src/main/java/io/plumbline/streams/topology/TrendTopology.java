package io.plumbline.streams.topology;

import io.plumbline.schemas.topic.Topic;
import io.plumbline.schemas.topic.TopicCatalogue;
import io.plumbline.streams.domain.regression.watch.WatchRules;
import io.plumbline.streams.topology.store.Codecs;
import java.util.function.Function;
import org.apache.avro.specific.SpecificRecord;

/** Rows to trends where the rows are (ADR 0020). */
final class TrendTopology {
    private final Wiring wiring;
    private final TopicCatalogue topics;
    private final TrendConfig config;
    private final WatchRules watches;
    private final StreamsMeters meters;

    TrendTopology(Wiring wiring, TopicCatalogue topics, TrendConfig config, WatchRules watches, StreamsMeters meters) {
        this.wiring = wiring;
        this.topics = topics;
        this.config = config;
        this.watches = watches;
        this.meters = meters;
    }

    void add() {
        look(Names.WINDOW_STATS, topics.windowStats(), Names.TREND_WINDOWS, WatchedRow::of);
        look(Names.RESOURCE_STATS, topics.resourceStats(), Names.TREND_RESOURCES, WatchedRow::of);
        wiring.sink(Names.TRENDS_SINK, topics.trends(), null, Names.TREND_WINDOWS, Names.TREND_RESOURCES);
        wiring.sink(Names.TREND_SIGNALS_SINK, topics.signals(), null, Names.TREND_WINDOWS, Names.TREND_RESOURCES);
    }

    private <V extends SpecificRecord> void look(
            String source, Topic<V> topic, String name, Function<V, WatchedRow> reader) {
        wiring.sharedSource(source, topic);
        wiring.processor(name, () -> new TrendProcessor<>(name, reader, config, watches, meters), source);
        wiring.store(Names.series(name), Codecs.SERIES, Codecs.TREND, name);
        wiring.deadLetters(name, topic);
    }
}
