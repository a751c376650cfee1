package io.plumbline.streams.topology;

import io.plumbline.schemas.event.MeasurementBatch;
import io.plumbline.schemas.event.OperationSummary;
import io.plumbline.streams.domain.delivery.BootAccount;
import io.plumbline.streams.domain.window.BaseWindow;
import io.plumbline.streams.domain.window.BaseWindows;
import io.plumbline.streams.domain.window.ClosedBy;
import io.plumbline.streams.domain.window.SourceClock;
import io.plumbline.streams.domain.window.Tally;
import io.plumbline.streams.domain.window.Watermarks;
import io.plumbline.streams.topology.store.ObjectStore;
import java.time.Duration;
import org.apache.avro.specific.SpecificRecord;
import org.apache.kafka.common.header.Headers;
import org.apache.kafka.streams.processor.PunctuationType;
import org.apache.kafka.streams.processor.api.Processor;
import org.apache.kafka.streams.processor.api.ProcessorContext;
import org.apache.kafka.streams.processor.api.Record;

/**
 * Stage 1: batches of one input partition to one summary for each node, operation and base window.
 *
 * <p>The windows of this source close when its watermark passes their end and grace, when it is idle, or when the
 * pipeline is drained. Behind the summaries that it covers, the watermark goes to every partition of stage 2 (ADR 0006).
 */
final class MeasurementProcessor implements Processor<String, MeasurementBatch, String, SpecificRecord> {
    private static final Duration TICK = Duration.ofMillis(100);
    private static final long HEARTBEAT_MILLIS = 1_000;
    private static final long FORGET_MILLIS = 60_000;
    private static final long WATERMARK = 0; // its key in the progress store

    private final WindowConfig config;
    private final int sources;
    private final Drain drain;
    private final StreamsMeters meters;

    private ProcessorContext<String, SpecificRecord> context;
    private ObjectStore<Long, Long> progress;
    private BaseWindows windows;
    private SourceClock clock;
    private Ledger ledger;
    private DrainGate gate;
    private String task;
    private long announcedMicros;
    private boolean idle;
    private Silence silence;
    private long lastInputMillis;
    private long lastHeartbeatMillis;
    private long lastForgetMillis;

    /** @param sources partitions of the measurements topic */
    MeasurementProcessor(WindowConfig config, int sources, Drain drain, StreamsMeters meters) {
        this.config = config;
        this.sources = sources;
        this.drain = drain;
        this.meters = meters;
    }

    @Override
    public void init(ProcessorContext<String, SpecificRecord> newContext) {
        context = newContext;
        task = Names.SUMMARISE + "-" + context.taskId().partition();
        progress = context.getStateStore(Names.SUMMARISE_PROGRESS);
        ObjectStore<BaseWindow, Tally> open = context.getStateStore(Names.SUMMARISE_WINDOWS);
        windows = new BaseWindows(open, config.baseMicros());
        ObjectStore<BootAccount.Key, BootAccount> accounts = context.getStateStore(Names.SUMMARISE_ACCOUNTS);
        ledger = new Ledger(accounts, config.bootMemory().toMillis());
        clock = new SourceClock(
                config.baseMicros(), config.graceMicros(), progress.getOrDefault(WATERMARK, SourceClock.NOTHING));
        announcedMicros = clock.closedUpTo();
        gate = new DrainGate(drain, task);
        idle = false; // a task that is revived has this very object, and the state of its last commit
        silence =
                new Silence(context.currentSystemTimeMs(), config.idleTimeout().toMillis() / 2);
        context.schedule(TICK, PunctuationType.WALL_CLOCK_TIME, this::tick);
    }

    @Override
    public void process(Record<String, MeasurementBatch> input) {
        lastInputMillis = context.currentSystemTimeMs();
        silence.end(lastInputMillis);
        if (idle) {
            idle = false;
            heartbeat(lastInputMillis);
        }
        MeasurementBatch batch = input.value();
        if (batch == null) {
            meters.quarantined.increment(); // a tombstone has no meaning here
            return;
        }
        Intake intake = new Intake(batch, clock, config.baseMicros(), config.latestMicros(lastInputMillis));
        long watermarkBefore = clock.watermark();
        intake.take(ledger.account(batch, lastInputMillis), windows);
        count(intake);
        intake.late().cuts().forEach(cut -> setLateAside(input, cut, watermarkBefore));
        intake.refused()
                .cuts()
                .forEach(cut -> context.forward(
                        Aside.deadLetter(input, cut.batch(), context.recordMetadata(), cut.reason()),
                        Names.deadLetters(Names.SUMMARISE)));
        intake.corrections().forEach((window, tally) -> forward(window, tally, ClosedBy.EVENT_TIME));
        advance();
    }

    @Override
    public void close() {
        if (gate != null) {
            gate.close();
            meters.leave(task);
        }
    }

    /** Closes what the watermark has passed, and says so behind the summaries. */
    private void advance() {
        if (clock.watermark() == SourceClock.NOTHING) {
            return;
        }
        progress.put(WATERMARK, clock.watermark());
        long closedUpTo = clock.closedUpTo();
        if (closedUpTo > announcedMicros) {
            windows.closeUpTo(closedUpTo, (window, tally) -> forward(window, tally, ClosedBy.EVENT_TIME));
            announcedMicros = closedUpTo;
            heartbeat(lastInputMillis);
        }
    }

    private void tick(long nowMillis) {
        silence.tick(nowMillis);
        boolean drained = gate.shouldClose(nowMillis, silence.sinceMillis());
        boolean silent =
                nowMillis - silence.sinceMillis() >= config.idleTimeout().toMillis();
        if (!idle && (drained || silent)) {
            rest(drained ? ClosedBy.SHUTDOWN : ClosedBy.IDLE, nowMillis);
        } else if (nowMillis - lastHeartbeatMillis >= HEARTBEAT_MILLIS) {
            heartbeat(nowMillis);
        }
        ledger.emit(
                nowMillis,
                idle,
                (key, delivery) -> context.forward(new Record<>(key, delivery, nowMillis), Names.DELIVERIES_SINK));
        if (nowMillis - lastForgetMillis >= FORGET_MILLIS) {
            lastForgetMillis = nowMillis;
            ledger.forget(nowMillis);
        }
        gate.tick(nowMillis, drained && windows.openWindows() == 0);
        measure(nowMillis);
    }

    /** There is no input: closes every window, and holds nothing back until input comes again. */
    private void rest(ClosedBy reason, long nowMillis) {
        if (windows.openWindows() > 0) {
            long end = windows.latestEnd();
            windows.closeUpTo(end, (window, tally) -> forward(window, tally, reason));
            clock.closeThrough(end);
            announcedMicros = clock.closedUpTo();
            progress.put(WATERMARK, clock.watermark());
        }
        idle = true;
        heartbeat(nowMillis);
    }

    private void heartbeat(long nowMillis) {
        lastHeartbeatMillis = nowMillis;
        Rows.Source position = position(idle ? Watermarks.IDLE : announcedMicros);
        OperationSummary watermark = Rows.watermark(config.baseMicros(), position);
        context.forward(new Record<>("", watermark, nowMillis), Names.SUMMARIES_SINK);
    }

    /** Of the windows, only those up to what was announced are complete: the heartbeat behind this one says more. */
    private void forward(BaseWindow window, Tally tally, ClosedBy reason) {
        Rows.Source position = position(announcedMicros);
        OperationSummary summary = Rows.summary(window, config.baseMicros(), tally, reason, position);
        String key = Rows.key(window.series().overAllNodes());
        context.forward(new Record<>(key, summary, Times.millis(window.startMicros())), Names.SUMMARIES_SINK);
    }

    private void setLateAside(Record<String, MeasurementBatch> input, Aside.Cut cut, long watermarkMicros) {
        Headers headers = Aside.lateHeaders(context.recordMetadata(), watermarkMicros);
        context.forward(new Record<>(input.key(), cut.batch(), input.timestamp(), headers), Names.LATE_SINK);
    }

    /** Before anything closed, the position is 1970: no event is older. */
    private Rows.Source position(long watermarkMicros) {
        return new Rows.Source(context.taskId().partition(), sources, Math.max(0, watermarkMicros));
    }

    private void count(Intake intake) {
        meters.events.increment(intake.counted());
        meters.duplicated.increment(intake.duplicated());
        meters.late.increment(intake.late().size());
        meters.quarantined.increment(intake.refused().size());
    }

    private void measure(long nowMillis) {
        meters.openWindows(task, windows.openWindows());
        boolean behind = !idle && clock.watermark() != SourceClock.NOTHING;
        meters.watermarkLag(task, behind ? nowMillis - Times.millis(clock.watermark()) : 0);
    }
}
