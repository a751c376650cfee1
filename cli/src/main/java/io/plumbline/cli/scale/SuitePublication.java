package io.plumbline.cli.scale;

import io.plumbline.producers.publish.CommitPolicy;
import io.plumbline.producers.publish.ResumablePublisher;
import io.plumbline.producers.scale.Checkpoint;
import io.plumbline.producers.scale.LatestEvents;
import io.plumbline.producers.scale.Step;
import io.plumbline.producers.scale.Timeline;
import io.plumbline.schemas.registry.RegistryClient;
import io.plumbline.schemas.topic.TopicCatalogue;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;

/** The events of a simulated suite on their way to Kafka, each once, however often the suite is interrupted. */
record SuitePublication(
        ResumablePublisher publisher, RegistryClient registry, TopicCatalogue topics, Map<String, String> kafka)
        implements OpenTarget.Part {
    /** @param sequence of the suite ({@link Suite#sequence}) */
    static SuitePublication open(
            TopicCatalogue topics, Map<String, String> kafka, Map<String, String> registry, String sequence) {
        RegistryClient client = RegistryClient.create(registry);
        try {
            return new SuitePublication(
                    ResumablePublisher.open(topics, kafka, client, sequence, CommitPolicy.SHARED),
                    client,
                    topics,
                    kafka);
        } catch (RuntimeException e) {
            client.close();
            throw e;
        }
    }

    /** @throws io.plumbline.settings.ConfigException if the suite was begun, and Kafka does not know how far it came */
    void checkNothingLost(boolean isResumed) {
        if (isResumed && !publisher.isMarked()) {
            throw Checkpoint.notInKafka("Kafka has forgotten how far it came (offsets.retention.minutes)");
        }
    }

    /** @throws io.plumbline.settings.ConfigException if Kafka has events so late that those to come would be set aside */
    void checkNothingLate(List<Step> steps, Checkpoint checkpoint, Timeline timeline, Duration horizon) {
        steps.stream().filter(step -> !checkpoint.has(step)).findFirst().ifPresent(next -> {
            Instant from = publisher.reached(next.key()).orElse(timeline.start(next));
            LatestEvents.checkNoneAfter(from.plus(horizon), kafka, topics);
        });
    }

    /** Leaves a mark in Kafka before the checkpoint is there: so a suite that has a checkpoint and no mark was forgotten. */
    void begin() {
        if (!publisher.isMarked()) {
            publisher.mark();
        }
    }

    /** What is not stored is given up; it comes when the suite is resumed. */
    @Override
    public void close() {
        try (registry) {
            publisher.close();
        }
    }
}
