package io.plumbline.producers.agent;

import java.util.Optional;
import java.util.concurrent.TimeUnit;

/**
 * Takes what waits in memory, as far as there is room for it, and passes it on: to the backlog while that is open, else to
 * the outbox. For the flusher's thread.
 */
final class Intake {
    /** How long the agent's own figures wait for company, or each acknowledgement would cause the next record. */
    private static final long OWN_NANOS = TimeUnit.SECONDS.toNanos(1);

    /** So many other records do not wait until they are due. */
    private static final int CROWD = 256;

    private final MeasurementBuffer buffer;
    private final int batchSize;
    private final OtherRecords others;
    private final BatchSource source;
    private final Outbox outbox;
    private final Backlog backlog;
    private int own;
    private long ownSince;
    private long added;

    Intake(
            MeasurementBuffer buffer,
            int batchSize,
            OtherRecords others,
            BatchSource source,
            Outbox outbox,
            Backlog backlog) {
        this.buffer = buffer;
        this.batchSize = batchSize;
        this.others = others;
        this.source = source;
        this.outbox = outbox;
        this.backlog = backlog;
    }

    boolean hasRoom() {
        return backlog.isOpen() ? backlog.hasRoom() : outbox.hasRoom();
    }

    boolean isEmpty() {
        return buffer.size() == 0 && !source.hasUndeclaredDrops() && others.size() == 0;
    }

    /** The agent itself recorded one measurement: that alone is no reason to send. */
    void ownRecorded(long nanos) {
        if (own++ == 0) {
            ownSince = nanos;
        }
    }

    /** All that there is room for; false if it found nothing to take. */
    boolean everything() {
        long before = added;
        others(true);
        gaps();
        batches(true);
        backlog.keep();
        return added > before;
    }

    /** A crowd at once, else when it is {@code due}: together with measurements they cost one request. */
    void others(boolean due) {
        while ((due || others.size() >= CROWD) && hasRoom()) {
            Envelope envelope = others.poll();
            if (envelope == null) {
                return;
            }
            add(envelope);
        }
    }

    void gaps() {
        while (hasRoom()) {
            Optional<Envelope> gap = source.nextGap();
            if (gap.isEmpty()) {
                return;
            }
            add(gap.get());
        }
    }

    /** Full batches at once, the rest when it is {@code due}. */
    void batches(boolean due) {
        while (hasRoom() && (due || buffer.size() >= batchSize)) {
            own = 0;
            Optional<Envelope> batch = source.next();
            if (batch.isEmpty()) {
                return;
            }
            add(batch.get());
        }
    }

    /** Whether more than the agent's own figures wait, or these have waited long enough. */
    boolean isWorthwhile(long nanos) {
        return buffer.size() > own || source.hasUndeclaredDrops() || (own > 0 && nanos - ownSince >= OWN_NANOS);
    }

    private void add(Envelope envelope) {
        added++;
        if (backlog.isOpen()) {
            backlog.add(envelope);
        } else {
            outbox.add(envelope);
        }
    }
}
