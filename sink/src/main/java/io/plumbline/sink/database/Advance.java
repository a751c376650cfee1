package io.plumbline.sink.database;

import org.apache.kafka.common.TopicPartition;

/**
 * A step of one partition's stored position, which succeeds only for the writer that owns it and from where it stands.
 *
 * @param at where it stands, as far as this writer knows, and the epoch of its claim
 * @param to the offset after the step
 * @param counts of the records in between
 */
public record Advance(TopicPartition partition, Position at, long to, Counts counts) {}
