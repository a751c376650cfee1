package io.plumbline.sink;

import io.plumbline.sink.core.Source;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.ConsumerRebalanceListener;
import org.apache.kafka.clients.consumer.ConsumerRecords;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.TimeoutException;

/** The port to Kafka, by a consumer. */
final class KafkaSource implements Source {
    private static final Duration ENDS = Duration.ofMillis(500);

    private final Consumer<byte[], byte[]> consumer;
    private final Set<String> topics;
    private final TopicIds topicIds;

    KafkaSource(Consumer<byte[], byte[]> consumer, Set<String> topics, TopicIds topicIds) {
        this.consumer = consumer;
        this.topics = topics;
        this.topicIds = topicIds;
    }

    @Override
    public void join(Membership membership) {
        consumer.unsubscribe();
        consumer.subscribe(topics, new ConsumerRebalanceListener() {
            @Override
            public void onPartitionsAssigned(Collection<TopicPartition> partitions) {
                membership.assigned(partitions);
            }

            @Override
            public void onPartitionsRevoked(Collection<TopicPartition> partitions) {
                membership.removed(partitions);
            }
        });
    }

    @Override
    public List<Fetched> poll(Duration patience) {
        ConsumerRecords<byte[], byte[]> records = consumer.poll(patience);
        List<Fetched> result = new ArrayList<>();
        records.nextOffsets()
                .forEach((partition, next) ->
                        result.add(new Fetched(partition, records.records(partition), next.offset())));
        return result;
    }

    @Override
    public void seek(TopicPartition partition, long offset) {
        consumer.seek(partition, offset);
    }

    @Override
    public void pause(Collection<TopicPartition> partitions) {
        consumer.pause(partitions);
    }

    @Override
    public void resume(Collection<TopicPartition> partitions) {
        consumer.resume(partitions);
    }

    @Override
    public Map<TopicPartition, Bounds> bounds(Set<TopicPartition> partitions) {
        Map<String, String> ids = topicIds.of(partitions);
        Map<TopicPartition, Long> beginnings = consumer.beginningOffsets(partitions);
        Map<TopicPartition, Long> ends = consumer.endOffsets(partitions);
        if (!topicIds.of(partitions).equals(ids)) {
            throw new TimeoutException("a topic was made again just now");
        }
        Map<TopicPartition, Bounds> result = new HashMap<>();
        partitions.forEach(partition -> result.put(
                partition, new Bounds(ids.get(partition.topic()), beginnings.get(partition), ends.get(partition))));
        return result;
    }

    @Override
    public long unread(Set<TopicPartition> read, Map<TopicPartition, Long> waiting) {
        long unread = 0;
        for (TopicPartition partition : read) {
            unread += consumer.currentLag(partition).orElse(0);
        }
        if (!waiting.isEmpty()) { // what is paused is not fetched, so the consumer does not know its end
            for (Map.Entry<TopicPartition, Long> end :
                    consumer.endOffsets(waiting.keySet(), ENDS).entrySet()) {
                unread += Math.max(0, end.getValue() - waiting.get(end.getKey()));
            }
        }
        return unread;
    }
}
