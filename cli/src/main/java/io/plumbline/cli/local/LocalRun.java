package io.plumbline.cli.local;

import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.plumbline.cli.SettingsGroups;
import io.plumbline.cli.monitor.Commits;
import io.plumbline.producers.agent.Agent;
import io.plumbline.producers.app.AgentProcess;
import io.plumbline.producers.pipeline.PipelineLatencies;
import io.plumbline.reports.Summary;
import io.plumbline.schemas.registry.RegistryClient;
import io.plumbline.schemas.topic.SchemaCatalogue;
import io.plumbline.schemas.topic.TopicAdmin;
import io.plumbline.schemas.topic.TopicCatalogue;
import io.plumbline.settings.Settings;
import io.plumbline.sink.SinkApp;
import io.plumbline.sink.migrate.Migrations;
import io.plumbline.streams.app.StreamsApp;
import java.lang.management.ManagementFactory;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.concurrent.ExecutionException;
import org.apache.kafka.clients.admin.Admin;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * One session of local mode: starts the servers and every part of the pipeline, lets it measure, and at the end drains
 * it, so that every event that was recorded is either in the database or known to be missing there.
 */
public final class LocalRun {
    private static final Logger LOG = LoggerFactory.getLogger(LocalRun.class);
    private static final Duration LOOK = Duration.ofSeconds(1);
    private static final Duration START_LIMIT = Duration.ofSeconds(60);
    private static final Duration DRAIN_LIMIT = Duration.ofSeconds(15);

    /** Waits for some time, or until somebody asks to end: then it is true. */
    public interface Ending {
        boolean await(Duration time) throws InterruptedException;
    }

    private final LocalOptions options;
    private final LiveDisplay display;
    private final MeterRegistry meters = new SimpleMeterRegistry();
    private final String run = LocalSettings.run(Instant.now());

    public LocalRun(LocalOptions options, LiveDisplay display) {
        this.options = options;
        this.display = display;
    }

    /** Measures for the time asked, or until {@code ending} says so, and returns what is in the database then. */
    public Summary run(Ending ending) throws Exception {
        try (Opened opened = new Opened()) {
            display.say("starting broker, registry, database");
            Servers servers = Servers.start(opened, options.jdbcUrl());
            Settings settings = LocalSettings.pipeline(options, servers, run);
            TopicCatalogue topics = TopicCatalogue.from(settings);
            prepare(settings, topics, servers.ownerUrl());
            Commits streamsCommits = new Commits();
            Commits sinkCommits = new Commits();
            StreamsApp streams =
                    opened.add("streams", StreamsApp.start(settings, topics, meters, streamsCommits::committed));
            SinkApp sink = opened.add("sink", SinkApp.start(settings, topics, meters, sinkCommits::committed));
            settings.rejectUnknown(SettingsGroups.ALL);
            awaitReady(streams, sink, ending); // before anything is measured, or the first figures would wait
            List<AgentProcess> agents = startAgents(opened, settings, servers);
            List<AutoCloseable> sources = new ArrayList<>(agents);
            List<String> boots = new ArrayList<>(boots(agents));
            if (options.simulated() > 0) {
                SimulatedCluster cluster = SimulatedCluster.start(options.simulated(), settings, topics, run);
                sources.add(opened.add("simulated cluster", cluster));
                boots.add(cluster.boot());
            }
            PipelineLatencies latencies = PipelineLatencies.on(agents.get(0).agent());
            streamsCommits.recordTo(latencies.streamsCommit());
            sinkCommits.recordTo(latencies.sinkCommit());
            long startupMillis = System.currentTimeMillis()
                    - ManagementFactory.getRuntimeMXBean().getStartTime();
            display.say("run %s: Kafka %s, registry %s, database %s"
                    .formatted(run, servers.bootstrapServers(), servers.registryUrl(), shown(servers.ownerUrl())));
            try (Readings readings = Readings.open(servers.readerUrl(), run, latencies.query())) {
                Drill drill = opened.add("drill", Drill.start(options.slowDown(), agents(agents), display));
                watch(readings, sink, drill, ending);
                drill.close();
                settle(sources, streams, sink);
                return readings.summary(boots, startupMillis);
            }
        }
    }

    private static void prepare(Settings settings, TopicCatalogue topics, String ownerUrl)
            throws ExecutionException, InterruptedException, SQLException {
        try (Admin admin = Admin.create(new HashMap<String, Object>(settings.under("kafka.")));
                RegistryClient registry = RegistryClient.create(settings.under("registry."))) {
            TopicAdmin.apply(admin, topics, (short) 1);
            SchemaCatalogue.apply(registry, topics);
        }
        Migrations.run(ownerUrl);
    }

    private List<AgentProcess> startAgents(Opened opened, Settings settings, Servers servers) {
        List<AgentProcess> agents = new ArrayList<>();
        for (Settings agent : LocalSettings.agents(settings, servers, options.nodes(), run)) {
            agents.add(opened.add("agent", AgentProcess.start(agent, meters)));
            agent.rejectUnknown(SettingsGroups.ALL);
        }
        return agents;
    }

    private static void awaitReady(StreamsApp streams, SinkApp sink, Ending ending) throws InterruptedException {
        Instant limit = Instant.now().plus(START_LIMIT);
        while (!(streams.ready() && sink.ready())) {
            if (Instant.now().isAfter(limit)) {
                throw new IllegalStateException("the pipeline is not ready after " + START_LIMIT.toSeconds()
                        + " s: streams " + streams.ready() + ", sink " + sink.ready());
            }
            if (ending.await(Duration.ofMillis(20))) {
                return;
            }
        }
    }

    private void watch(Readings readings, SinkApp sink, Drill drill, Ending ending) throws Exception {
        Instant started = Instant.now();
        Duration elapsed = Duration.ZERO;
        while (options.duration() == null || elapsed.compareTo(options.duration()) < 0) {
            Duration left =
                    options.duration() == null ? LOOK : options.duration().minus(elapsed);
            if (ending.await(left.compareTo(LOOK) < 0 ? left : LOOK)) {
                return;
            }
            elapsed = Duration.between(started, Instant.now());
            drill.at(elapsed);
            display.show(readings.frame(elapsed, options.duration(), sink.lag()));
        }
    }

    /** From the sources on: nothing new, then everything that is under way. */
    private void settle(List<AutoCloseable> sources, StreamsApp streams, SinkApp sink) throws Exception {
        display.say("ending: storing what is under way");
        for (AutoCloseable source : sources) {
            source.close();
        }
        streams.drain();
        if (!streams.awaitDrained(DRAIN_LIMIT)) {
            LOG.warn("the topology still had open windows after {}", DRAIN_LIMIT);
        }
        if (!sink.awaitCaughtUp(DRAIN_LIMIT)) {
            LOG.warn("the sink was still behind after {}", DRAIN_LIMIT);
        }
    }

    private static List<Agent> agents(List<AgentProcess> agents) {
        return agents.stream().map(AgentProcess::agent).toList();
    }

    private static List<String> boots(List<AgentProcess> agents) {
        return agents.stream().map(process -> process.agent().boot()).toList();
    }

    /** Without parameters, which may hold a password. */
    private static String shown(String jdbcUrl) {
        return jdbcUrl.replaceFirst("\\?.*", "");
    }
}
