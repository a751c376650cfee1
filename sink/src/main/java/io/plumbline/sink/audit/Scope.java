package io.plumbline.sink.audit;

import io.plumbline.settings.Settings;
import java.time.Instant;

/**
 * What is asked to be proven.
 *
 * @param topic null: all topics of the sink
 * @param partition null: all of the topic
 * @param from first offset; null: all that the sink has counted
 * @param to the offset behind the last; null: up to the stored position
 * @param since only records of this time or later; null: all
 * @param held whether only what Kafka still holds is asked for
 * @param strict whether losses that agents declared are findings, too
 */
public record Scope(String topic, Integer partition, Long from, Long to, Instant since, boolean held, boolean strict) {
    /** Everything. */
    public static final Scope ALL = new Scope(null, null, null, null, null, false, false);

    public Scope {
        Settings.check(partition == null || topic != null, "a partition is one of a topic: name the topic, too");
        Settings.check(
                (from == null && to == null) || partition != null,
                "offsets are those of one partition: name topic and partition, too");
        Settings.check(from == null || since == null, "a range begins at an offset or at a time, not at both");
        Settings.check(
                from == null || to == null || from <= to, "a range from " + from + " to " + to + " is the wrong way");
    }

    /** Whether the accounts of agents are asked for, which are of no partition. */
    boolean ofAllTopics() {
        return topic == null;
    }
}
