package io.plumbline.sink.database;

import org.apache.kafka.common.TopicPartition;

/**
 * A step of one partition's stored position, which succeeds only for the writer that owns it and from where it stands.
 *
 * @param epoch of the claim
 * @param from the position before
 * @param to the position after
 */
public record Advance(TopicPartition partition, long epoch, long from, long to) {}
