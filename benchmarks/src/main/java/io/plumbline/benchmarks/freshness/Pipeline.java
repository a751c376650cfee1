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

    /** @param done whether everything was stored in time */
    record Drained(boolean done) {}

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
            dialogue.answer(new Started(database.jdbcUrl("plumbline_grafana"), database.title()));
            while (dialogue.next(Drain.class) != null) {
                streams.drain();
                dialogue.answer(new Drained(streams.awaitDrained(PATIENCE) && sink.awaitCaughtUp(PATIENCE)));
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
