package io.plumbline.cli.simulate;

import io.plumbline.producers.publish.EventPublisher;
import io.plumbline.producers.scale.RunEvents;
import io.plumbline.producers.simulation.ClusterConfig;
import io.plumbline.producers.simulation.Observer;
import io.plumbline.producers.simulation.SimulatedEvents;
import io.plumbline.schemas.event.Origin;
import io.plumbline.schemas.registry.RegistryClient;
import io.plumbline.schemas.topic.TopicCatalogue;
import io.plumbline.settings.Settings;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.TreeMap;

/** Publishes a simulation to Kafka: its run, and what its nodes do. */
final class Publication implements AutoCloseable {
    private final RegistryClient registry;
    private final EventPublisher publisher;
    private final RunEvents run;
    private final SimulatedEvents events;
    private final int nodes;
    private final Instant start;

    private Publication(
            RegistryClient registry,
            EventPublisher publisher,
            RunEvents run,
            SimulatedEvents events,
            int nodes,
            Instant start) {
        this.registry = registry;
        this.publisher = publisher;
        this.run = run;
        this.events = events;
        this.nodes = nodes;
        this.start = start;
    }

    /** @param start when virtual time began */
    static Publication open(
            Settings settings, SimulatedEvents.Name name, ClusterConfig config, long seed, Instant start) {
        TopicCatalogue topics = TopicCatalogue.from(settings);
        RegistryClient registry = RegistryClient.create(settings.under("registry."));
        EventPublisher publisher = EventPublisher.open(topics, settings.under("kafka."), registry);
        Map<String, String> configuration = new TreeMap<>(config.flat());
        configuration.put("seed", Long.toString(seed));
        RunEvents run =
                new RunEvents(publisher, topics.runs(), name.system(), name.run(), Origin.SIMULATED, configuration);
        return new Publication(
                registry,
                publisher,
                run,
                new SimulatedEvents(publisher, topics, name, config, seed, start),
                config.nodes(),
                start);
    }

    Observer begin(Duration warmup) {
        run.started(nodes, start);
        if (!warmup.isZero()) {
            run.warmUp(nodes, start);
        }
        run.measured(nodes, start.plus(warmup));
        return events;
    }

    /**
     * Publishes what is left, and returns how many records Kafka has stored.
     *
     * @throws io.plumbline.producers.publish.PublishException if not all are
     */
    long finish(Duration simulated) {
        events.finish(simulated);
        run.finished(nodes, start.plus(simulated));
        publisher.flush();
        return publisher.acknowledged();
    }

    @Override
    public void close() {
        publisher.close();
        registry.close();
    }
}
