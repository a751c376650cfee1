package io.plumbline.producers.agent;

import io.plumbline.producers.FixedSchedule;
import io.plumbline.producers.spool.SpoolConfig;
import io.plumbline.schemas.event.MeasurementBatch;
import io.plumbline.schemas.event.NodeState;
import io.plumbline.schemas.event.Outcome;
import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Function;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The agent's only thread: takes measurements out of the buffer, numbers them and sees them through to Kafka. It looks at
 * the buffer at its {@link Pace} instead of being woken, because waking a thread would cost those who record. Kafka's
 * answers wake it where something waits for them.
 */
final class Flusher implements Runnable, Outbox.Listener {
    private static final Logger LOG = LoggerFactory.getLogger(Flusher.class);
    private static final long LAST_LOOKS_NANOS = Duration.ofMillis(1).toNanos();
    private static final long ANCHOR_NANOS = Duration.ofSeconds(10).toNanos();
    private static final long GAP_NANOS = Duration.ofSeconds(1).toNanos();

    private final AgentConfig config;
    private final AnchoredClock clock;
    private final MeasurementBuffer buffer;
    private final SequenceLedger ledger;
    private final Heartbeats heartbeats;
    private final Operation produce;
    private final Outbox outbox;
    private final Backlog backlog;
    private final Intake intake;
    private final DeliveryAccount account = new DeliveryAccount();
    private final OverflowLog overflow = new OverflowLog();
    private final Pace pace;
    private final long start = System.nanoTime();
    private final long stallNanos;
    private long nextAnchor = start + ANCHOR_NANOS;
    private long nextHeartbeat = start;
    private final FixedSchedule flushes;
    private long nextFlush = start;
    private long nextGap = start;
    private boolean statusUnderWay;
    private long lastProgress = start;
    private volatile Thread runner;
    private volatile boolean eager = true; // for the next acknowledgement: something waits for it
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
            OtherRecords others,
            SequenceLedger ledger,
            BatchSource batches,
            Heartbeats heartbeats,
            Operation produce,
            Function<Outbox.Listener, Outbox> outbox,
            Function<Outbox, Backlog> backlog) {
        this.config = config;
        this.clock = clock;
        this.buffer = buffer;
        this.ledger = ledger;
        this.heartbeats = heartbeats;
        this.produce = produce;
        long flushNanos = config.flushInterval().toNanos();
        pace = new Pace(config.batchSize(), flushNanos, start);
        // Between the steps of Agent.schedule, so that what is due together is not parted.
        flushes = new FixedSchedule(start, flushNanos).later(flushNanos / 2);
        stallNanos =
                config.spool().map(SpoolConfig::after).orElse(SpoolConfig.AFTER).toNanos();
        this.outbox = outbox.apply(this);
        this.backlog = backlog.apply(this.outbox);
        intake = new Intake(buffer, config.batchSize(), others, batches, this.outbox, this.backlog);
    }

    @Override
    public void run() {
        runner = Thread.currentThread();
        while (!closing) {
            LockSupport.parkNanos(this, restNanos());
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
        LockSupport.unpark(runner);
    }

    AgentStatistics statistics() {
        return account.statistics(buffer, backlog);
    }

    /** Whether Kafka acknowledged something within {@code limit}, or nothing waits for it. */
    boolean isHealthy(Duration limit) {
        return idle || System.nanoTime() - account.lastAcknowledged() < limit.toNanos();
    }

    @Override
    public void ended() {
        if (eager) {
            LockSupport.unpark(runner);
        }
    }

    @Override
    public void acknowledged(Envelope envelope, long sentNanos, long acknowledgedNanos) {
        account.acknowledged(envelope, sentNanos, acknowledgedNanos);
        backlog.acknowledged(envelope);
        statusUnderWay &= !envelope.isStatus();
        if (!closing && !carriesOnlyThat(envelope)) { // or an idle agent would send for ever how fast it sends
            buffer.offer(produce, sentNanos, acknowledgedNanos - sentNanos, Agent.UNKNOWN, Outcome.OK, 0);
            intake.ownRecorded(acknowledgedNanos);
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
        account.gaveUp(envelope);
        backlog.gaveUp(envelope);
        statusUnderWay &= !envelope.isStatus();
        ledger.refuse(envelope.span());
    }

    private long restNanos() {
        long now = System.nanoTime();
        long untilFlush = Math.max(LAST_LOOKS_NANOS, nextFlush - now);
        return Math.min(pace.restNanos(now, buffer.offered()), untilFlush);
    }

    private void tick() {
        long now = System.nanoTime();
        if (now - nextAnchor >= 0) {
            nextAnchor = now + ANCHOR_NANOS;
            clock.anchor();
        }
        outbox.settle();
        backlog.turn(isStalled(now));
        if (now - nextHeartbeat >= 0 && !statusUnderWay && outbox.hasRoom()) {
            nextHeartbeat = now + config.heartbeatInterval().toNanos();
            heartbeat(NodeState.UP);
        }
        if (now - nextGap >= 0) {
            nextGap = now + GAP_NANOS;
            intake.gaps();
        }
        boolean due = now - nextFlush >= 0;
        if (due) {
            nextFlush = flushes.due(flushes.next(now + 1));
        }
        intake.others(due);
        intake.batches(due && intake.isWorthwhile(now));
        backlog.keep();
        overflow.report(buffer.overflowed(), intake.hasRoom());
        outbox.push();
        idle = isDelivered();
        eager = !outbox.hasRoom() || !backlog.isEmpty();
    }

    private void finish(long deadline) {
        eager = true;
        intake.everything();
        while (deliverUntil(deadline) && !intake.isEmpty() && System.nanoTime() - deadline < 0) {
            LockSupport.parkNanos(this, LAST_LOOKS_NANOS); // somebody may be about to publish what it records
            intake.everything();
        }
        if (!isDelivered() || !intake.isEmpty()) {
            keepRest();
        }
        // After everything else: an agent that says STOPPED has delivered all that it will.
        heartbeat(NodeState.STOPPED);
        deliverUntil(deadline);
    }

    /** Kafka did not come back in time: what is under way and what waits goes to the disk, as far as that has room. */
    private void keepRest() {
        backlog.turn(true);
        boolean more = true;
        while (more && backlog.hasRoom()) {
            more = intake.everything(); // not what a suspended thread has not published yet
        }
    }

    /** False if the time was up before all was delivered. */
    private boolean deliverUntil(long deadline) {
        outbox.push();
        while (!isDelivered() && System.nanoTime() - deadline < 0) {
            LockSupport.parkNanos(this, LAST_LOOKS_NANOS);
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
        lastProgress = Math.max(lastProgress, account.lastAcknowledged());
        boolean filling = !outbox.hasRoom() && buffer.size() > config.bufferCapacity() / 2;
        return filling || now - lastProgress > stallNanos;
    }

    /** Never by way of the backlog: what an agent says of itself is of now. */
    private void heartbeat(NodeState state) {
        statusUnderWay = true;
        Instant now = clock.at(System.nanoTime());
        long dropped = account.dropped(buffer, backlog);
        outbox.add(heartbeats.status(state, now, buffer.offered(), account.sent(), dropped));
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
