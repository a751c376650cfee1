package io.plumbline.sink.core;

import io.plumbline.sink.database.Gap;
import io.plumbline.sink.database.Position;
import java.time.Duration;
import java.util.Map;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.TopicPartition;

/** Counts transactions, whether they succeeded or not. */
final class CountingJournal implements Journal {
    int transactions;

    @Override
    public void claimed(TopicPartition partition, Position position) {}

    @Override
    public void skipped(Gap gap) {}

    @Override
    public void stored(Batch batch, boolean conflict, long startNanos, long endNanos) {
        transactions++;
    }

    @Override
    public void failed(long startNanos, long endNanos) {
        transactions++;
    }

    @Override
    public void setAside(ConsumerRecord<byte[], byte[]> record, String reason) {}

    @Override
    public void waits(Exception why, boolean person, Duration pause) {}

    @Override
    public void held(TopicPartition partition, long offset, Exception why, Duration pause) {}

    @Override
    public void fenced(String why) {}

    @Override
    public void progress(Map<TopicPartition, Long> stored, long unread) {}
}
