package io.plumbline.producers.importer;

import io.plumbline.producers.publish.CommittedRecords;
import io.plumbline.schemas.event.RunEvent;
import io.plumbline.schemas.event.RunPhase;
import io.plumbline.schemas.registry.RegistryClient;
import io.plumbline.schemas.serde.AvroSerde;
import io.plumbline.schemas.topic.Topic;
import java.util.List;
import java.util.Map;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.ConsumerRecord;
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
        try (Consumer<String, RunEvent> consumer = new KafkaConsumer<>(
                CommittedRecords.consumer(kafka),
                new StringDeserializer(),
                new AvroSerde<>(runs.type(), registry).deserializer())) {
            List<TopicPartition> partitions = CommittedRecords.assigned(consumer, runs.name());
            return state(consumer, consumer.endOffsets(partitions), plan);
        }
    }

    private static State state(Consumer<String, RunEvent> consumer, Map<TopicPartition, Long> ends, ImportPlan plan) {
        List<RunEvent> moments = CommittedRecords.until(consumer, ends).stream()
                .map(ConsumerRecord::value)
                .filter(event -> event != null && isOf(event, plan))
                .toList();
        if (moments.stream().anyMatch(ImportHistory::isEnd)) {
            return State.COMPLETE;
        }
        return moments.isEmpty() ? State.NONE : State.BEGUN;
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
