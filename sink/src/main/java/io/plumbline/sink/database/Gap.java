package io.plumbline.sink.database;

import org.apache.kafka.common.TopicPartition;

/**
 * Records that were gone before they were stored.
 *
 * @param topicId of the topic that had them
 * @param from the position that cannot be resumed
 * @param upto where one could go on: in the same topic, or in the one made anew
 * @param newTopicId of the topic as it is now
 */
public record Gap(Kind kind, TopicPartition partition, String topicId, long from, long upto, String newTopicId) {
    public enum Kind {
        /** The broker deleted them. */
        RETENTION,
        /** The topic was deleted and made again. */
        RECREATED,
        /** The broker lost records that are stored already. */
        TRUNCATED
    }

    /** Which records exactly. */
    public String description() {
        return switch (kind) {
            case RETENTION ->
                partition + " has lost the records from " + from + " up to, without, " + upto
                        + " to its retention, or to somebody's hand, before they were stored";
            case RECREATED ->
                "topic " + partition.topic() + " was deleted and made again (id was " + topicId + ", is "
                        + newTopicId + "): the position " + from + " of partition " + partition.partition()
                        + " means nothing in it, which begins at " + upto;
            case TRUNCATED ->
                partition + " ends at " + upto + ", before the stored position " + from
                        + ": the broker lost records that are stored already";
        };
    }
}
