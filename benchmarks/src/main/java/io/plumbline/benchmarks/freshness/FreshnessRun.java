package io.plumbline.benchmarks.freshness;

import io.plumbline.benchmarks.load.Feeder;
import io.plumbline.benchmarks.load.Workload;
import io.plumbline.benchmarks.run.ChildJvm;
import io.plumbline.benchmarks.run.Cluster;
import io.plumbline.benchmarks.run.Machine;
import io.plumbline.benchmarks.run.Servers;
import io.plumbline.local.Directories;
import io.plumbline.streams.topology.WindowConfig;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalDouble;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;

/** Feeds the whole pipeline at the pace of real agents, and watches its rows arrive. */
public final class FreshnessRun {
    private static final WindowConfig WINDOWS = WindowConfig.DEFAULT;
    private static final long START_MILLIS = 1_000; // for the feeder to be ready
    private static final long LOOK_MILLIS = 10;

    private final FreshnessOptions options;
    private final Consumer<String> progress;

    /** @param progress is told in words what happens now */
    public FreshnessRun(FreshnessOptions options, Consumer<String> progress) {
        this.options = options;
        this.progress = progress;
    }

    public FreshnessReport run() throws Exception {
        String started = Instant.now().toString();
        Machine machine = Machine.now();
        Path directory = Directories.temporary("plumbline-bench-");
        progress.accept("starting broker, registry, database, streams and sink");
        try (ChildJvm servers = Servers.start(directory)) {
            Cluster cluster = servers.answer(Cluster.class);
            try (ChildJvm pipeline = Pipeline.start(directory, cluster);
                    ChildJvm feeder = Feeder.start(directory)) {
                Pipeline.Started there = pipeline.answer(Pipeline.Started.class);
                try (ResultRows rows = new ResultRows(there.jdbcUrl())) {
                    return measure(started, machine, cluster, servers, pipeline, feeder, there.database(), rows);
                }
            }
        } finally {
            Directories.delete(directory);
        }
    }

    private FreshnessReport measure(
            String started,
            Machine machine,
            Cluster cluster,
            ChildJvm servers,
            ChildJvm pipeline,
            ChildJvm feeder,
            String database,
            ResultRows rows)
            throws Exception {
        long startMillis = System.currentTimeMillis() + START_MILLIS;
        Workload workload = options.workload();
        Feeder.Feed feed = new Feeder.Feed(cluster, workload, startMillis);
        progress.accept("feeding %,d events/s for %d s"
                .formatted(options.rate(), workload.span().toSeconds()));
        OptionalDouble serversBefore = servers.cpuSeconds();
        OptionalDouble databaseBefore = rows.serverCpuSeconds();
        CompletableFuture<Feeder.Fed> fed = CompletableFuture.supplyAsync(() -> ask(feeder, feed));
        List<LevelWatch> watches = WINDOWS.levels().stream()
                .map(level -> watch(level, startMillis, rows))
                .toList();
        watch(watches);
        Feeder.Fed done = fed.join();
        progress.accept("draining");
        Pipeline.Drained drained = pipeline.ask(new Pipeline.Drain(), Pipeline.Drained.class);
        if (!drained.done()) {
            throw new IllegalStateException("the pipeline could not be drained");
        }
        ResultRows.Events events = rows.events(WINDOWS.levels().get(0).toMillis());
        return new FreshnessReport(
                started,
                machine,
                database,
                options.rate(),
                options.series(),
                options.batch(),
                done.worstDelayMillis(),
                done.events(),
                events.counted(),
                events.late(),
                lines(watches, rows),
                rows.count(),
                new ComponentCpu(
                        seconds(OptionalDouble.of(0), feeder.cpuSeconds()),
                        seconds(serversBefore, servers.cpuSeconds()),
                        drained.cpu().streams(),
                        drained.cpu().sink(),
                        drained.cpu().process()
                                - drained.cpu().streams()
                                - drained.cpu().sink(),
                        seconds(databaseBefore, rows.serverCpuSeconds())));
    }

    private static Double seconds(OptionalDouble before, OptionalDouble after) {
        return before.isPresent() && after.isPresent() ? (Double) (after.getAsDouble() - before.getAsDouble()) : null;
    }

    private LevelWatch watch(Duration level, long startMillis, ResultRows rows) {
        boolean ofNodes = level.compareTo(WINDOWS.nodeFrom()) >= 0;
        long fromMillis = startMillis + options.warmUp().toMillis();
        LevelWatch.Plan plan = new LevelWatch.Plan(
                level.toMillis(),
                WINDOWS.grace().toMillis(),
                Workload.OPERATIONS + (ofNodes ? options.series() : 0),
                fromMillis,
                fromMillis + options.duration().toMillis());
        return new LevelWatch(plan, rows, System::currentTimeMillis);
    }

    private static void watch(List<LevelWatch> watches) throws SQLException, InterruptedException {
        boolean more = true;
        while (more) {
            more = false;
            for (LevelWatch level : watches) {
                more |= level.look();
            }
            TimeUnit.MILLISECONDS.sleep(LOOK_MILLIS);
        }
    }

    private static List<FreshnessReport.Line> lines(List<LevelWatch> watches, ResultRows rows) throws SQLException {
        List<FreshnessReport.Line> lines = new ArrayList<>();
        for (LevelWatch watch : watches) {
            if (watch.overAllNodes().count() > 0 || watch.missing() > 0) {
                ResultRows.Way way = rows.way(watch.plan(), false);
                lines.add(FreshnessReport.Line.of(watch, "all nodes", watch.overAllNodes(), way));
            }
            if (watch.ofNodes().count() > 0) {
                ResultRows.Way way = rows.way(watch.plan(), true);
                lines.add(FreshnessReport.Line.of(watch, "each node", watch.ofNodes(), way));
            }
        }
        return lines;
    }

    private static Feeder.Fed ask(ChildJvm feeder, Feeder.Feed feed) {
        try {
            return feeder.ask(feed, Feeder.Fed.class);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
