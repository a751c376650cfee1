package io.plumbline.producers.importer;

import io.plumbline.schemas.event.RunEvent;
import io.plumbline.schemas.event.RunPhase;
import io.plumbline.schemas.registry.RegistryClient;
import io.plumbline.schemas.serde.AvroSerde;
import io.plumbline.schemas.topic.Topic;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.TimeoutException;
import org.apache.kafka.common.serialization.StringDeserializer;

/**
 * Which imports the topic of runs knows. The topology recognises events that come again within a day by their numbers;
 * histograms have none, and days pass: what was imported whole need not be published again at all.
 */
public final class ImportHistory {
    /** In a run's configuration: the life of the node, which follows from the files and how they were read. */
    static final String BOOT = "import.boot";

    /** In a run's configuration: false if it was ended before all was read. */
    static final String COMPLETE = "import.complete";

    private static final Duration PATIENCE = Duration.ofSeconds(10);
    private static final Duration POLL = Duration.ofMillis(100);

    private ImportHistory() {}

    /**
     * Whether the same files, read alike, are in the plan's run already.
     *
     * @param kafka settings of a consumer
     * @throws TimeoutException if the topic cannot be read to its end in time
     */
    public static boolean holds(
            ImportPlan plan, Topic<RunEvent> runs, Map<String, String> kafka, RegistryClient registry) {
        Map<String, Object> settings = new HashMap<>(kafka);
        settings.put("allow.auto.create.topics", "false");
        settings.put("enable.auto.commit", "false");
        settings.putIfAbsent("default.api.timeout.ms", Long.toString(PATIENCE.toMillis()));
        settings.putIfAbsent("request.timeout.ms", "5000");
        try (Consumer<String, RunEvent> consumer = new KafkaConsumer<>(
                settings, new StringDeserializer(), new AvroSerde<>(runs.type(), registry).deserializer())) {
            List<TopicPartition> partitions = consumer.partitionsFor(runs.name()).stream()
                    .map(info -> new TopicPartition(info.topic(), info.partition()))
                    .toList();
            consumer.assign(partitions);
            consumer.seekToBeginning(partitions);
            return isIn(consumer, consumer.endOffsets(partitions), plan, runs.name());
        }
    }

    private static boolean isIn(
            Consumer<String, RunEvent> consumer, Map<TopicPartition, Long> ends, ImportPlan plan, String topic) {
        long deadline = System.nanoTime() + PATIENCE.toNanos();
        boolean found = false;
        while (ends.entrySet().stream().anyMatch(end -> consumer.position(end.getKey()) < end.getValue())) {
            if (System.nanoTime() > deadline) {
                throw new TimeoutException(
                        "cannot read " + topic + " to its end within " + PATIENCE.toSeconds() + " s");
            }
            for (var record : consumer.poll(POLL)) {
                found |= record.value() != null && isOf(record.value(), plan);
            }
        }
        return found;
    }

    private static boolean isOf(RunEvent event, ImportPlan plan) {
        Map<String, String> configuration = event.getConfiguration();
        return event.getPhase() == RunPhase.FINISHED
                && event.getSystem().equals(plan.identity().system())
                && event.getRun().equals(plan.identity().run())
                && plan.boot().equals(configuration.get(BOOT))
                && Boolean.parseBoolean(configuration.get(COMPLETE));
    }
}
