package io.plumbline.sink.database;

import org.apache.kafka.common.TopicPartition;

/**
 * A record that is set aside.
 *
 * @param found where the sink read it, with {@code foundOffset}
 * @param stage who refused it: {@code streams} or {@code sink}
 * @param original where it stood first, with {@code originalOffset}
 * @param timestampMillis of the record; negative: none
 * @param key its bytes; null: none
 * @param value its bytes; null: none
 * @param headers as JSON
 */
@SuppressWarnings("ArrayRecordComponent") // rows and records are never compared
public record Refused(
        TopicPartition found,
        long foundOffset,
        String stage,
        TopicPartition original,
        long originalOffset,
        long timestampMillis,
        byte[] key,
        byte[] value,
        String reason,
        String headers) {}
