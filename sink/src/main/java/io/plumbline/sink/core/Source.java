package io.plumbline.sink.core;

import java.time.Duration;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.TopicPartition;

/**
 * Kafka as the core needs it: a group that shares out partitions, and a place of reading in each of them. Positions are
 * not kept here. Every call may throw a {@link org.apache.kafka.common.KafkaException}.
 */
public interface Source {
    /** Leaves the group, if it is in one, and joins it; from then on {@link #poll} tells {@code membership} more. */
    void join(Membership membership);

    /**
     * What was read; a partition is missing if reading did not get on in it.
     *
     * @throws org.apache.kafka.clients.consumer.InvalidOffsetException if a partition does not have the place of reading
     */
    List<Fetched> poll(Duration patience);

    void seek(TopicPartition partition, long offset);

    void pause(Collection<TopicPartition> partitions);

    void resume(Collection<TopicPartition> partitions);

    Map<TopicPartition, Bounds> bounds(Set<TopicPartition> partitions);

    /**
     * Records that were not read yet, roughly.
     *
     * @param read partitions that are being read
     * @param waiting partitions that are paused, and from where each will be read
     */
    long unread(Set<TopicPartition> read, Map<TopicPartition, Long> waiting);

    /** Told, while polling or joining, what the group decided. */
    interface Membership {
        void assigned(Collection<TopicPartition> partitions);

        void removed(Collection<TopicPartition> partitions);
    }

    /**
     * Read in one partition.
     *
     * @param next the place of reading now: behind the records, and behind what is no record, such as a transaction's end
     */
    record Fetched(TopicPartition partition, List<ConsumerRecord<byte[], byte[]>> records, long next) {}

    /**
     * What a partition holds.
     *
     * @param topicId a topic that was deleted and made again has the same name, but another id
     * @param beginning first offset that it still has
     * @param end one more than the last offset that can be read
     */
    record Bounds(String topicId, long beginning, long end) {}
}
