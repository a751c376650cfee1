package io.plumbline.streams.topology;

import org.apache.kafka.clients.consumer.ConsumerRecords;

/**
 * Sees what a poll of a stream thread's consumer returned before Kafka Streams does, and may put other records in its
 * place. There is one for each consumer, which only its stream thread calls.
 *
 * <p>Commits depend on what it returns: {@link ConsumerRecords#nextOffsets} must stay as polled, and a record's offset
 * must be one of those that it stands for, in ascending order within a partition.
 */
@FunctionalInterface
public interface PollFilter {
    /** Changes nothing. */
    PollFilter NONE = polled -> polled;

    ConsumerRecords<byte[], byte[]> apply(ConsumerRecords<byte[], byte[]> polled);
}
