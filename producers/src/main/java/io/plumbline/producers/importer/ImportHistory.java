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
 * Which imports the topic of runs knows. Where an import stands, its publisher knows for some days; that it was imported whole,
 * its run says for good.
 */
public final class ImportHistory {
    /** In a run's configuration: the life of the node, which follows from the files and how they were read. */
    static final String BOOT = "import.boot";

    /** In a run's configuration: {@code true}; false was said of runs that were ended before all was read. */
    static final String COMPLETE = "import.complete";

    private static final Duration PATIENCE = Duration.ofSeconds(10);
    private static final Duration POLL = Duration.ofMillis(100);

    private ImportHistory() {}

    /** What is there of the same files, read alike, in the same run. */
    public enum State {
        /** Nothing. */
        NONE,
        /** The beginning, and maybe all but the end. */
        BEGUN,
        COMPLETE
    }

    /**
     * What is there of the plan's import.
     *
     * @param kafka settings of a consumer
     * @throws TimeoutException if the topic cannot be read to its end in time
     */
    static State of(ImportPlan plan, Topic<RunEvent> runs, Map<String, String> kafka, RegistryClient registry) {
        Map<String, Object> settings = new HashMap<>(kafka);
        settings.put("isolation.level", "read_committed");
        settings.put("fetch.max.wait.ms", "50"); // somebody waits for the answer
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
            return state(consumer, consumer.endOffsets(partitions), plan, runs.name());
        }
    }

    private static State state(
            Consumer<String, RunEvent> consumer, Map<TopicPartition, Long> ends, ImportPlan plan, String topic) {
        long deadline = System.nanoTime() + PATIENCE.toNanos();
        State found = State.NONE;
        while (ends.entrySet().stream().anyMatch(end -> consumer.position(end.getKey()) < end.getValue())) {
            if (System.nanoTime() > deadline) {
                throw new TimeoutException(
                        "cannot read " + topic + " to its end within " + PATIENCE.toSeconds() + " s");
            }
            for (var record : consumer.poll(POLL)) {
                if (record.value() != null && isOf(record.value(), plan) && found != State.COMPLETE) {
                    found = isEnd(record.value()) ? State.COMPLETE : State.BEGUN;
                }
            }
        }
        return found;
    }

    private static boolean isOf(RunEvent event, ImportPlan plan) {
        return event.getSystem().equals(plan.identity().system())
                && event.getRun().equals(plan.identity().run())
                && plan.boot().equals(event.getConfiguration().get(BOOT));
    }

    private static boolean isEnd(RunEvent event) {
        return event.getPhase() == RunPhase.FINISHED
                && Boolean.parseBoolean(event.getConfiguration().get(COMPLETE));
    }
}
