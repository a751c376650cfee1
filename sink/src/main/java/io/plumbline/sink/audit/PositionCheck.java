package io.plumbline.sink.audit;

import io.plumbline.sink.audit.Finding.Kind;
import io.plumbline.sink.audit.TopicReader.Facts;
import java.util.Optional;
import org.apache.kafka.common.TopicPartition;

/** Whether a stored position fits the partition as it is. */
final class PositionCheck {
    private PositionCheck() {}

    /**
     * What is wrong.
     *
     * @param stored null: nothing
     * @param facts null: there is no such topic
     * @param beginning null: there is no such partition; {@code end} likewise
     */
    static Optional<Finding> wrong(
            TopicPartition partition, StoredPosition stored, Facts facts, Long beginning, Long end) {
        if (stored == null) {
            return finding(
                    Kind.NO_POSITION,
                    partition,
                    "no sink ever claimed it, and it holds offsets " + beginning + " up to " + end);
        }
        if (facts == null || beginning == null) {
            return finding(
                    Kind.PARTITION_GONE,
                    partition,
                    "position " + stored.next() + " is stored, and there is no such partition");
        }
        if (!facts.id().equals(stored.topicId())) {
            return finding(
                    Kind.TOPIC_RECREATED,
                    partition,
                    "the topic was made again (id was " + stored.topicId() + ", is " + facts.id() + "): the position "
                            + stored.next() + " means nothing in it");
        }
        if (stored.next() > end) {
            return finding(
                    Kind.POSITION_PAST_END,
                    partition,
                    "position " + stored.next() + " is stored, and the partition ends at " + end
                            + ": the broker lost records, or somebody moved it");
        }
        if (stored.next() < beginning) {
            return finding(
                    Kind.POSITION_OVERTAKEN,
                    partition,
                    "retention took the records from " + stored.next() + " up to, without, " + beginning
                            + " before they were stored");
        }
        return Optional.empty();
    }

    private static Optional<Finding> finding(Kind kind, TopicPartition partition, String text) {
        return Optional.of(Finding.ofPartition(kind, partition.topic(), partition.partition(), text));
    }
}
