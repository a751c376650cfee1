package io.plumbline.producers.agent;

import io.plumbline.producers.spool.SpoolConfig;
import io.plumbline.schemas.event.MeasurementBatch;
import io.plumbline.schemas.event.NodeState;
import io.plumbline.schemas.event.Outcome;
import io.plumbline.sketch.Sketch;
import java.time.Duration;
import java.util.Optional;
import java.util.Queue;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Function;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The agent's only thread: takes measurements out of the buffer, numbers them and sees them through to Kafka. It looks at
 * the buffer every few milliseconds instead of being woken, because waking a thread would cost those who record.
 */
final class Flusher implements Runnable, Outbox.Listener {
    private static final Logger LOG = LoggerFactory.getLogger(Flusher.class);
    private static final long TICK_NANOS = Duration.ofMillis(5).toNanos();
    /** While nothing waits: looking costs more than it finds. */
    private static final long IDLE_TICK_NANOS = Duration.ofMillis(20).toNanos();

    private static final long ANCHOR_NANOS = Duration.ofSeconds(10).toNanos();
    private static final long GAP_NANOS = Duration.ofSeconds(1).toNanos();

    private final AgentConfig config;
    private final AnchoredClock clock;
    private final MeasurementBuffer buffer;
    private final Queue<Envelope> others;
    private final BatchSource batches;
    private final SequenceLedger ledger;
    private final Heartbeats heartbeats;
    private final Operation produce;
    private final Outbox outbox;
    private final Backlog backlog;
    private final Sketch produceNanos = new Sketch(); // guarded by itself
    private final AtomicLong sent = new AtomicLong();
    private final AtomicLong refused = new AtomicLong();
    private final long start = System.nanoTime();
    private long nextAnchor = start + ANCHOR_NANOS;
    private long nextHeartbeat = start;
    private long nextFlush = start;
    private long nextGap = start;
    private long seenOverflow;
    private boolean overflowing;
    private boolean statusUnderWay;
    private final long stallNanos;
    private final long idleTickNanos;
    private long lastProgress = start;
    private volatile long lastAcknowledged = start;
    private volatile boolean idle = true;
    private volatile boolean closing;

    /**
     * @param others records that go out beside the measurements
     * @param produce what the time to Kafka's acknowledgement is recorded as
     * @param outbox made with this as its listener
     * @param backlog made for that outbox
     */
    Flusher(
            AgentConfig config,
            AnchoredClock clock,
            MeasurementBuffer buffer,
            Queue<Envelope> others,
            SequenceLedger ledger,
            BatchSource batches,
            Heartbeats heartbeats,
            Operation produce,
            Function<Outbox.Listener, Outbox> outbox,
            Function<Outbox, Backlog> backlog) {
        this.config = config;
        this.clock = clock;
        this.buffer = buffer;
        this.others = others;
        this.ledger = ledger;
        this.batches = batches;
        this.heartbeats = heartbeats;
        this.produce = produce;
        idleTickNanos = Math.min(IDLE_TICK_NANOS, config.flushInterval().toNanos());
        stallNanos =
                config.spool().map(SpoolConfig::after).orElse(SpoolConfig.AFTER).toNanos();
        this.outbox = outbox.apply(this);
        this.backlog = backlog.apply(this.outbox);
    }

    @Override
    public void run() {
        while (!closing) {
            LockSupport.parkNanos(this, idle ? idleTickNanos : TICK_NANOS);
            guarded(this::tick);
        }
        long deadline = System.nanoTime() + config.closeTimeout().toNanos();
        guarded(() -> finish(deadline));
        guarded(() -> outbox.close(Duration.ofNanos(Math.max(0, deadline - System.nanoTime()))));
        guarded(backlog::close);
        AgentStatistics end = statistics();
        LOG.info(
                "agent=stopped recorded={} sent={} dropped={} spooled={} lost={}",
                end.recorded(),
                end.sent(),
                end.dropped(),
                end.spooled(),
                end.pending() - end.spooled());
    }

    /** Tells {@link #run} to deliver what is left and to return. */
    void close() {
        closing = true;
    }

    AgentStatistics statistics() {
        // Parts before the whole: pending is never negative.
        long sentSoFar = sent.get();
        long droppedSoFar = dropped();
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

    /** Whether Kafka acknowledged something within {@code limit}, or nothing waits for it. */
    boolean isHealthy(Duration limit) {
        return idle || System.nanoTime() - lastAcknowledged < limit.toNanos();
    }

    @Override
    public void acknowledged(Envelope envelope, long sentNanos, long acknowledgedNanos) {
        sent.addAndGet(envelope.span().count());
        backlog.acknowledged(envelope);
        lastAcknowledged = acknowledgedNanos;
        statusUnderWay &= !envelope.isStatus();
        long nanos = acknowledgedNanos - sentNanos;
        synchronized (produceNanos) {
            produceNanos.record((double) nanos);
        }
        if (!closing && !carriesOnlyThat(envelope)) { // or an idle agent would send for ever how fast it sends
            buffer.offer(produce, sentNanos, nanos, Agent.UNKNOWN, Outcome.OK, 0);
        }
    }

    /** Whether all that it carries is how long records before it took. */
    private boolean carriesOnlyThat(Envelope envelope) {
        return envelope.value() instanceof MeasurementBatch batch
                && batch.getMeasurements().stream()
                        .allMatch(measurement -> measurement.getOperation().equals(produce.name()));
    }

    @Override
    public void gaveUp(Envelope envelope) {
        refused.addAndGet(envelope.span().count());
        backlog.gaveUp(envelope);
        statusUnderWay &= !envelope.isStatus();
        ledger.refuse(envelope.span());
    }

    private void tick() {
        long now = System.nanoTime();
        if (now - nextAnchor >= 0) {
            nextAnchor = now + ANCHOR_NANOS;
            clock.anchor();
        }
        outbox.settle();
        backlog.turn(isStalled(now));
        collectOthers();
        if (now - nextHeartbeat >= 0 && !statusUnderWay && outbox.hasRoom()) {
            nextHeartbeat = now + config.heartbeatInterval().toNanos();
            heartbeat(NodeState.UP);
        }
        if (now - nextGap >= 0) {
            nextGap = now + GAP_NANOS;
            collectGaps();
        }
        boolean due = now - nextFlush >= 0;
        if (due) {
            nextFlush = now + config.flushInterval().toNanos();
        }
        collectBatches(due);
        backlog.keep();
        reportOverflow();
        outbox.push();
        idle = outbox.isEmpty() && backlog.isEmpty();
    }

    private void finish(long deadline) {
        boolean delivered;
        do {
            collect();
            delivered = deliverUntil(deadline);
        } while (delivered && somethingWaits());
        if (!delivered) {
            keepRest();
        }
        // After everything else: an agent that says STOPPED has delivered all that it will.
        heartbeat(NodeState.STOPPED);
        deliverUntil(deadline);
    }

    /** Kafka did not come back in time: what is under way and what waits goes to the disk, as far as that has room. */
    private void keepRest() {
        backlog.turn(true);
        while (backlog.hasRoom() && somethingWaits()) {
            collect();
        }
    }

    private void collect() {
        collectOthers();
        collectGaps();
        collectBatches(true);
        backlog.keep();
    }

    private boolean somethingWaits() {
        return buffer.size() > 0 || batches.hasUndeclaredDrops() || !others.isEmpty();
    }

    /** False if the time was up before all was delivered. */
    private boolean deliverUntil(long deadline) {
        outbox.push();
        while (!isDelivered() && System.nanoTime() - deadline < 0) {
            LockSupport.parkNanos(this, TICK_NANOS / 5);
            outbox.push();
            backlog.turn(isStalled(System.nanoTime()));
        }
        return isDelivered();
    }

    private boolean isDelivered() {
        return outbox.isEmpty() && backlog.isEmpty();
    }

    /** Whether records are under way, and none was acknowledged for so long that Kafka is taken to be away. */
    private boolean isStalled(long now) {
        if (outbox.isEmpty()) {
            lastProgress = now;
            return false;
        }
        lastProgress = Math.max(lastProgress, lastAcknowledged);
        boolean filling = !outbox.hasRoom() && buffer.size() > config.bufferCapacity() / 2;
        return filling || now - lastProgress > stallNanos;
    }

    private boolean hasRoom() {
        return backlog.isOpen() ? backlog.hasRoom() : outbox.hasRoom();
    }

    private void add(Envelope envelope) {
        if (backlog.isOpen()) {
            backlog.add(envelope);
        } else {
            outbox.add(envelope);
        }
    }

    private void collectOthers() {
        while (hasRoom()) {
            Envelope envelope = others.poll();
            if (envelope == null) {
                return;
            }
            add(envelope);
        }
    }

    private void collectGaps() {
        while (hasRoom()) {
            Optional<Envelope> gap = batches.nextGap();
            if (gap.isEmpty()) {
                return;
            }
            add(gap.get());
        }
    }

    /** Full batches at once, the rest when it is {@code due}. */
    private void collectBatches(boolean due) {
        while (hasRoom() && (due || buffer.size() >= config.batchSize())) {
            Optional<Envelope> batch = batches.next();
            if (batch.isEmpty()) {
                return;
            }
            add(batch.get());
        }
    }

    /** Never by way of the backlog: what an agent says of itself is of now. */
    private void heartbeat(NodeState state) {
        statusUnderWay = true;
        outbox.add(heartbeats.status(state, clock.at(System.nanoTime()), buffer.offered(), sent.get(), dropped()));
    }

    private long dropped() {
        return refused.get() + backlog.dropped() + buffer.overflowed();
    }

    /** One line when drops begin, one when they are over. */
    private void reportOverflow() {
        long overflowed = buffer.overflowed();
        if (overflowed > seenOverflow && !overflowing) {
            overflowing = true;
            LOG.warn("buffer=full the agent drops measurements, counts them and will declare them");
        } else if (overflowing && overflowed == seenOverflow && hasRoom()) {
            overflowing = false;
            LOG.info("buffer=draining dropped={}", overflowed);
        }
        seenOverflow = overflowed;
    }

    /** Whatever goes wrong, the agent goes on: its host must not notice, and the next tick tries again. */
    private void guarded(Runnable step) {
        try {
            step.run();
        } catch (RuntimeException e) {
            LOG.error("agent=disturbed it goes on", e);
        }
    }
}
