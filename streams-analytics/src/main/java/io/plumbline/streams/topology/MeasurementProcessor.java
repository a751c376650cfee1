package io.plumbline.streams.topology;

import io.plumbline.schemas.event.MeasurementBatch;
import io.plumbline.schemas.registry.RegistryUnavailableException;
import io.plumbline.schemas.serde.BatchReader;
import io.plumbline.streams.domain.delivery.BootAccount;
import io.plumbline.streams.domain.window.ByRange;
import io.plumbline.streams.domain.window.ClosedBy;
import io.plumbline.streams.domain.window.Series;
import io.plumbline.streams.domain.window.Slice;
import io.plumbline.streams.domain.window.SourceClock;
import io.plumbline.streams.domain.window.SourceWindows;
import io.plumbline.streams.domain.window.Tally;
import io.plumbline.streams.domain.window.Watermarks;
import io.plumbline.streams.topology.store.ObjectStore;
import io.plumbline.streams.topology.store.PageKey;
import io.plumbline.streams.topology.store.WindowPages;
import java.time.Duration;
import org.apache.kafka.common.errors.SerializationException;
import org.apache.kafka.common.serialization.Serde;
import org.apache.kafka.streams.processor.PunctuationType;
import org.apache.kafka.streams.processor.api.Processor;
import org.apache.kafka.streams.processor.api.ProcessorContext;
import org.apache.kafka.streams.processor.api.Record;

/**
 * Stage 1: bundled batches of one input partition to one summary for each operation and base window over the nodes of
 * this partition, and one for each node and span.
 *
 * <p>The windows of this source close when its watermark passes their end and grace, when it is idle, or when the
 * pipeline is drained. Behind the summaries that it covers, the watermark goes to every partition of stage 2 (ADR 0006).
 * What a node had left behind for a window that closed follows as one more summary, which corrects the row.
 */
final class MeasurementProcessor implements Processor<byte[], byte[], Object, Object> {
    private static final Duration TICK = Duration.ofMillis(100);
    private static final long HEARTBEAT_MILLIS = 1_000;
    private static final long FORGET_MILLIS = 60_000;
    private static final int REMEMBERED = 100_000; // senders
    private static final long WATERMARK = 0; // its key in the progress store

    private final WindowConfig config;
    private final int sources;
    private final BatchReader batch;
    private final Serde<MeasurementBatch> batches;
    private final String topic;
    private final Drain drain;
    private final StreamsMeters meters;
    private final Suspects suspects;
    private final Bundle bundle = new Bundle();

    private ProcessorContext<Object, Object> context;
    private MeasurementOutput output;
    private WindowPages pages;
    private SourceWindows windows;
    private SourceClock clock;
    private Ledger ledger;
    private ByRange<Sender> senders;
    private Intake intake;
    private DrainGate gate;
    private String task;
    private long announcedMicros;
    private boolean idle;
    private Silence silence;
    private long lastInputMillis;
    private long lastHeartbeatMillis;
    private long lastForgetMillis;

    /**
     * @param sources partitions of the measurements topic
     * @param batch reads that topic; this processor's alone
     * @param batches of that topic, for what is set aside
     */
    MeasurementProcessor(
            WindowConfig config,
            int sources,
            BatchReader batch,
            Serde<MeasurementBatch> batches,
            String topic,
            Shared shared) {
        this.config = config;
        this.sources = sources;
        this.batch = batch;
        this.batches = batches;
        this.topic = topic;
        this.drain = shared.drain();
        this.meters = shared.meters();
        this.suspects = shared.suspects();
    }

    @Override
    public void init(ProcessorContext<Object, Object> newContext) {
        context = newContext;
        output = new MeasurementOutput(context, config, sources, batches, topic);
        task = Names.SUMMARISE + "-" + context.taskId().partition();
        restore();
        senders = new ByRange<>();
        intake = new Intake(config, windows, clock);
        announcedMicros = clock.closedUpTo();
        gate = new DrainGate(drain, context.taskId());
        idle = false; // a task that is revived has this very object, and the state of its last commit
        long nowMillis = context.currentSystemTimeMs();
        silence = new Silence(nowMillis, config.idleTimeout().toMillis() / 2);
        context.schedule(TICK, PunctuationType.WALL_CLOCK_TIME, this::tick);
    }

    @Override
    public void process(Record<byte[], byte[]> input) {
        lastInputMillis = context.currentSystemTimeMs();
        silence.end(lastInputMillis);
        if (idle) {
            idle = false;
            heartbeat(lastInputMillis);
        }
        intake.begin(lastInputMillis);
        bundle.open(input.value(), context.recordMetadata());
        try {
            takeAll();
        } catch (RuntimeException failure) {
            throw suspects.add(bundle.coordinates(), failure);
        }
        intake.count(meters);
        drain.progress().lag(lagMillis(lastInputMillis));
        drain.progress().commitInTime(context);
    }

    @Override
    public void close() {
        if (gate != null) {
            gate.close();
            meters.leave(task);
        }
    }

    private void takeAll() {
        while (bundle.next()) {
            if (read()) {
                take();
                advance();
            }
        }
    }

    /** Reads the batch of the current record. What can never be read is set aside, and its neighbours go on. */
    private boolean read() {
        try {
            if (!suspects.isEmpty()) {
                suspects.check(bundle.coordinates());
            }
            bundle.checkValue();
            try {
                batch.read(bundle.bytes(), bundle.valueStart(), bundle.valueLength());
            } catch (RegistryUnavailableException e) {
                PatientSerde.patiently(this::readAgain);
            }
            return true;
        } catch (SerializationException | SuspectException poison) {
            meters.countPoison();
            output.poison(bundle, poison);
            return false;
        }
    }

    private Void readAgain() {
        batch.read(bundle.bytes(), bundle.valueStart(), bundle.valueLength());
        return null;
    }

    private void take() {
        Sender sender = senders.get(batch.bytes(), batch.senderStart(), batch.senderLength());
        if (sender == null) {
            if (senders.size() >= REMEMBERED) { // somebody makes up runs or releases without end
                senders.clear();
            }
            sender = new Sender(batch, ledger);
            senders.put(batch.bytes(), batch.senderStart(), batch.senderLength(), sender);
        }
        sender.seen(lastInputMillis);
        ledger.change(sender.entry());
        long watermarkBefore = sender.account().watermarkMicros();
        intake.take(batch, sender);
        if (intake.late().size() + intake.refused().size() > 0) {
            output.setAside(bundle, intake.late(), intake.refused(), watermarkBefore);
        }
    }

    /** Closes what the watermark has passed, and says so behind the summaries. */
    private void advance() {
        if (clock.closedUpTo() > announcedMicros) {
            closeUpTo(clock.closedUpTo(), ClosedBy.EVENT_TIME);
            announcedMicros = clock.closedUpTo();
            heartbeat(lastInputMillis);
        }
    }

    private void tick(long nowMillis) {
        boolean isWaiting = nowMillis - lastInputMillis >= TICK.toMillis(); // of a backlog, all is done
        drain.progress().lag(isWaiting ? 0 : lagMillis(nowMillis));
        drain.progress().commitInTime(context);
        silence.tick(nowMillis);
        boolean drained = gate.shouldClose(nowMillis, silence.sinceMillis());
        boolean silent =
                nowMillis - silence.sinceMillis() >= config.idleTimeout().toMillis();
        closeUpTo(announcedMicros, ClosedBy.EVENT_TIME); // what came for windows that had closed
        if (!idle && (drained || silent)) {
            rest(drained ? ClosedBy.SHUTDOWN : ClosedBy.IDLE, nowMillis);
        } else if (nowMillis - lastHeartbeatMillis >= HEARTBEAT_MILLIS) {
            heartbeat(nowMillis);
        }
        ledger.emit(nowMillis, idle, (key, delivery) -> output.delivery(key, delivery, nowMillis));
        if (nowMillis - lastForgetMillis >= FORGET_MILLIS) {
            lastForgetMillis = nowMillis;
            if (ledger.forget(nowMillis)) {
                senders.clear(); // some of them hold forgotten accounts
            }
        }
        gate.tick(nowMillis, drained && windows.openWindows() == 0);
        measure(nowMillis);
    }

    /** There is no input: closes every window, and holds nothing back until input comes again. */
    private void rest(ClosedBy reason, long nowMillis) {
        if (windows.openWindows() > 0) {
            long end = windows.latestEnd();
            closeUpTo(Long.MAX_VALUE, reason);
            if (end != SourceClock.NOTHING) { // else only spans were open
                clock.closeThrough(end);
                announcedMicros = clock.closedUpTo();
            }
        }
        idle = true;
        heartbeat(nowMillis);
    }

    private void closeUpTo(long endMicros, ClosedBy reason) {
        windows.closeUpTo(endMicros, new SourceWindows.Closed() {
            @Override
            public void window(Series series, long startMicros, Tally tally) {
                output.summary(series, startMicros, tally, reason, announcedMicros);
            }

            @Override
            public void slice(Slice slice) {
                pages.drop(slice);
            }
        });
    }

    private void heartbeat(long nowMillis) {
        lastHeartbeatMillis = nowMillis;
        output.heartbeat(nowMillis, idle ? Watermarks.IDLE : announcedMicros);
    }

    private void measure(long nowMillis) {
        meters.openWindows(task, windows.openWindows());
        meters.series(task, windows.series());
        meters.watermarkLag(task, lagMillis(nowMillis));
    }

    private long lagMillis(long nowMillis) {
        boolean isKnown = !idle && clock.watermark() != SourceClock.NOTHING;
        return isKnown ? nowMillis - Times.millis(clock.watermark()) : 0;
    }

    /** From the state of the last commit, and to that of the next: only then is anything of it written. */
    private void restore() {
        ObjectStore<Long, Long> progress = context.getStateStore(Names.SUMMARISE_PROGRESS);
        clock = new SourceClock(
                config.baseMicros(), config.graceMicros(), progress.getOrDefault(WATERMARK, SourceClock.NOTHING));
        progress.beforeFlush(() -> progress.put(WATERMARK, clock.watermark()));
        ObjectStore<PageKey, byte[]> open = context.getStateStore(Names.SUMMARISE_WINDOWS);
        windows = new SourceWindows(config.baseMicros(), config.nodeBaseMicros(), config.seriesLimitOfOne(sources));
        pages = new WindowPages(open);
        pages.restore(windows);
        open.beforeFlush(() -> pages.write(windows));
        ObjectStore<BootAccount.Key, BootAccount> accounts = context.getStateStore(Names.SUMMARISE_ACCOUNTS);
        ledger = new Ledger(accounts, config.bootMemory().toMillis());
        accounts.beforeFlush(ledger::write);
    }
}
