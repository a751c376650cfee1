package io.plumbline.sink.audit;

import org.apache.kafka.common.TopicPartition;

/** A row of the table of positions: how far the sink is, and what it says it did from {@code countedFrom} on. */
record StoredPosition(TopicPartition partition, String topicId, long next, long countedFrom, Tally counted) {}
