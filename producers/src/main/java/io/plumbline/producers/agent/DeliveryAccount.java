package io.plumbline.producers.agent;

import io.plumbline.sketch.Sketch;
import java.util.concurrent.atomic.AtomicLong;

/** What became of the records that were sent. Written by the flusher, read by anybody. */
final class DeliveryAccount {
    private final Sketch produceNanos = new Sketch(); // guarded by itself
    private final AtomicLong sent = new AtomicLong();
    private final AtomicLong refused = new AtomicLong();
    private volatile long lastAcknowledged = System.nanoTime();

    void acknowledged(Envelope envelope, long sentNanos, long acknowledgedNanos) {
        sent.addAndGet(envelope.span().count());
        lastAcknowledged = acknowledgedNanos;
        synchronized (produceNanos) {
            produceNanos.record((double) (acknowledgedNanos - sentNanos));
        }
    }

    void gaveUp(Envelope envelope) {
        refused.addAndGet(envelope.span().count());
    }

    /** Measurements that Kafka acknowledged. */
    long sent() {
        return sent.get();
    }

    /** Measurements given up for any reason. */
    long dropped(MeasurementBuffer buffer, Backlog backlog) {
        return refused.get() + backlog.dropped() + buffer.overflowed();
    }

    /** Monotonic time of Kafka's last acknowledgement; at first, of the start. */
    long lastAcknowledged() {
        return lastAcknowledged;
    }

    AgentStatistics statistics(MeasurementBuffer buffer, Backlog backlog) {
        // Parts before the whole: pending is never negative.
        long sentSoFar = sent();
        long droppedSoFar = dropped(buffer, backlog);
        synchronized (produceNanos) {
            return new AgentStatistics(
                    buffer.offered(),
                    sentSoFar,
                    droppedSoFar,
                    backlog.measurements(),
                    backlog.statistics(),
                    produceNanos.copy());
        }
    }
}
