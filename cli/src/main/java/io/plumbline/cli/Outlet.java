package io.plumbline.cli;

import io.plumbline.producers.publish.EventPublisher;
import io.plumbline.schemas.registry.RegistryClient;
import io.plumbline.schemas.topic.TopicCatalogue;
import io.plumbline.settings.Settings;
import java.util.Map;
import java.util.Optional;

/** The way to Kafka of a command that publishes events: a publisher, and the registry that it asks for schemas' ids. */
public record Outlet(TopicCatalogue topics, EventPublisher publisher, RegistryClient registry)
        implements AutoCloseable {
    private static final String SERVERS = "bootstrap.servers";

    public static boolean isConfigured(Settings settings) {
        return !settings.string("kafka." + SERVERS, "").isBlank();
    }

    /**
     * Empty where no Kafka is configured. Neither Kafka nor the registry need to be there yet.
     *
     * @throws io.plumbline.settings.ConfigException if a setting is wrong, or one is set that nobody has read; then nothing is open
     */
    public static Optional<Outlet> open(Settings settings) {
        TopicCatalogue topics = TopicCatalogue.from(settings);
        Map<String, String> kafka = settings.under("kafka.");
        Map<String, String> registry = settings.under("registry.");
        settings.rejectUnknown(SettingsGroups.ALL);
        if (kafka.getOrDefault(SERVERS, "").isBlank()) {
            return Optional.empty();
        }
        return Optional.of(open(topics, kafka, RegistryClient.create(registry)));
    }

    /** @param registry closed by the outlet, also if it cannot be opened */
    public static Outlet open(TopicCatalogue topics, Map<String, String> kafka, RegistryClient registry) {
        try {
            return new Outlet(topics, EventPublisher.open(topics, kafka, registry), registry);
        } catch (RuntimeException e) {
            registry.close();
            throw e;
        }
    }

    /** What is not stored yet is given up after some seconds: {@link EventPublisher#flush} first. */
    @Override
    public void close() {
        try (registry) {
            publisher.close();
        }
    }
}
