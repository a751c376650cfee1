package io.plumbline.sink.core;

import io.plumbline.sink.database.Gap;
import io.plumbline.sink.database.Position;
import java.time.Duration;
import java.util.Map;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.TopicPartition;

/** What the core tells of itself, to be logged and measured. Every method must return at once and never throw. */
public interface Journal {
    void claimed(TopicPartition partition, Position position);

    /** A gap was accepted: reading goes on behind it. */
    void skipped(Gap gap);

    /** @param conflict whether rows met others with their key */
    void stored(Batch batch, boolean conflict, long startNanos, long endNanos);

    /** A transaction failed. */
    void failed(long startNanos, long endNanos);

    /** The database refused a record. */
    void setAside(ConsumerRecord<byte[], byte[]> record, String reason);

    /** @param person whether it waits for somebody to act */
    void waits(Exception why, boolean person, Duration pause);

    /** One partition waits for the registry; the others go on. */
    void held(TopicPartition partition, long offset, Exception why, Duration pause);

    /** Another writer has a partition: the group is joined again. */
    void fenced(String why);

    /** From time to time. */
    void progress(Map<TopicPartition, Long> stored, long unread);
}
