package io.plumbline.sink;

import io.plumbline.sink.core.Batch;
import io.plumbline.sink.core.Journal;
import io.plumbline.sink.database.Gap;
import io.plumbline.sink.database.Position;
import java.time.Duration;
import java.util.Map;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.TopicPartition;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Logs and measures what the core does. */
final class SinkJournal implements Journal {
    private static final Logger LOG = LoggerFactory.getLogger(SinkJournal.class);

    private final SinkMetrics metrics;
    private final LatencyListener listener;

    SinkJournal(SinkMetrics metrics, LatencyListener listener) {
        this.metrics = metrics;
        this.listener = listener;
    }

    @Override
    public void claimed(TopicPartition partition, Position position) {
        LOG.info("claimed partition={} epoch={} resume={}", partition, position.epoch(), position.next());
    }

    @Override
    public void skipped(Gap gap) {
        LOG.error("a gap was accepted, going on at {}: {}", gap.upto(), gap.description());
    }

    @Override
    public void stored(Batch batch, boolean conflict, long startNanos, long endNanos) {
        metrics.stored(batch, conflict, endNanos - startNanos);
        listener.committed(startNanos, endNanos, true);
    }

    @Override
    public void failed(long startNanos, long endNanos) {
        listener.committed(startNanos, endNanos, false);
    }

    @Override
    public void setAside(ConsumerRecord<byte[], byte[]> record, String reason) {
        LOG.warn(
                "quarantined topic={} partition={} offset={} reason={}",
                record.topic(),
                record.partition(),
                record.offset(),
                reason);
    }

    @Override
    public void waits(Exception why, boolean person, Duration pause) {
        metrics.retried();
        if (person) {
            LOG.error("cannot store, somebody must act; next try in {} ms: {}", pause.toMillis(), why.getMessage());
        } else {
            LOG.warn("cannot store, next try in {} ms: {}", pause.toMillis(), why.getMessage());
        }
    }

    @Override
    public void held(TopicPartition partition, long offset, Exception why, Duration pause) {
        metrics.retried();
        LOG.warn(
                "cannot read partition={} offset={}, next try in {} ms: {}",
                partition,
                offset,
                pause.toMillis(),
                why.getMessage());
    }

    @Override
    public void fenced(String why) {
        metrics.fenced();
        LOG.warn("fenced, joining the group again: {}", why);
    }

    @Override
    public void progress(Map<TopicPartition, Long> stored, long unread) {
        metrics.progress(stored, unread);
    }
}
