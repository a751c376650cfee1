package io.plumbline.sink;

import io.plumbline.sink.database.Position;
import org.apache.kafka.common.TopicPartition;

/** Decides whether a stored position can be resumed from what the topic holds now. */
final class Resume {
    private Resume() {}

    /**
     * The offset to resume from.
     *
     * @param topicId of the topic as it is now
     * @param beginning first offset that the partition still has
     * @param end one more than the last offset that can be read
     * @throws SinkStoppedException if records in between are gone, naming exactly which
     */
    static long offset(TopicPartition partition, Position stored, String topicId, long beginning, long end) {
        if (!stored.topicId().equals(topicId)) {
            throw new SinkStoppedException("topic " + partition.topic() + " was deleted and made again (id was "
                    + stored.topicId() + ", is " + topicId + "): the position " + stored.next() + " of partition "
                    + partition.partition() + " means nothing in it. Delete its rows of plumbline.sink_position to read"
                    + " the new topic from its beginning");
        }
        if (stored.next() < beginning) {
            throw new SinkStoppedException(
                    partition + " has lost the records from " + stored.next() + " up to, without, "
                            + beginning + " to its retention before they were stored. Set next_offset in"
                            + " plumbline.sink_position to " + beginning + " to go on without them");
        }
        if (stored.next() > end) {
            throw new SinkStoppedException(
                    partition + " ends at " + end + ", before the stored position " + stored.next()
                            + ": the broker lost records that are stored already. Set next_offset in plumbline.sink_position to "
                            + end + " once the topic is complete");
        }
        return stored.next();
    }
}
