package io.plumbline.sink.audit;

import org.apache.kafka.common.TopicPartition;

/** Told how far a long audit is; it must return at once. */
@FunctionalInterface
public interface AuditProgress {
    /** Says nothing. */
    AuditProgress NONE = (partition, reached, to) -> {};

    /** @param reached the next offset to read, of those up to {@code to} */
    void reached(TopicPartition partition, long reached, long to);
}
