package io.plumbline.sink.audit;

import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.TopicDescription;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.consumer.OffsetAndTimestamp;
import org.apache.kafka.clients.consumer.OffsetOutOfRangeException;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.KafkaFuture;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.config.ConfigResource;
import org.apache.kafka.common.errors.InterruptException;
import org.apache.kafka.common.errors.TimeoutException;
import org.apache.kafka.common.errors.UnknownTopicOrPartitionException;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;

/** What Kafka holds, read without a group: nobody's progress changes. Not thread-safe. */
final class TopicReader implements AutoCloseable {
    private static final String PATIENCE_MILLIS = "10000";
    private static final Duration POLL = Duration.ofMillis(500);
    /** A broker that says nothing for so long is away. */
    private static final long SILENCE_NANOS = Duration.ofSeconds(30).toNanos();

    private final Admin admin;
    private final Consumer<byte[], byte[]> consumer;

    /**
     * A topic as it is now.
     *
     * @param compacted whether records vanish once a later one has their key
     */
    record Facts(String id, int partitions, boolean compacted) {}

    /** Takes what was read of one partition, in order. */
    interface Handler {
        void take(List<ConsumerRecord<byte[], byte[]>> records) throws SQLException;
    }

    /** Records that retention took while the audit was on its way to them. */
    static final class GoneException extends RuntimeException {
        private static final long serialVersionUID = 1;

        GoneException(String message) {
            super(message);
        }
    }

    /**
     * @param kafka settings of the clients
     * @param batchRecords most records at once
     */
    TopicReader(Map<String, String> kafka, int batchRecords) {
        Map<String, Object> configuration = new HashMap<>(kafka);
        configuration.putIfAbsent("default.api.timeout.ms", PATIENCE_MILLIS);
        configuration.putIfAbsent("request.timeout.ms", "5000");
        configuration.put("client.id", "plumbline-audit");
        admin = Admin.create(configuration);
        configuration.remove("group.id");
        configuration.put("isolation.level", "read_committed");
        configuration.put("enable.auto.commit", "false");
        configuration.put("auto.offset.reset", "none");
        configuration.put("allow.auto.create.topics", "false");
        configuration.put("max.poll.records", Integer.toString(batchRecords));
        consumer = new KafkaConsumer<>(configuration, new ByteArrayDeserializer(), new ByteArrayDeserializer());
    }

    /** Of the topics that exist. */
    Map<String, Facts> facts(Collection<String> topics) {
        Map<String, Facts> result = new TreeMap<>();
        admin.describeTopics(topics).topicNameValues().forEach((name, future) -> {
            Optional<TopicDescription> topic = existing(future);
            topic.ifPresent(t -> result.put(
                    name, new Facts(t.topicId().toString(), t.partitions().size(), isCompacted(name))));
        });
        return result;
    }

    Map<TopicPartition, Long> beginnings(Collection<TopicPartition> partitions) {
        return consumer.beginningOffsets(partitions);
    }

    /** Up to where transactions have ended. */
    Map<TopicPartition, Long> ends(Collection<TopicPartition> partitions) {
        return consumer.endOffsets(partitions);
    }

    /** The first offset of this time or later; none if all records are older. */
    Optional<Long> firstSince(TopicPartition partition, Instant since) {
        OffsetAndTimestamp found = consumer.offsetsForTimes(Map.of(partition, since.toEpochMilli()))
                .get(partition);
        return Optional.ofNullable(found).map(OffsetAndTimestamp::offset);
    }

    /**
     * Reads [from, to).
     *
     * @throws GoneException if retention was faster
     */
    void read(TopicPartition partition, long from, long to, Handler handler) throws SQLException {
        if (from >= to) {
            return;
        }
        consumer.assign(List.of(partition));
        consumer.seek(partition, from);
        long reached = from;
        long movedAt = System.nanoTime();
        while (reached < to) {
            List<ConsumerRecord<byte[], byte[]>> records = poll(partition, to);
            if (!records.isEmpty()) {
                handler.take(records);
            }
            long position = consumer.position(partition); // beyond markers and aborted records, too
            if (position > reached) {
                reached = position;
                movedAt = System.nanoTime();
            } else if (System.nanoTime() - movedAt > SILENCE_NANOS) {
                throw new TimeoutException(partition + " gave nothing more from " + reached + " up to " + to);
            }
        }
    }

    @Override
    public void close() {
        consumer.close();
        admin.close(Duration.ofSeconds(1));
    }

    private List<ConsumerRecord<byte[], byte[]>> poll(TopicPartition partition, long to) {
        try {
            List<ConsumerRecord<byte[], byte[]>> result = new ArrayList<>();
            for (ConsumerRecord<byte[], byte[]> record : consumer.poll(POLL).records(partition)) {
                if (record.offset() < to) {
                    result.add(record);
                }
            }
            return result;
        } catch (OffsetOutOfRangeException e) {
            throw new GoneException("retention took records of " + partition + " while they were read");
        }
    }

    private boolean isCompacted(String topic) {
        ConfigResource resource = new ConfigResource(ConfigResource.Type.TOPIC, topic);
        return get(admin.describeConfigs(List.of(resource)).values().get(resource))
                .get("cleanup.policy")
                .value()
                .contains("compact");
    }

    private static Optional<TopicDescription> existing(KafkaFuture<TopicDescription> future) {
        try {
            return Optional.of(get(future));
        } catch (KafkaException e) {
            if (e.getCause() instanceof UnknownTopicOrPartitionException) {
                return Optional.empty();
            }
            throw e;
        }
    }

    private static <T> T get(KafkaFuture<T> future) {
        try {
            return future.get(30, TimeUnit.SECONDS);
        } catch (InterruptedException e) {
            throw new InterruptException(e);
        } catch (java.util.concurrent.TimeoutException e) {
            throw new TimeoutException("Kafka does not describe its topics", e);
        } catch (ExecutionException e) {
            throw new KafkaException("Kafka does not describe its topics", e.getCause());
        }
    }
}
