package io.plumbline.benchmarks.store;

import io.plumbline.benchmarks.run.ChildJvm;
import io.plumbline.benchmarks.run.Cluster;
import io.plumbline.benchmarks.run.Servers;
import io.plumbline.benchmarks.run.Stopwatch;
import io.plumbline.local.Directories;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalDouble;
import java.util.function.Consumer;

/** Fills a topic once and lets each contender store it in an empty table, round by round in turns. */
public final class StoreRun {
    private final StoreOptions options;
    private final Consumer<String> progress;

    /** @param progress is told in words what happens now */
    public StoreRun(StoreOptions options, Consumer<String> progress) {
        this.options = options;
        this.progress = progress;
    }

    /**
     * What was measured.
     *
     * @param database which server it was, and how safe its commits are
     */
    public record Result(String database, List<StoreScore> scores) {}

    public Result run() throws Exception {
        Path directory = Directories.temporary("plumbline-bench-");
        try (ChildJvm servers = Servers.start(directory);
                Target target = Target.open(options.database(), directory)) {
            Cluster cluster = servers.answer(Cluster.class);
            progress.accept("filling the topic with %,d rows"
                    .formatted(options.workload().records()));
            ResultTopic.fill(cluster, options.workload());
            return new Result(target.title(), compete(directory, cluster, target));
        } finally {
            Directories.delete(directory);
        }
    }

    private List<StoreScore> compete(Path directory, Cluster cluster, Target target) throws Exception {
        Map<Peer, ChildJvm> workers = new EnumMap<>(Peer.class);
        try {
            for (Peer peer : options.peers()) {
                workers.put(peer, ChildJvm.start(peer.label(), directory, peer.jvm(), StoreWorker.class, peer.label()));
            }
            return compete(workers, cluster, target);
        } finally {
            workers.values().forEach(ChildJvm::close);
        }
    }

    private List<StoreScore> compete(Map<Peer, ChildJvm> workers, Cluster cluster, Target target) throws Exception {
        StoreTask task =
                new StoreTask(cluster, target.jdbcUrl(), options.workload().records(), options.batchRows());
        long events = new WindowRows(options.workload()).events();
        Map<Peer, List<StoreRound>> rounds = new EnumMap<>(Peer.class);
        List<Peer> order = new ArrayList<>(options.peers());
        for (int round = 1 - options.warmUps(); round <= options.rounds(); round++) {
            for (Peer peer : order) {
                StoreRound result = round(workers.get(peer), peer, task, target, events);
                String which = round <= 0 ? "warm-up" : "round " + round;
                progress.accept("%s, %s: %,.0f rows/s%s"
                        .formatted(which, peer.label(), result.recordsPerSecond(), result.correct() ? "" : ", WRONG"));
                if (round > 0) {
                    rounds.computeIfAbsent(peer, first -> new ArrayList<>()).add(result);
                }
            }
            Collections.rotate(order, 1); // who comes after whom is nobody's advantage
        }
        return options.peers().stream()
                .map(peer -> new StoreScore(peer, rounds.get(peer)))
                .toList();
    }

    private StoreRound round(ChildJvm worker, Peer peer, StoreTask task, Target target, long events) throws Exception {
        target.empty();
        OptionalDouble before = target.cpuSeconds();
        Stopwatch.Lap lap = worker.ask(task, Stopwatch.Lap.class);
        OptionalDouble after = target.cpuSeconds();
        Double serverCpu =
                before.isPresent() && after.isPresent() ? (Double) (after.getAsDouble() - before.getAsDouble()) : null;
        Target.Contents contents = target.contents();
        StoreWorkload workload = options.workload();
        boolean correctionsToo = peer != Peer.COPY_LIMIT;
        long expected = correctionsToo ? events : events - workload.corrected(); // a correction has one event more
        return new StoreRound(
                correctionsToo ? workload.records() : workload.rows(),
                lap.nanos(),
                lap.cpuNanos(),
                serverCpu,
                (double) contents.bytes() / workload.rows(),
                contents.rows() == workload.rows() && contents.events() == expected);
    }
}
