package io.plumbline.streams.topology;

import io.plumbline.schemas.topic.Topic;
import io.plumbline.schemas.topic.TopicCatalogue;
import io.plumbline.streams.domain.health.Finding;
import io.plumbline.streams.topology.DerivingProcessor.Derived;
import io.plumbline.streams.topology.store.Codecs;
import java.util.List;
import java.util.function.Function;
import java.util.stream.Stream;
import org.apache.avro.specific.SpecificRecord;

/** Rows and heartbeats to findings where they are; findings of whole systems to health (ADR 0014). */
final class HealthTopology {
    private final Wiring wiring;
    private final TopicCatalogue topics;
    private final HealthConfig config;
    private final StreamsMeters meters;

    HealthTopology(Wiring wiring, TopicCatalogue topics, HealthConfig config, StreamsMeters meters) {
        this.wiring = wiring;
        this.topics = topics;
        this.config = config;
        this.meters = meters;
    }

    void add() {
        findHeartbeats();
        findInRows();
        rollUp();
    }

    /** A sub-topology of its own: with the others, heartbeats would wait behind a backlog of rows. */
    private void findHeartbeats() {
        wiring.source(Names.HEARTBEATS, topics.nodes());
        wiring.processor(Names.HEALTH_HEARTBEATS, () -> new HeartbeatProcessor(config, meters), Names.HEARTBEATS);
        wiring.sink(Names.HEARTBEATS_SINK, topics.findings(), new FindingPartitioner(), Names.HEALTH_HEARTBEATS);
        wiring.deadLetters(Names.HEALTH_HEARTBEATS, topics.nodes());
    }

    private void findInRows() {
        FindingRows rows = new FindingRows(config);
        find(Names.WINDOW_STATS, topics.windowStats(), Names.HEALTH_WINDOWS, rows::ofOperation);
        find(Names.RESOURCE_STATS, topics.resourceStats(), Names.HEALTH_RESOURCES, rows::ofResources);
        find(Names.TRANSPORT_STATS, topics.transportStats(), Names.HEALTH_TRANSPORT, rows::ofTransport);
        wiring.source(Names.DELIVERIES, topics.deliveries());
        wiring.processor(Names.HEALTH_DELIVERIES, () -> new DeliveryProcessor(config, meters), Names.DELIVERIES);
        wiring.store(Names.HEALTH_ACCOUNTS, Codecs.BOOT, Codecs.DELIVERY_ACCOUNT, Names.HEALTH_DELIVERIES);
        wiring.deadLetters(Names.HEALTH_DELIVERIES, topics.deliveries());
        wiring.sink(
                Names.FINDINGS_SINK,
                topics.findings(),
                null,
                Names.HEALTH_WINDOWS,
                Names.HEALTH_RESOURCES,
                Names.HEALTH_TRANSPORT,
                Names.HEALTH_DELIVERIES);
    }

    private <V extends SpecificRecord> void find(
            String source, Topic<V> topic, String processor, Function<V, List<Finding>> judge) {
        wiring.sharedSource(source, topic);
        wiring.processor(processor, () -> findings(processor, judge, Names.FINDINGS_SINK, meters), source);
        wiring.deadLetters(processor, topic);
    }

    /** What sends the findings of each row. */
    static <V extends SpecificRecord> DerivingProcessor<V> findings(
            String name, Function<V, List<Finding>> judge, String sink, StreamsMeters meters) {
        Function<V, Stream<Derived>> derive = row ->
                judge.apply(row).stream().map(found -> new Derived(HealthRows.key(found), HealthRows.toWire(found)));
        return new DerivingProcessor<>(name, derive, sink, meters);
    }

    private void rollUp() {
        wiring.source(Names.FINDINGS, topics.findings());
        wiring.processor(Names.HEALTH, () -> new HealthProcessor(config, meters), Names.FINDINGS);
        wiring.store(Names.HEALTH_STANDINGS, Codecs.STANDING_KEY, Codecs.STANDING, Names.HEALTH);
        wiring.store(Names.HEALTH_VERDICTS, Codecs.SUBJECT, Codecs.VERDICT, Names.HEALTH);
        wiring.sink(Names.HEALTH_SINK, topics.health(), null, Names.HEALTH);
        wiring.deadLetters(Names.HEALTH, topics.findings());
    }
}
