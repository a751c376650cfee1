package io.plumbline.benchmarks.engine;

import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.plumbline.benchmarks.load.Fill;
import io.plumbline.benchmarks.load.Workload;
import io.plumbline.benchmarks.run.ChildJvm;
import io.plumbline.benchmarks.run.Cluster;
import io.plumbline.benchmarks.run.Servers;
import io.plumbline.local.Directories;
import io.plumbline.settings.Settings;
import io.plumbline.streams.app.StreamsApp;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.ReplicaInfo;

/**
 * How long a new instance with an empty state directory takes until all its tasks run: it reads all changelogs first.
 * The one before it has left the group, so the time until a group misses a dead member is not in it.
 *
 * @param changelogBytes of all changelogs on the broker's disk, compressed
 * @param seconds from the start to the state RUNNING
 */
public record Restore(int series, long events, long changelogBytes, double seconds) {
    private static final String APPLICATION = "bench-restore";
    private static final int SERIES_RATE = 2;
    private static final int BATCH = 5;
    private static final Duration LIMIT = Duration.ofMinutes(25); // 100,000 series take long to fill
    private static final long LOOK_MILLIS = 5;

    /** More than the correction horizon: stage 2 has forgotten its first windows. */
    private static final Duration SPAN = Duration.ofSeconds(150);

    public static Restore measure(int series) throws Exception {
        Path directory = Directories.temporary("plumbline-bench-");
        try (ChildJvm servers = Servers.start(directory)) {
            Workload workload = new Workload(SPAN.toSeconds() * series * SERIES_RATE, BATCH, series, SERIES_RATE, 1);
            return measure(workload, servers.answer(Cluster.class), directory);
        } finally {
            Directories.delete(directory);
        }
    }

    private static Restore measure(Workload workload, Cluster cluster, Path directory) throws Exception {
        Fill.run(cluster, workload);
        try (Admin admin = cluster.admin()) {
            try (StreamsApp first = start(cluster, directory.resolve("first"))) {
                await(first, new GroupProgress(admin, APPLICATION), cluster);
            }
            long bytes = changelogBytes(admin);
            long started = System.nanoTime();
            try (StreamsApp second = start(cluster, directory.resolve("second"))) {
                while (!second.ready()) {
                    pause(second, started);
                }
                return new Restore(workload.series(), workload.events(), bytes, (System.nanoTime() - started) / 1e9);
            }
        }
    }

    private static StreamsApp start(Cluster cluster, Path directory) {
        Map<String, String> values = new HashMap<>();
        values.put("kafka.bootstrap.servers", cluster.bootstrapServers());
        values.put("registry.schema.registry.url", cluster.registryUrl());
        values.put("streams.application.id", APPLICATION);
        values.put("streams.state.directory", directory.toString());
        values.put("windows.idle.timeout", "1h"); // the windows stay open although the input has ended
        return StreamsApp.start(Settings.of(values), cluster.topics(), new SimpleMeterRegistry());
    }

    private static void await(StreamsApp app, GroupProgress progress, Cluster cluster)
            throws ExecutionException, InterruptedException {
        long started = System.nanoTime();
        while (!progress.isThrough(
                List.of(cluster.topics().measurements(), cluster.topics().summaries()))) {
            pause(app, started);
        }
    }

    private static void pause(StreamsApp app, long started) throws InterruptedException {
        if (!app.live() || System.nanoTime() - started > LIMIT.toNanos()) {
            throw new IllegalStateException("the topology stopped, or takes longer than " + LIMIT);
        }
        TimeUnit.MILLISECONDS.sleep(LOOK_MILLIS);
    }

    private static long changelogBytes(Admin admin) throws ExecutionException, InterruptedException {
        List<Integer> brokers = admin.describeCluster().nodes().get().stream()
                .map(node -> node.id())
                .toList();
        return admin.describeLogDirs(brokers).allDescriptions().get().values().stream()
                .flatMap(directories -> directories.values().stream())
                .flatMap(directory -> directory.replicaInfos().entrySet().stream())
                .filter(replica -> replica.getKey().topic().startsWith(APPLICATION + "-"))
                .map(Map.Entry::getValue)
                .mapToLong(ReplicaInfo::size)
                .sum();
    }
}
