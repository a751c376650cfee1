package io.plumbline.streams.topology;

import io.plumbline.schemas.topic.TopicCatalogue;
import io.plumbline.streams.topology.store.Codecs;

/** Signals of single series, and what people decide, to the alerts and incidents of whole systems (ADR 0018). */
final class AlertTopology {
    private final Wiring wiring;
    private final TopicCatalogue topics;
    private final AlertConfig config;
    private final StreamsMeters meters;

    AlertTopology(Wiring wiring, TopicCatalogue topics, AlertConfig config, StreamsMeters meters) {
        this.wiring = wiring;
        this.topics = topics;
        this.config = config;
        this.meters = meters;
    }

    void add() {
        wiring.source(Names.SIGNALS, topics.signals());
        wiring.source(Names.DECISIONS, topics.decisions());
        wiring.processor(
                Names.ALERTS, () -> new AlertProcessor(config, baselines(), meters), Names.SIGNALS, Names.DECISIONS);
        wiring.store(Names.ALERTS_OPEN, Codecs.SERIES, Codecs.ALERT, Names.ALERTS);
        wiring.store(Names.ALERTS_ENDED, Codecs.SERIES, Codecs.ENDED_ALERT, Names.ALERTS);
        wiring.store(Names.ALERTS_INCIDENTS, Codecs.TEXT, Codecs.INCIDENT, Names.ALERTS);
        wiring.store(Names.ALERTS_ACCOUNTS, Codecs.ALERT_ACCOUNT_KEY, Codecs.ALERT_ACCOUNT, Names.ALERTS);
        wiring.sink(Names.ALERTS_SINK, topics.alerts(), null, Names.ALERTS);
        wiring.sink(Names.INCIDENTS_SINK, topics.incidents(), null, Names.ALERTS);
        wiring.sink(Names.ACCEPTED_SINK, topics.baselines(), null, Names.ALERTS);
        wiring.deadLetters(Names.ALERTS, topics.signals(), topics.decisions());
    }

    private AlertProcessor.Baselines baselines() {
        return new AlertProcessor.Baselines(
                topics.baselines().name(), wiring.serde(topics.baselines()).deserializer());
    }
}
