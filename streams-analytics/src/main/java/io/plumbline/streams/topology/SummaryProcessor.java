package io.plumbline.streams.topology;

import io.plumbline.schemas.event.OperationSummary;
import io.plumbline.streams.domain.window.Admission;
import io.plumbline.streams.domain.window.ClosedBy;
import io.plumbline.streams.domain.window.Horizons;
import io.plumbline.streams.domain.window.Ladder;
import io.plumbline.streams.domain.window.Pane;
import io.plumbline.streams.domain.window.Series;
import io.plumbline.streams.domain.window.SeriesQuota;
import io.plumbline.streams.domain.window.SourceClock;
import io.plumbline.streams.domain.window.Tally;
import io.plumbline.streams.domain.window.Watermarks;
import io.plumbline.streams.domain.window.WindowId;
import io.plumbline.streams.topology.store.ObjectStore;
import java.time.Duration;
import java.util.List;
import org.apache.avro.specific.SpecificRecord;
import org.apache.kafka.streams.processor.PunctuationType;
import org.apache.kafka.streams.processor.api.Processor;
import org.apache.kafka.streams.processor.api.ProcessorContext;
import org.apache.kafka.streams.processor.api.Record;

/**
 * Stage 2: summaries of all nodes to windows of all levels, over all nodes and for each. A window closes when every
 * source that is not idle has passed its end; when all are idle, everything closes (ADR 0006).
 */
final class SummaryProcessor implements Processor<String, OperationSummary, String, SpecificRecord> {
    private static final Duration TICK = Duration.ofMillis(100);
    private static final long FRONTIER = Long.MIN_VALUE; // its key in the progress store; sources have their numbers
    private static final String CLUSTER = "cluster";
    private static final String NODE = "node";

    private final WindowConfig config;
    private final int sources;
    private final Drain drain;
    private final StreamsMeters meters;
    private final Sieve sieve;
    private final Admission admission = new Admission();
    private final Throttled dropped = new Throttled(SummaryProcessor.class);

    private ProcessorContext<String, SpecificRecord> context;
    private ObjectStore<Long, Long> progress;
    private Ladder<Tally> cluster;
    private Ladder<Tally> nodes;
    private SeriesQuota agents;
    private Watermarks watermarks;
    private DrainGate gate;
    private String task;
    private long startedMillis;
    private long lastInputMillis;
    private long lastAgentMillis;

    /** @param sources partitions of the measurements topic, which has as many as the summaries topic */
    SummaryProcessor(WindowConfig config, int sources, Drain drain, StreamsMeters meters) {
        this.config = config;
        this.sources = sources;
        this.drain = drain;
        this.meters = meters;
        this.sieve = new Sieve(Names.MERGE, meters);
    }

    @Override
    public void init(ProcessorContext<String, SpecificRecord> newContext) {
        context = newContext;
        sieve.init(context);
        task = Names.MERGE + "-" + context.taskId().partition();
        progress = context.getStateStore(Names.MERGE_PROGRESS);
        watermarks = new Watermarks();
        progress.forEach((source, watermark) -> {
            if (source >= Watermarks.AGENTS) {
                watermarks.report(source.intValue(), 0, watermark);
            }
        });
        long frontier = progress.getOrDefault(FRONTIER, SourceClock.NOTHING);
        Ladder.Reach reach = Horizons.reach(progress, frontier, config.horizonMicros());
        cluster = ladder(config.clusterLevelsMicros(), Names.MERGE_CLUSTER, reach, CLUSTER);
        nodes = ladder(config.nodeLevelsMicros(), Names.MERGE_NODES, reach, NODE);
        List<Long> levels = config.clusterLevelsMicros();
        agents = new SeriesQuota(
                config.seriesLimitOfOne(sources),
                levels.get(levels.size() - 1),
                config.horizonMicros(),
                context.getStateStore(Names.MERGE_AGENTS));
        gate = new DrainGate(drain, context.taskId());
        startedMillis = context.currentSystemTimeMs();
        lastInputMillis = startedMillis;
        lastAgentMillis = startedMillis;
        context.schedule(TICK, PunctuationType.WALL_CLOCK_TIME, this::tick);
    }

    @Override
    public void process(Record<String, OperationSummary> input) {
        OperationSummary summary = input.value();
        try {
            config.bound(admission, context.currentSystemTimeMs());
            SummaryCheck.check(summary, config, admission);
            if (!summary.getOperation().isEmpty()) {
                lastInputMillis = context.currentSystemTimeMs();
                take(input, Rows.tally(summary));
            }
        } catch (IllegalArgumentException | ArithmeticException contradiction) {
            sieve.setAside(input, contradiction.getMessage());
            return;
        }
        report(summary);
        advance();
    }

    @Override
    public void close() {
        if (gate != null) {
            gate.close();
            meters.leave(task);
        }
    }

    /** Of stage 1's series, stage 1 took care; those of agents are bounded here, and what is beyond goes back renamed. */
    private void take(Record<String, OperationSummary> input, Tally tally) {
        Series series = Rows.series(input.value());
        long start = Times.micros(input.value().getWindowStart());
        Series place = input.value().getSource() < 0 ? agents.place(series, start) : series;
        if (place.equals(series)) {
            merge(input, series, tally);
            return;
        }
        // Another partition may have the series that they share: only there can all of it be one row.
        meters.overflow.increment((double) (tally.count() + tally.lateCount()));
        String key = Rows.key(place.overAllNodes());
        context.forward(new Record<>(key, Rows.renamed(input.value(), place), input.timestamp()), Names.OVERFLOW_SINK);
    }

    /** Stage 1 sends what is over nodes and what is of one; an agent sends what is of its node, and counts in both. */
    private void merge(Record<String, OperationSummary> input, Series series, Tally tally) {
        OperationSummary summary = input.value();
        long start = Times.micros(summary.getWindowStart());
        ClosedBy reason = Enums.fromWire(summary.getClosedBy());
        boolean isOverNodes = series.node().isEmpty() || summary.getSource() < 0;
        boolean taken = !isOverNodes || cluster.add(series.overAllNodes(), start, tally, reason);
        if (taken && !series.node().isEmpty()) {
            taken = nodes.add(series, start, tally, reason);
        }
        if (!taken) {
            drop(input, series, tally);
        }
    }

    private void drop(Record<String, OperationSummary> input, Series series, Tally tally) {
        long events = tally.count() + tally.lateCount();
        meters.beyondHorizon.increment((double) events);
        dropped.warn(
                context.currentSystemTimeMs(),
                events,
                "events came after windows.correction.horizon and are in no row; the last were of " + series);
        if (tally.count() > 0) { // those that are late are kept already
            sieve.setAside(input, "the window cannot be corrected any more: windows.correction.horizon");
        }
    }

    private void report(OperationSummary summary) {
        if (summary.getSource() >= 0) {
            report(summary.getSource(), summary.getSources(), Times.micros(summary.getWatermark()));
        } else if (!summary.getOperation().isEmpty()) {
            // Agents do not know each other: together they are one source, with the grace that events have.
            lastAgentMillis = context.currentSystemTimeMs();
            long before = watermarks.of(Watermarks.AGENTS);
            long reached = Times.micros(summary.getWindowStart()) - config.graceMicros();
            report(Watermarks.AGENTS, 0, before == Watermarks.IDLE ? reached : Math.max(before, reached));
        }
    }

    private void report(int source, int sources, long watermarkMicros) {
        if (watermarks.report(source, sources, watermarkMicros)) {
            progress.put((long) source, watermarkMicros);
        }
    }

    private void advance() {
        long combined = watermarks.combined();
        if (combined != SourceClock.NOTHING && combined != Watermarks.IDLE) {
            cluster.closeUpTo(combined);
            nodes.closeUpTo(combined);
            agents.closedUpTo(combined);
            if (progress.getOrDefault(FRONTIER, SourceClock.NOTHING) < combined) {
                progress.put(FRONTIER, combined);
            }
        }
    }

    private void tick(long nowMillis) {
        drain.progress().commitInTime(context);
        if (watermarks.isWaiting()
                && nowMillis - startedMillis >= 2 * config.idleTimeout().toMillis()) {
            watermarks.waitNoLonger();
        }
        if (watermarks.of(Watermarks.AGENTS) != Watermarks.IDLE
                && (nowMillis - lastAgentMillis >= config.idleTimeout().toMillis()
                        || gate.shouldClose(nowMillis, lastAgentMillis))) {
            report(Watermarks.AGENTS, 0, Watermarks.IDLE);
        }
        advance();
        if (watermarks.allIdle()) {
            ClosedBy reason = drain.isRequested() ? ClosedBy.SHUTDOWN : ClosedBy.IDLE;
            cluster.closeAll(reason);
            nodes.closeAll(reason);
        }
        int open = cluster.openWindows() + nodes.openWindows();
        gate.tick(nowMillis, gate.shouldClose(nowMillis, lastInputMillis) && watermarks.allIdle() && open == 0);
        meters.openWindows(task, open);
        meters.series(task, agents.size());
        dropped.flush(nowMillis);
    }

    private Ladder<Tally> ladder(List<Long> levels, String store, Ladder.Reach reach, String scope) {
        ObjectStore<WindowId, Pane<Tally>> table = context.getStateStore(store);
        table.keepAsBytes(Pane::closed);
        return new Ladder<>(
                levels, config.horizonMicros(), table, reach, Tally::new, (window, pane) -> emit(window, pane, scope));
    }

    private void emit(WindowId window, Pane<Tally> pane, String scope) {
        long nowMillis = context.currentSystemTimeMs();
        SpecificRecord row = Rows.stats(window, pane, nowMillis);
        String key = Rows.key(window.series());
        context.forward(new Record<>(key, row, Times.millis(window.startMicros())), Names.WINDOW_STATS_SINK);
        meters.emitted(Duration.ofMillis(Times.millis(window.sizeMicros())).toString(), scope);
    }
}
