package io.plumbline.cli.load;

import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.plumbline.cli.Outlet;
import io.plumbline.cli.SettingsGroups;
import io.plumbline.cli.Shutdown;
import io.plumbline.producers.agent.Agent;
import io.plumbline.producers.agent.Operation;
import io.plumbline.producers.app.AgentProcess;
import io.plumbline.producers.load.LoadListener;
import io.plumbline.producers.load.ProcessTrace;
import io.plumbline.producers.publish.EventPublisher;
import io.plumbline.producers.publish.PublishException;
import io.plumbline.schemas.event.RunEvent;
import io.plumbline.schemas.event.RunPhase;
import io.plumbline.schemas.registry.RegistryClient;
import io.plumbline.schemas.topic.TopicCatalogue;
import io.plumbline.settings.Settings;
import java.io.PrintWriter;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.atomic.AtomicBoolean;

/**
 * One run of load from start to end: Ctrl-C ends it early, the target's process is watched, and where Kafka is set every
 * operation is published by an agent, with the host every 100 ms, and the run's stages in the topic of runs.
 */
final class LoadSession implements AutoCloseable {
    private static final DateTimeFormatter STAMP =
            DateTimeFormatter.ofPattern("yyyyMMdd-HHmmss").withZone(ZoneOffset.UTC);
    private static final Duration LOOK = Duration.ofMillis(100);
    private static final String KAFKA = "kafka.bootstrap.servers";
    private static final String MAX_BLOCK = "kafka.max.block.ms";
    private static final String HOST_INTERVAL = "host.interval";

    private final Shutdown shutdown = Shutdown.onSignal();
    private final AtomicBoolean stop = new AtomicBoolean();
    private final Deque<AutoCloseable> parts = new ArrayDeque<>(); // last opened first
    private final PrintWriter err;
    private final String run;
    private final Map<String, String> configuration;
    private Agent agent; // null: nothing is published
    private EventPublisher events; // null likewise
    private TopicCatalogue topics;
    private ProcessTrace trace; // null: no process is watched
    private LoadListener listener = LoadListener.NONE;

    private LoadSession(String run, Map<String, String> configuration, PrintWriter err) {
        this.run = run;
        this.configuration = Map.copyOf(configuration);
        this.err = err;
    }

    /** @param configuration what the run depends on, as flat text without secrets */
    static LoadSession open(String pattern, TargetOptions options, Map<String, String> configuration, PrintWriter err) {
        Settings given = options.settings();
        String run = given.string("agent.run", "load-" + pattern + "-" + STAMP.format(Instant.now()));
        LoadSession session = new LoadSession(run, configuration, err);
        try {
            session.begin(given, options);
            return session;
        } catch (RuntimeException e) {
            session.close();
            throw e;
        }
    }

    /** Set when the run is to end early. */
    AtomicBoolean stop() {
        return stop;
    }

    LoadListener listener() {
        return listener;
    }

    /** Null where nothing is published. */
    String run() {
        return agent == null ? null : run;
    }

    /** Null where no process is watched. */
    ProcessTrace trace() {
        return trace;
    }

    /** Where Kafka does not take it, the run goes on: that it ends without Kafka is said at its end. */
    void stage(String name) {
        say(name);
        try {
            publish(RunPhase.STAGE, name);
        } catch (PublishException e) {
            say("this stage is not in Kafka: " + e.getMessage());
        }
    }

    void say(String line) {
        err.println("plumbline: " + line);
        err.flush();
    }

    /** The run is over; everything that was measured is on its way. */
    int finished(int exitCode) {
        publish(RunPhase.FINISHED, "");
        return shutdown.finished(exitCode);
    }

    @Override
    public void close() {
        stop.set(true);
        try {
            while (!parts.isEmpty()) {
                parts.pop().close();
            }
        } catch (Exception e) {
            throw new IllegalStateException("a run cannot be closed", e);
        } finally {
            shutdown.closed();
        }
    }

    private void begin(Settings given, TargetOptions options) {
        Thread watcher = new Thread(this::stopOnSignal, "plumbline-load-signal");
        watcher.setDaemon(true);
        watcher.start();
        if (options.pid() != null) {
            trace = ProcessTrace.start(options.pid());
            parts.push(trace);
        }
        if (given.string(KAFKA, "").isBlank()) {
            given.rejectUnknown(SettingsGroups.ALL);
        } else {
            publishTo(given, options.operation());
        }
        publish(RunPhase.STARTED, "");
    }

    private void publishTo(Settings given, String operationName) {
        Map<String, String> more = new HashMap<>();
        more.put("agent.run", run);
        more.put(HOST_INTERVAL, given.string(HOST_INTERVAL, "100ms"));
        more.put(
                MAX_BLOCK,
                given.string(MAX_BLOCK, "10000")); // a run that nobody hears of need not wait a minute to say so
        Settings settings = given.with(more);
        topics = TopicCatalogue.from(settings);
        AgentProcess process = AgentProcess.start(settings, new SimpleMeterRegistry());
        parts.push(process);
        agent = process.agent();
        Outlet outlet =
                Outlet.open(topics, settings.under("kafka."), RegistryClient.create(settings.under("registry.")));
        parts.push(outlet);
        events = outlet.publisher();
        Operation operation = agent.operation(operationName);
        listener =
                (due, end, service, outcome, bytes) -> agent.record(operation, due, end - due, service, outcome, bytes);
        settings.rejectUnknown(SettingsGroups.ALL);
    }

    private void publish(RunPhase phase, String stage) {
        if (events == null) {
            return;
        }
        Instant now = Instant.now();
        RunEvent event = RunEvent.newBuilder()
                .setSystem(agent.identity().system())
                .setRun(run)
                .setPhase(phase)
                .setAt(now)
                .setStage(stage)
                .setRelease(agent.identity().release())
                .setOrigin(agent.identity().origin())
                .setConfiguration(new HashMap<>(configuration))
                .build();
        events.publish(topics.runs(), event, now);
        events.flush();
    }

    private void stopOnSignal() {
        try {
            while (!stop.get()) {
                if (shutdown.await(LOOK)) {
                    stop.set(true);
                }
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
