package io.plumbline.benchmarks.freshness;

import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.plumbline.benchmarks.load.Topics;
import io.plumbline.benchmarks.run.ChildJvm;
import io.plumbline.benchmarks.run.Cluster;
import io.plumbline.benchmarks.run.Dialogue;
import io.plumbline.local.LocalDatabase;
import io.plumbline.schemas.topic.TopicCatalogue;
import io.plumbline.settings.Settings;
import io.plumbline.sink.SinkApp;
import io.plumbline.sink.migrate.Migrations;
import io.plumbline.streams.app.StreamsApp;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.lang.management.ThreadInfo;
import java.lang.management.ThreadMXBean;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;

/**
 * Main class of the child with what is measured: streams and sink in one process, as in local mode, with default settings,
 * and a PostgreSQL server beside them.
 */
final class Pipeline {
    private static final List<String> JVM = List.of("-Xms1g", "-Xmx1g");
    private static final Duration PATIENCE = Duration.ofMinutes(1);

    /** The only question: to close all windows and store them. */
    record Drain() {}

    /**
     * Processor time since the start, in seconds.
     *
     * @param streams of the threads that process records
     * @param sink of the sink's threads
     * @param process of the whole process, with compiler, collector and Kafka's background threads
     */
    record Cpu(double streams, double sink, double process) {
        static Cpu now() {
            var system = (com.sun.management.OperatingSystemMXBean) ManagementFactory.getOperatingSystemMXBean();
            return new Cpu(threads("StreamThread"), threads("plumbline-sink"), system.getProcessCpuTime() / 1e9);
        }

        Cpu minus(Cpu earlier) {
            return new Cpu(streams - earlier.streams, sink - earlier.sink, process - earlier.process);
        }

        private static double threads(String name) {
            ThreadMXBean threads = ManagementFactory.getThreadMXBean();
            double nanos = 0;
            for (ThreadInfo thread : threads.getThreadInfo(threads.getAllThreadIds())) {
                if (thread != null && thread.getThreadName().contains(name)) {
                    nanos += Math.max(0, threads.getThreadCpuTime(thread.getThreadId()));
                }
            }
            return nanos / 1e9;
        }
    }

    /**
     * @param done whether everything was stored in time
     * @param cpu since it was ready
     */
    record Drained(boolean done, Cpu cpu) {}

    /** @param jdbcUrl of who may read what dashboards read */
    record Started(String jdbcUrl, String database) {}

    private Pipeline() {}

    /** Starts the child; its first answer is {@link Started}, when streams and sink are ready. */
    static ChildJvm start(Path directory, Cluster cluster) throws IOException {
        return ChildJvm.start(
                "pipeline",
                directory,
                JVM,
                Pipeline.class,
                directory.toString(),
                cluster.bootstrapServers(),
                cluster.registryUrl());
    }

    public static void main(String[] arguments) throws Exception {
        Dialogue dialogue = Dialogue.begin();
        Path directory = Path.of(arguments[0]);
        Cluster cluster = new Cluster(arguments[1], arguments[2]);
        try (LocalDatabase database = LocalDatabase.start(directory.resolve("postgres"))) {
            Topics.create(cluster);
            Migrations.run(database.jdbcUrl("postgres"));
            run(cluster, settings(cluster, database, directory), database, dialogue);
        }
        System.exit(0);
    }

    private static void run(Cluster cluster, Settings settings, LocalDatabase database, Dialogue dialogue)
            throws Exception {
        TopicCatalogue topics = cluster.topics();
        MeterRegistry meters = new SimpleMeterRegistry();
        try (StreamsApp streams = StreamsApp.start(settings, topics, meters);
                SinkApp sink = SinkApp.start(settings, topics, meters)) {
            settings.rejectUnknown();
            while (!streams.ready() || !sink.ready()) {
                TimeUnit.MILLISECONDS.sleep(20);
            }
            Cpu ready = Cpu.now();
            dialogue.answer(new Started(database.jdbcUrl("plumbline_grafana"), database.title()));
            while (dialogue.next(Drain.class) != null) {
                streams.drain();
                boolean done = streams.awaitDrained(PATIENCE) && sink.awaitCaughtUp(PATIENCE);
                dialogue.answer(new Drained(done, Cpu.now().minus(ready)));
            }
        }
    }

    private static Settings settings(Cluster cluster, LocalDatabase database, Path directory) {
        return Settings.of(Map.of(
                "kafka.bootstrap.servers", cluster.bootstrapServers(),
                "registry.schema.registry.url", cluster.registryUrl(),
                "db.url", database.jdbcUrl("plumbline_writer"),
                "streams.state.directory", directory.resolve("streams").toString()));
    }
}
