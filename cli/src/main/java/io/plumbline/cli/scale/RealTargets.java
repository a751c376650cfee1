package io.plumbline.cli.scale;

import io.plumbline.cli.Outlet;
import io.plumbline.producers.scale.Checkpoint;
import io.plumbline.producers.scale.RunEvents;
import io.plumbline.producers.scale.Target;
import io.plumbline.producers.scale.real.RealTarget;
import io.plumbline.producers.scale.real.Service;
import io.plumbline.settings.Settings;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.TreeSet;
import java.util.function.IntFunction;
import java.util.function.Supplier;

/**
 * Real processes on this machine that ask a real service.
 *
 * @param given empty: one of this kind is started
 * @param system that their events are of
 */
record RealTargets(
        Optional<Service> given, ServiceKind kind, String operation, Duration timeout, Settings settings, String system)
        implements Targets {
    /** What is asked, without what is secret. */
    Map<String, String> described() {
        Map<String, String> described = new LinkedHashMap<>();
        described.put("operation", operation);
        described.put("target", given.map(Service::address).orElse(kind.title()));
        described.put("query", given.map(Service::query).orElse(kind.query()));
        given.map(Service::kafka)
                .filter(kafka -> !kafka.isEmpty())
                .ifPresent(kafka -> described.put("target_settings", String.join(",", new TreeSet<>(kafka.keySet()))));
        described.put("timeout_ms", Long.toString(timeout.toMillis()));
        return described;
    }

    @Override
    public Map<String, String> facts() {
        return Map.of(
                "machine",
                Runtime.getRuntime().availableProcessors() + " processors, " + System.getProperty("os.name") + " "
                        + System.getProperty("os.arch") + ", Java " + System.getProperty("java.version"));
    }

    @Override
    public boolean publishes() {
        return Outlet.isConfigured(settings);
    }

    @Override
    public Target open(Suite suite, Checkpoint checkpoint, boolean isResumed, Provenance provenance) throws Exception {
        if (isResumed && publishes()) {
            throw Checkpoint.notInKafka(
                    "what real processes did in its interrupted step is there in part, and would count twice");
        }
        List<OpenTarget.Part> parts = new ArrayList<>();
        try {
            Optional<Outlet> outlet = Outlet.open(settings);
            outlet.ifPresent(open -> parts.add(() -> storeAndClose(open)));
            Optional<SuiteEvents> events = outlet.map(open -> new SuiteEvents(open.publisher(), open.topics(), system));
            Optional<LocalService> local = given.isPresent() ? Optional.empty() : Optional.of(kind.start());
            local.ifPresent(parts::add);
            Service service = given.orElseGet(
                    () -> new Service(operation, local.orElseThrow().target(), kind.query(), timeout, Map.of()));
            Optional<RunEvents> run =
                    events.map(open -> open.run(suite, suite.curves().get(0), provenance));
            return new OpenTarget(new RealTarget(service, workers(), agents(run), run, cpuOf(local)), parts);
        } catch (Exception e) {
            OpenTarget.close(parts);
            throw e;
        }
    }

    /** Everything that was published is stored then, or the reason is thrown. */
    private static void storeAndClose(Outlet outlet) {
        try (outlet) {
            outlet.publisher().flush();
        }
    }

    /** Of a service of somebody else's nobody can tell where it runs. */
    private static Supplier<OptionalLong> cpuOf(Optional<LocalService> local) {
        return local.<Supplier<OptionalLong>>map(service -> service.processes()::cpuNanos)
                .orElse(OptionalLong::empty);
    }

    /** They live for seconds: little is spent on compiling them. */
    private static List<String> workers() {
        return ChildJvm.command(
                List.of("-Xmx128m", "-XX:+UseSerialGC", "-XX:TieredStopAtLevel=1"), "scale", WorkerCommand.NAME);
    }

    /** What they publish says of itself that it is of this run; nothing without Kafka. */
    private IntFunction<Map<String, String>> agents(Optional<RunEvents> run) {
        return node -> run.map(events -> agent(events, node)).orElse(Map.of());
    }

    private Map<String, String> agent(RunEvents run, int node) {
        Map<String, String> agent = new HashMap<>();
        for (String group : List.of("kafka.", "registry.", "topics.", "agent.")) {
            settings.under(group).forEach((key, value) -> agent.put(group + key, value));
        }
        agent.put("agent.system", run.system());
        agent.put("agent.run", run.run());
        agent.put("agent.node", "worker-" + node);
        agent.put("host.enabled", "false"); // they share one host
        return agent;
    }
}
