package io.plumbline.producers.publish;

import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Predicate;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.TimeoutException;

/** For commands that look something up in Kafka, and have somebody waiting. */
public final class CommittedRecords {
    private static final Duration PATIENCE = Duration.ofSeconds(10);
    private static final Duration POLL = Duration.ofMillis(100);

    private CommittedRecords() {}

    /** Settings of a consumer that sees no record of a transaction that is open or was given up, and that changes nothing. */
    public static Map<String, Object> consumer(Map<String, String> kafka) {
        Map<String, Object> settings = new HashMap<>(kafka);
        settings.put("isolation.level", "read_committed");
        settings.put("allow.auto.create.topics", "false");
        settings.put("enable.auto.commit", "false");
        settings.put("fetch.max.wait.ms", "50"); // somebody waits for the answer
        settings.putIfAbsent("default.api.timeout.ms", Long.toString(PATIENCE.toMillis()));
        settings.putIfAbsent("request.timeout.ms", "5000");
        return settings;
    }

    /** Empty if there is no such topic. */
    public static List<TopicPartition> partitions(Consumer<?, ?> consumer, String topic) {
        return consumer.partitionsFor(topic).stream()
                .map(info -> new TopicPartition(info.topic(), info.partition()))
                .toList();
    }

    /** The same, all of them assigned to {@code consumer}, which stands at their beginning. */
    public static List<TopicPartition> assigned(Consumer<?, ?> consumer, String topic) {
        List<TopicPartition> partitions = partitions(consumer, topic);
        consumer.assign(partitions);
        consumer.seekToBeginning(partitions);
        return partitions;
    }

    /**
     * All records from where {@code consumer} stands.
     *
     * @param ends offsets at which to end, of all its partitions
     * @throws TimeoutException if that takes more than some seconds
     */
    public static <K, V> List<ConsumerRecord<K, V>> until(Consumer<K, V> consumer, Map<TopicPartition, Long> ends) {
        List<ConsumerRecord<K, V>> records = new ArrayList<>();
        first(consumer, ends, record -> !records.add(record));
        return records;
    }

    /**
     * Reads on from where {@code consumer} stands.
     *
     * @param ends offsets at which to end, of all its partitions
     * @return the first record that satisfies {@code condition}, which is asked of no other one behind it
     * @throws TimeoutException if that takes more than some seconds
     */
    public static <K, V> Optional<ConsumerRecord<K, V>> first(
            Consumer<K, V> consumer, Map<TopicPartition, Long> ends, Predicate<ConsumerRecord<K, V>> condition) {
        long deadline = System.nanoTime() + PATIENCE.toNanos();
        while (ends.entrySet().stream().anyMatch(end -> consumer.position(end.getKey()) < end.getValue())) {
            if (System.nanoTime() > deadline) {
                throw new TimeoutException(
                        "cannot read " + ends.keySet() + " to their ends within " + PATIENCE.toSeconds() + " s");
            }
            for (ConsumerRecord<K, V> record : consumer.poll(POLL)) {
                if (condition.test(record)) {
                    return Optional.of(record);
                }
            }
        }
        return Optional.empty();
    }
}
