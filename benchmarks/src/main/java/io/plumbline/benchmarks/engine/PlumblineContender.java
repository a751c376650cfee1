package io.plumbline.benchmarks.engine;

import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.plumbline.benchmarks.run.Cluster;
import io.plumbline.benchmarks.run.PollClock;
import io.plumbline.benchmarks.run.Stopwatch;
import io.plumbline.local.Directories;
import io.plumbline.schemas.topic.Topic;
import io.plumbline.settings.Settings;
import io.plumbline.streams.app.StreamsApp;
import io.plumbline.streams.topology.WindowConfig;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import org.apache.kafka.clients.admin.Admin;

/**
 * The whole topology as it is shipped: both stages, exactly once, default settings.
 *
 * <p>The round ends with the transaction that commits the end of the input. {@code settledSeconds} is when stage 2 had
 * committed all that it was sent, too.
 */
final class PlumblineContender implements Contender {
    private static final long LOOK_MILLIS = 20;
    private static final Duration DRAIN_LIMIT = Duration.ofMinutes(2);

    private static final List<String> ANALYSES = List.of("regression", "alerts", "trend", "scaling", "score");

    private final int threads;
    private final boolean analyses;

    /** @param analyses whether it also watches, follows trends and gathers load */
    PlumblineContender(int threads, boolean analyses) {
        this.threads = threads;
        this.analyses = analyses;
    }

    @Override
    public Round run(Task task) throws Exception {
        Cluster cluster = task.cluster();
        String application = "bench-" + UUID.randomUUID();
        Path directory = Directories.temporary("plumbline-bench-state-");
        Round round;
        try (Admin admin = cluster.admin()) {
            StreamsTopics.empty(
                    admin,
                    List.of(cluster.topics().summaries(), cluster.topics().windowStats()));
            try {
                round = process(task, admin, application, directory);
            } finally {
                StreamsTopics.forget(admin, application);
                Directories.delete(directory);
            }
        }
        long counted = WindowCounts.total(cluster, WindowConfig.DEFAULT.levels().get(0));
        return new Round(round.events(), round.nanos(), round.cpuNanos(), task.events(), counted, round.details());
    }

    private Round process(Task task, Admin admin, String application, Path directory) throws Exception {
        Commits commits = new Commits();
        Stopwatch stopwatch = PollClock.arm(task.cluster().input());
        Settings settings = settings(task.cluster(), application, directory);
        MeterRegistry meters = new SimpleMeterRegistry();
        try (StreamsApp app = StreamsApp.start(settings, task.cluster().topics(), meters, commits)) {
            settings.rejectUnknown();
            Watch watch = new Watch(app, new GroupProgress(admin, application), commits, task.patienceNanos());
            Topic<?> input = task.cluster().topics().measurements();
            Stopwatch.Lap end = stopwatch.since(watch.awaitThrough(List.of(input)));
            Stopwatch.Lap settled = stopwatch.since(
                    watch.awaitThrough(List.of(input, task.cluster().topics().summaries())));
            app.drain();
            if (!app.awaitDrained(DRAIN_LIMIT)) {
                throw new IllegalStateException(
                        "windows are still open " + DRAIN_LIMIT + " after the end of the input");
            }
            return Round.of(end, task.events(), 0)
                    .with(Map.of(
                            "settledSeconds",
                            settled.nanos() / 1e9,
                            "late",
                            meters.get("plumbline.streams.late").counter().count()));
        }
    }

    private Settings settings(Cluster cluster, String application, Path directory) {
        Map<String, String> values = new HashMap<>();
        values.put("kafka.bootstrap.servers", cluster.bootstrapServers());
        values.put("kafka.main.consumer.interceptor.classes", PollClock.class.getName());
        values.put("registry.schema.registry.url", cluster.registryUrl());
        values.put("streams.threads", Integer.toString(threads));
        values.put("streams.application.id", application);
        values.put("streams.state.directory", directory.toString());
        ANALYSES.forEach(analysis -> values.put(analysis + ".enabled", Boolean.toString(analyses)));
        return Settings.of(values);
    }

    private record Watch(StreamsApp app, GroupProgress progress, Commits commits, long deadline) {
        /** The end of the commit behind which the group was through. */
        Stopwatch.Lap awaitThrough(List<Topic<?>> topics) throws ExecutionException, InterruptedException {
            while (!progress.isThrough(topics)) {
                if (!app.live() || System.nanoTime() - deadline > 0) {
                    throw new IllegalStateException("the topology stopped, or hangs");
                }
                TimeUnit.MILLISECONDS.sleep(LOOK_MILLIS);
            }
            return commits.lastBy(System.nanoTime());
        }
    }
}
