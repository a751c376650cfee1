package io.plumbline.cli.scale;

import io.plumbline.producers.publish.EventPublisher;
import io.plumbline.producers.scale.Curve;
import io.plumbline.producers.scale.RunEvents;
import io.plumbline.schemas.registry.RegistryClient;
import io.plumbline.schemas.topic.TopicCatalogue;
import io.plumbline.settings.Settings;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/**
 * Where the events of a suite go.
 *
 * @param system that they say they are of
 */
record Outlet(EventPublisher publisher, RegistryClient registry, TopicCatalogue topics, String system)
        implements OpenTarget.Part {
    /** Empty where no Kafka is configured: then the files are all that there is. */
    static Optional<Outlet> open(Settings settings, String system) {
        if (settings.string("kafka.bootstrap.servers", "").isBlank()) {
            return Optional.empty();
        }
        TopicCatalogue topics = TopicCatalogue.from(settings);
        RegistryClient registry = RegistryClient.create(settings.under("registry."));
        try {
            EventPublisher publisher = EventPublisher.open(topics, settings.under("kafka."), registry);
            return Optional.of(new Outlet(publisher, registry, topics, system));
        } catch (RuntimeException e) {
            registry.close();
            throw e;
        }
    }

    RunEvents run(Suite suite, Curve curve, Provenance provenance) {
        Map<String, String> configuration = new LinkedHashMap<>(curve.configuration());
        configuration.putAll(suite.settings());
        configuration.putAll(provenance.facts());
        return new RunEvents(
                publisher, topics.runs(), system, provenance.run(curve), provenance.origin(), configuration);
    }

    /** Everything that was published is stored then, or the reason is thrown. */
    @Override
    public void close() {
        try (registry;
                publisher) {
            publisher.flush();
        }
    }
}
