package io.plumbline.producers.agent;

import io.plumbline.schemas.event.NodeState;
import io.plumbline.schemas.event.NodeStatus;
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
    private volatile long lastAcknowledged = start;
    private volatile boolean idle = true;
    private volatile boolean closing;

    /**
     * @param others records that go out beside the measurements
     * @param produce what the time to Kafka's acknowledgement is recorded as
     * @param outbox made with this as its listener
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
            Function<Outbox.Listener, Outbox> outbox) {
        this.config = config;
        this.clock = clock;
        this.buffer = buffer;
        this.others = others;
        this.ledger = ledger;
        this.batches = batches;
        this.heartbeats = heartbeats;
        this.produce = produce;
        this.outbox = outbox.apply(this);
    }

    @Override
    public void run() {
        while (!closing) {
            LockSupport.parkNanos(this, TICK_NANOS);
            guarded(this::tick);
        }
        long deadline = System.nanoTime() + config.closeTimeout().toNanos();
        guarded(() -> finish(deadline));
        guarded(() -> outbox.close(Duration.ofNanos(Math.max(0, deadline - System.nanoTime()))));
        AgentStatistics end = statistics();
        LOG.info(
                "agent=stopped recorded={} sent={} dropped={} lost={}",
                end.recorded(),
                end.sent(),
                end.dropped(),
                end.pending());
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
            return new AgentStatistics(buffer.offered(), sentSoFar, droppedSoFar, produceNanos.copy());
        }
    }

    /** Whether Kafka acknowledged something within {@code limit}, or nothing waits for it. */
    boolean isHealthy(Duration limit) {
        return idle || System.nanoTime() - lastAcknowledged < limit.toNanos();
    }

    @Override
    public void acknowledged(Envelope envelope, long sentNanos, long acknowledgedNanos) {
        sent.addAndGet(envelope.span().count());
        lastAcknowledged = acknowledgedNanos;
        statusUnderWay &= !(envelope.value() instanceof NodeStatus);
        long nanos = acknowledgedNanos - sentNanos;
        synchronized (produceNanos) {
            produceNanos.record((double) nanos);
        }
        if (!closing) { // one more for each record: at most one for each flush interval when nothing else happens
            buffer.offer(produce, sentNanos, nanos, Agent.UNKNOWN, Outcome.OK, 0);
        }
    }

    @Override
    public void gaveUp(Envelope envelope) {
        refused.addAndGet(envelope.span().count());
        statusUnderWay &= !(envelope.value() instanceof NodeStatus);
        ledger.refuse(envelope.span());
    }

    private void tick() {
        long now = System.nanoTime();
        if (now - nextAnchor >= 0) {
            nextAnchor = now + ANCHOR_NANOS;
            clock.anchor();
        }
        outbox.settle();
        collectOthers();
        if (now - nextHeartbeat >= 0 && !statusUnderWay && outbox.hasRoom()) {
            nextHeartbeat = now + config.heartbeatInterval().toNanos();
            add(status(NodeState.UP));
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
        reportOverflow();
        outbox.push();
        idle = outbox.isEmpty();
    }

    private void finish(long deadline) {
        do {
            collectOthers();
            collectGaps();
            collectBatches(true);
        } while (deliverUntil(deadline) && (buffer.size() > 0 || batches.hasUndeclaredDrops() || !others.isEmpty()));
        // After everything else: an agent that says STOPPED has delivered all that it will.
        add(status(NodeState.STOPPED));
        deliverUntil(deadline);
    }

    /** False if the time was up before the outbox was empty. */
    private boolean deliverUntil(long deadline) {
        outbox.push();
        while (!outbox.isEmpty() && System.nanoTime() - deadline < 0) {
            LockSupport.parkNanos(this, TICK_NANOS / 5);
            outbox.push();
        }
        return outbox.isEmpty();
    }

    private void collectOthers() {
        while (outbox.hasRoom()) {
            Envelope envelope = others.poll();
            if (envelope == null) {
                return;
            }
            outbox.add(envelope);
        }
    }

    private void collectGaps() {
        while (outbox.hasRoom()) {
            Optional<Envelope> gap = batches.nextGap();
            if (gap.isEmpty()) {
                return;
            }
            outbox.add(gap.get());
        }
    }

    /** Full batches at once, the rest when it is {@code due}. */
    private void collectBatches(boolean due) {
        while (outbox.hasRoom() && (due || buffer.size() >= config.batchSize())) {
            Optional<Envelope> batch = batches.next();
            if (batch.isEmpty()) {
                return;
            }
            add(batch.get());
        }
    }

    private void add(Envelope envelope) {
        statusUnderWay |= envelope.value() instanceof NodeStatus;
        outbox.add(envelope);
    }

    private Envelope status(NodeState state) {
        return heartbeats.status(state, clock.at(System.nanoTime()), buffer.offered(), sent.get(), dropped());
    }

    private long dropped() {
        return refused.get() + buffer.overflowed();
    }

    /** One line when drops begin, one when they are over. */
    private void reportOverflow() {
        long overflowed = buffer.overflowed();
        if (overflowed > seenOverflow && !overflowing) {
            overflowing = true;
            LOG.warn("buffer=full the agent drops measurements, counts them and will declare them");
        } else if (overflowing && overflowed == seenOverflow && outbox.hasRoom()) {
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
