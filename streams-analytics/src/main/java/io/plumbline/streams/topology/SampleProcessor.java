package io.plumbline.streams.topology;

import io.plumbline.streams.domain.delivery.BootAccount;
import io.plumbline.streams.domain.sample.SampleTally;
import io.plumbline.streams.domain.window.Admission;
import io.plumbline.streams.domain.window.ClosedBy;
import io.plumbline.streams.domain.window.Horizons;
import io.plumbline.streams.domain.window.Ladder;
import io.plumbline.streams.domain.window.Pane;
import io.plumbline.streams.domain.window.Series;
import io.plumbline.streams.domain.window.SourceClock;
import io.plumbline.streams.domain.window.WindowId;
import io.plumbline.streams.topology.store.ObjectStore;
import java.time.Duration;
import org.apache.avro.specific.SpecificRecord;
import org.apache.kafka.common.header.Headers;
import org.apache.kafka.streams.processor.PunctuationType;
import org.apache.kafka.streams.processor.api.Processor;
import org.apache.kafka.streams.processor.api.ProcessorContext;
import org.apache.kafka.streams.processor.api.Record;

/**
 * Samples of one kind to windows of all levels for each node: one stage, because nothing is merged over nodes. The windows
 * close, and samples are late, by the same rules as with measurements (ADR 0011). A sample is counted, known already,
 * late, or refused.
 */
final class SampleProcessor<S extends SpecificRecord, A extends SampleTally<A>>
        implements Processor<String, S, String, SpecificRecord> {
    private static final Duration TICK = Duration.ofMillis(100);
    private static final long WATERMARK = 0; // its key in the progress store

    private final SampleKind<S, A> kind;
    private final WindowConfig config;
    private final Drain drain;
    private final StreamsMeters meters;
    private final Sieve sieve;
    private final Admission admission = new Admission();

    private ProcessorContext<String, SpecificRecord> context;
    private ObjectStore<Long, Long> progress;
    private Ladder<A> windows;
    private SourceClock clock;
    private SampleAccounts accounts;
    private DrainGate gate;
    private String task;
    private boolean idle;
    private Silence silence;

    SampleProcessor(SampleKind<S, A> kind, WindowConfig config, Drain drain, StreamsMeters meters) {
        this.kind = kind;
        this.config = config;
        this.drain = drain;
        this.meters = meters;
        this.sieve = new Sieve(kind.names().aggregate(), meters);
    }

    @Override
    public void init(ProcessorContext<String, SpecificRecord> newContext) {
        context = newContext;
        sieve.init(context);
        task = kind.names().aggregate() + "-" + context.taskId().partition();
        progress = context.getStateStore(kind.names().progress());
        clock = new SourceClock(
                config.baseMicros(), config.graceMicros(), progress.getOrDefault(WATERMARK, SourceClock.NOTHING));
        ObjectStore<WindowId, Pane<A>> table =
                context.getStateStore(kind.names().windows());
        table.keepAsBytes(Pane::closed);
        windows = new Ladder<>(
                config.clusterLevelsMicros(),
                config.horizonMicros(),
                table,
                Horizons.reach(progress, clock.closedUpTo(), config.horizonMicros()),
                kind::empty,
                this::emit);
        accounts = new SampleAccounts(
                context.getStateStore(kind.names().accounts()),
                config.bootMemory().toMillis());
        gate = new DrainGate(drain, context.taskId());
        idle = false; // a task that is revived has this very object, and the state of its last commit
        silence =
                new Silence(context.currentSystemTimeMs(), config.idleTimeout().toMillis() / 2);
        context.schedule(TICK, PunctuationType.WALL_CLOCK_TIME, this::tick);
    }

    @Override
    public void process(Record<String, S> input) {
        silence.end(context.currentSystemTimeMs());
        idle = false;
        try {
            take(input);
        } catch (IllegalArgumentException contradiction) {
            sieve.setAside(input, contradiction.getMessage());
        }
    }

    @Override
    public void close() {
        if (gate != null) {
            gate.close();
            meters.leave(task);
        }
    }

    private void take(Record<String, S> input) {
        if (input.value() == null) {
            throw new IllegalArgumentException("a sample has no value");
        }
        SampleKind.Header header = kind.header(input.value());
        if (header.node().isEmpty()) {
            throw new IllegalArgumentException("the node has no name");
        }
        BootAccount account = accounts.of(header, context.currentSystemTimeMs());
        if (account.sequence().receive(header.sequence(), 1, 0).count() == 1) {
            takeNew(input, header, account);
        } else {
            meters.duplicated.increment();
        }
    }

    private void takeNew(Record<String, S> input, SampleKind.Header header, BootAccount account) {
        long at = header.sampledMicros();
        config.bound(admission, context.currentSystemTimeMs());
        String refusal = admission.refusalOfTime(at);
        if (refusal != null) {
            throw new IllegalArgumentException(refusal);
        }
        A figures = kind.empty();
        kind.record(input.value(), figures);
        if (windows.isBeyondHorizon(at)) {
            setLateAside(input, account);
            meters.beyondHorizon.increment();
        } else if (WindowId.startOf(config.baseMicros(), at) <= clock.latestClosed(account.watermarkMicros())) {
            setLateAside(input, account);
            A lateOnly = kind.empty();
            lateOnly.provenance().late(header.origin(), header.release(), account.watermarkMicros() - at);
            add(input.value(), at, lateOnly);
        } else {
            figures.provenance().counted(header.origin(), header.release());
            add(input.value(), at, figures);
            account.reached(at);
            reach(at);
        }
    }

    /** Closes what the watermark of this source has passed. */
    private void reach(long atMicros) {
        clock.observe(atMicros);
        progress.put(WATERMARK, clock.watermark());
        windows.closeUpTo(clock.closedUpTo());
    }

    private void add(S sample, long atMicros, A figures) {
        kind.series(sample)
                .forEach(series -> windows.add(leastMicros(series), series, atMicros, figures, ClosedBy.EVENT_TIME));
    }

    /** Every pair of nodes can be a series of a peer: like the operations of a node they have no windows below its least. */
    private long leastMicros(Series series) {
        return series.operation().isEmpty() ? config.baseMicros() : config.nodeBaseMicros();
    }

    private void setLateAside(Record<String, S> input, BootAccount account) {
        meters.late.increment();
        Headers headers = Coordinates.of(context.recordMetadata()).lateHeaders(account.watermarkMicros());
        context.forward(
                new Record<>(input.key(), input.value(), input.timestamp(), headers),
                kind.names().lateSink());
    }

    private void tick(long nowMillis) {
        drain.progress().commitInTime(context);
        silence.tick(nowMillis);
        boolean drained = gate.shouldClose(nowMillis, silence.sinceMillis());
        boolean silent =
                nowMillis - silence.sinceMillis() >= config.idleTimeout().toMillis();
        if (!idle && (drained || silent)) {
            rest(drained ? ClosedBy.SHUTDOWN : ClosedBy.IDLE);
        }
        accounts.tick(nowMillis);
        gate.tick(nowMillis, drained && windows.openWindows() == 0);
        meters.openWindows(task, windows.openWindows());
    }

    private void rest(ClosedBy reason) {
        if (windows.openWindows() > 0) {
            windows.closeAll(reason);
            long last = WindowId.startOf(config.baseMicros(), clock.watermark());
            clock.closeThrough(last + config.baseMicros());
            progress.put(WATERMARK, clock.watermark());
        }
        idle = true;
    }

    private void emit(WindowId window, Pane<A> pane) {
        SpecificRecord row = kind.row(window, pane, context.currentSystemTimeMs());
        context.forward(
                new Record<>(window.series().node(), row, Times.millis(window.startMicros())),
                kind.names().rowsSink());
        meters.emitted(
                Duration.ofMillis(Times.millis(window.sizeMicros())).toString(),
                kind.names().input());
    }
}
