package io.plumbline.sink.core;

import io.plumbline.sink.database.Gap;
import io.plumbline.sink.database.Position;
import java.util.Optional;
import org.apache.kafka.common.TopicPartition;

/** Decides whether a stored position can be resumed from what the topic holds now. */
final class Resume {
    private Resume() {}

    /**
     * What is missing between the position and the topic; empty: nothing.
     *
     * @param now the topic as it is
     */
    static Optional<Gap> gap(TopicPartition partition, Position stored, Source.Bounds now) {
        if (!stored.topicId().equals(now.topicId())) {
            return Optional.of(gap(Gap.Kind.RECREATED, partition, stored, now, now.beginning()));
        }
        if (stored.next() < now.beginning()) {
            return Optional.of(gap(Gap.Kind.RETENTION, partition, stored, now, now.beginning()));
        }
        if (stored.next() > now.end()) {
            return Optional.of(gap(Gap.Kind.TRUNCATED, partition, stored, now, now.end()));
        }
        return Optional.empty();
    }

    private static Gap gap(Gap.Kind kind, TopicPartition partition, Position stored, Source.Bounds now, long upto) {
        return new Gap(kind, partition, stored.topicId(), stored.next(), upto, now.topicId());
    }
}
