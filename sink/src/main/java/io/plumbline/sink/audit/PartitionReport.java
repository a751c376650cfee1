package io.plumbline.sink.audit;

import io.plumbline.sink.audit.TopicReader.Facts;
import org.apache.kafka.common.TopicPartition;

/**
 * What was compared of one partition. What is not known is null.
 *
 * @param topicId Kafka's
 * @param position the next offset that the sink stores
 * @param beginning first offset that Kafka holds
 * @param end one more than the last that can be read
 * @param unread records that the sink has not read yet, at most: markers of transactions count, too
 * @param from first offset that was compared; {@code to} the one behind the last
 * @param held what Kafka holds between these two
 * @param counted what the sink counted from {@code countedFrom} to the position
 * @param rows that were expected of these records
 * @param retried of the quarantined, those that were stored or sent again since
 * @param expired rows that are not there because they are older than what is kept
 * @param unjudged rows that records before or behind the range explain
 * @param untold why it cannot be told of all that was asked for
 */
public record PartitionReport(
        String topic,
        int partition,
        String topicId,
        Long position,
        Long beginning,
        Long end,
        Long unread,
        Long from,
        Long to,
        Tally held,
        Long countedFrom,
        Tally counted,
        Long rows,
        Long retried,
        Long expired,
        Long unjudged,
        String untold) {

    /** Of a partition whose records cannot be compared, because position and partition do not belong together. */
    static PartitionReport unread(
            TopicPartition partition, StoredPosition stored, Facts facts, Long beginning, Long end) {
        return new PartitionReport(
                partition.topic(),
                partition.partition(),
                facts == null ? null : facts.id(),
                stored == null ? null : stored.next(),
                beginning,
                end,
                stored == null && end != null ? Long.valueOf(end - beginning) : null,
                null,
                null,
                null,
                stored == null ? null : stored.countedFrom(),
                stored == null ? null : stored.counted(),
                null,
                null,
                null,
                null,
                null);
    }

    static PartitionReport read(
            StoredPosition stored, long beginning, long end, Range range, PartitionCheck check, String untold) {
        return new PartitionReport(
                stored.partition().topic(),
                stored.partition().partition(),
                stored.topicId(),
                stored.next(),
                beginning,
                end,
                Math.max(0, end - stored.next()),
                range.from(),
                range.to(),
                check.held(),
                stored.countedFrom(),
                stored.counted(),
                check.rows(),
                check.retried(),
                check.expired(),
                check.unjudged(),
                untold);
    }
}
