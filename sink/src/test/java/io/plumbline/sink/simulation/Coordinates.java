package io.plumbline.sink.simulation;

import org.apache.kafka.common.TopicPartition;

/** Where a record is, for ever. */
record Coordinates(TopicPartition partition, String topicId, long offset) {}
