package io.plumbline.benchmarks.store;

import io.plumbline.benchmarks.run.ChildJvm;
import io.plumbline.benchmarks.run.Cluster;
import io.plumbline.benchmarks.run.Servers;
import io.plumbline.local.Directories;
import io.plumbline.settings.Settings;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** Takes the sink's database away while the topic grows, and looks at the sink's memory meanwhile. */
public final class OutageRun {
    private static final int SAMPLES = 1_000;
    private static final int STEPS = 4;

    private final int rows;
    private final String heap;

    /**
     * A look at the sink.
     *
     * @param moment in words
     * @param waiting records in the topic that are not stored
     * @param heapBytes what its process holds after a collection
     */
    public record Moment(String moment, int waiting, long heapBytes) {}

    /**
     * @param rows that come while the database is away
     * @param heap of the sink, as in {@code -Xmx}
     */
    public OutageRun(int rows, String heap) {
        Settings.check(rows >= STEPS, "--rows must be at least " + STEPS + ", was " + rows);
        Settings.check(heap.matches("[1-9][0-9]*[kKmMgG]"), "--heap must be like 256m, was " + heap);
        this.rows = rows;
        this.heap = heap;
    }

    /** @throws IllegalStateException if the sink stops, or rows are missing at the end */
    public List<Moment> run() throws Exception {
        Path directory = Directories.temporary("plumbline-bench-");
        StoreWorkload workload = new StoreWorkload(2 * rows, 0, SAMPLES, 1);
        try (ChildJvm servers = Servers.start(directory);
                Target target = Target.open("plain", directory)) {
            Cluster cluster = servers.answer(Cluster.class);
            ResultTopic.fill(cluster, new StoreWorkload(rows, 0, SAMPLES, 1));
            try (ChildJvm sink = start(directory, cluster, target)) {
                return watch(sink, cluster, target, workload);
            }
        } finally {
            Directories.delete(directory);
        }
    }

    private ChildJvm start(Path directory, Cluster cluster, Target target) throws Exception {
        return ChildJvm.start(
                "sink",
                directory,
                List.of("-Xmx" + heap),
                OutageWorker.class,
                cluster.bootstrapServers(),
                cluster.registryUrl(),
                target.jdbcUrl());
    }

    private List<Moment> watch(ChildJvm sink, Cluster cluster, Target target, StoreWorkload workload) throws Exception {
        List<Moment> moments = new ArrayList<>();
        moments.add(look(sink, "all stored", 0, true));
        target.shut();
        for (int step = 1; step <= STEPS; step++) {
            int waiting = (int) ((long) rows * step / STEPS);
            ResultTopic.append(cluster, workload, rows + (int) ((long) rows * (step - 1) / STEPS), rows + waiting);
            moments.add(look(sink, "the database is away", waiting, false));
        }
        target.open();
        moments.add(look(sink, "all stored again", 0, true));
        Target.Contents contents = target.contents();
        if (contents.rows() != workload.rows() || contents.events() != new WindowRows(workload).events()) {
            throw new IllegalStateException("the table holds " + contents + " of " + workload);
        }
        return moments;
    }

    private static Moment look(ChildJvm sink, String moment, int waiting, boolean caughtUp) throws Exception {
        OutageWorker.Seen seen = sink.ask(new OutageWorker.Look(caughtUp), OutageWorker.Seen.class);
        if (!seen.live() || !seen.caughtUp()) {
            throw new IllegalStateException("the sink stopped or did not catch up: " + moment);
        }
        return new Moment(moment, waiting, seen.heapBytes());
    }
}
