package io.plumbline.streams.topology;

import io.plumbline.schemas.event.ResourceSample;
import io.plumbline.streams.domain.resource.Resource;
import io.plumbline.streams.domain.resource.ResourceTally;
import io.plumbline.streams.domain.window.ClosedBy;
import io.plumbline.streams.domain.window.Ladder;
import io.plumbline.streams.domain.window.Pane;
import io.plumbline.streams.domain.window.Series;
import io.plumbline.streams.domain.window.SourceClock;
import io.plumbline.streams.domain.window.WindowId;
import io.plumbline.streams.topology.store.ObjectStore;
import java.time.Duration;
import java.util.Map;
import org.apache.avro.specific.SpecificRecord;
import org.apache.kafka.streams.processor.PunctuationType;
import org.apache.kafka.streams.processor.api.Processor;
import org.apache.kafka.streams.processor.api.ProcessorContext;
import org.apache.kafka.streams.processor.api.Record;

/**
 * Resource samples to windows of all levels for each node: one stage, because nothing is merged over nodes. The windows
 * close by the same rules as those of measurements.
 */
final class ResourceProcessor implements Processor<String, ResourceSample, String, SpecificRecord> {
    private static final Duration TICK = Duration.ofMillis(100);
    private static final long WATERMARK = 0; // its key in the progress store

    private final WindowConfig config;
    private final Drain drain;
    private final StreamsMeters meters;

    private ProcessorContext<String, SpecificRecord> context;
    private ObjectStore<Long, Long> progress;
    private Ladder<ResourceTally> windows;
    private SourceClock clock;
    private DrainGate gate;
    private String task;
    private boolean idle;
    private Silence silence;

    ResourceProcessor(WindowConfig config, Drain drain, StreamsMeters meters) {
        this.config = config;
        this.drain = drain;
        this.meters = meters;
    }

    @Override
    public void init(ProcessorContext<String, SpecificRecord> newContext) {
        context = newContext;
        task = Names.RESOURCES_AGGREGATE + "-" + context.taskId().partition();
        progress = context.getStateStore(Names.RESOURCES_PROGRESS);
        clock = new SourceClock(
                config.baseMicros(), config.graceMicros(), progress.getOrDefault(WATERMARK, SourceClock.NOTHING));
        ObjectStore<WindowId, Pane<ResourceTally>> table = context.getStateStore(Names.RESOURCES_WINDOWS);
        windows = new Ladder<>(
                config.clusterLevelsMicros(),
                config.horizonMicros(),
                table,
                clock.closedUpTo(),
                ResourceTally::new,
                this::emit);
        gate = new DrainGate(drain, task);
        idle = false; // a task that is revived has this very object, and the state of its last commit
        silence =
                new Silence(context.currentSystemTimeMs(), config.idleTimeout().toMillis() / 2);
        context.schedule(TICK, PunctuationType.WALL_CLOCK_TIME, this::tick);
    }

    @Override
    public void process(Record<String, ResourceSample> input) {
        silence.end(context.currentSystemTimeMs());
        idle = false;
        try {
            take(input.value());
        } catch (IllegalArgumentException contradiction) {
            meters.quarantined.increment();
            context.forward(
                    Aside.deadLetter(input, input.value(), context.recordMetadata(), contradiction.getMessage()),
                    Names.deadLetters(Names.RESOURCES_AGGREGATE));
        }
    }

    @Override
    public void close() {
        if (gate != null) {
            gate.close();
            meters.leave(task);
        }
    }

    private void take(ResourceSample sample) {
        if (sample == null) {
            throw new IllegalArgumentException("a sample has no value");
        }
        Map<Resource, Double> values = ResourceRows.values(sample, config.latestMicros(context.currentSystemTimeMs()));
        long at = Times.micros(sample.getSampledAt());
        ResourceTally tally = new ResourceTally();
        if (clock.hasClosed(WindowId.startOf(config.baseMicros(), at) + config.baseMicros())) {
            meters.late.increment();
            tally.late(clock.watermark() - at);
        } else {
            tally.sample(Enums.fromWire(sample.getOrigin()), sample.getRelease());
            values.forEach(tally::record);
        }
        Series series = new Series(sample.getSystem(), sample.getRun(), "", sample.getNode());
        if (!windows.add(series, at, tally, ClosedBy.EVENT_TIME)) {
            meters.beyondHorizon.increment();
        }
        clock.observe(at);
        progress.put(WATERMARK, clock.watermark());
        windows.closeUpTo(clock.closedUpTo());
    }

    private void tick(long nowMillis) {
        silence.tick(nowMillis);
        boolean drained = gate.shouldClose(nowMillis, silence.sinceMillis());
        boolean silent =
                nowMillis - silence.sinceMillis() >= config.idleTimeout().toMillis();
        if (!idle && (drained || silent)) {
            rest(drained ? ClosedBy.SHUTDOWN : ClosedBy.IDLE);
        }
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

    private void emit(WindowId window, Pane<ResourceTally> pane) {
        SpecificRecord row = ResourceRows.stats(window, pane, context.currentSystemTimeMs());
        context.forward(
                new Record<>(window.series().node(), row, Times.millis(window.startMicros())),
                Names.RESOURCE_STATS_SINK);
        meters.emitted(Duration.ofMillis(Times.millis(window.sizeMicros())).toString(), "resources");
    }
}
