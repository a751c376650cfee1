package io.plumbline.benchmarks.agent;

import io.plumbline.benchmarks.load.Topics;
import io.plumbline.benchmarks.run.ChildJvm;
import io.plumbline.benchmarks.run.Cluster;
import io.plumbline.benchmarks.run.Machine;
import io.plumbline.benchmarks.run.Servers;
import io.plumbline.local.Directories;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import org.apache.kafka.clients.admin.Admin;

/** Measures agents beside a broker and a registry, one after the other. */
public final class AgentRun {
    private static final double NANOS = 1e9;

    private final AgentOptions options;
    private final Consumer<String> progress;

    /** @param progress told what begins */
    public AgentRun(AgentOptions options, Consumer<String> progress) {
        this.options = options;
        this.progress = progress;
    }

    /** @throws IllegalStateException if an agent does not start, ends, or does not take what it is handed */
    public AgentReport run() throws Exception {
        AgentUnderTest.build(options);
        Machine machine = Machine.now();
        Instant started = Instant.now().truncatedTo(ChronoUnit.SECONDS);
        Path directory = Directories.temporary("plumbline-bench-");
        List<AgentReport.Line> lines = new ArrayList<>();
        try (ChildJvm servers = Servers.start(directory)) {
            Cluster cluster = servers.answer(Cluster.class);
            Topics.create(cluster);
            for (Duration interval : options.intervals()) {
                progress.accept("agent with the host each " + interval.toMillis() + " ms, for "
                        + options.warmUp().plus(options.duration()).toSeconds() + " s");
                lines.add(measure(interval, cluster, directory));
            }
        } finally {
            Directories.delete(directory);
        }
        return new AgentReport(
                started.toString(), machine, options.rate(), options.duration().toSeconds(), lines);
    }

    private AgentReport.Line measure(Duration interval, Cluster cluster, Path directory) throws Exception {
        Path own = Files.createDirectories(directory.resolve("agent-" + interval.toMillis()));
        try (AgentUnderTest agent = AgentUnderTest.start(options, interval, cluster, own);
                LineSender sender = LineSender.start(agent.receiver(), options.rate());
                Admin admin = cluster.admin()) {
            TimeUnit.MILLISECONDS.sleep(options.warmUp().toMillis());
            long bytesBefore = stored(admin);
            AgentUnderTest.Taken before = agent.taken();
            TimeUnit.MILLISECONDS.sleep(options.duration().toMillis());
            AgentUnderTest.Taken after = agent.taken();
            long bytes = stored(admin) - bytesBefore;
            sender.check();
            double seconds = (after.nanos() - before.nanos()) / NANOS;
            return new AgentReport.Line(
                    interval.toMillis(),
                    (after.cpuSeconds() - before.cpuSeconds()) / seconds,
                    after.residentBytes(),
                    after.peakBytes(),
                    bytes / seconds);
        }
    }

    /** What all topics take on the broker's disk: compressed, with Kafka's own bytes. */
    private static long stored(Admin admin) throws ExecutionException, InterruptedException {
        List<Integer> brokers = admin.describeCluster().nodes().get().stream()
                .map(node -> node.id())
                .toList();
        return admin.describeLogDirs(brokers).allDescriptions().get().values().stream()
                .flatMap(directories -> directories.values().stream())
                .flatMap(directory -> directory.replicaInfos().entrySet().stream())
                .filter(replica -> !replica.getKey().topic().startsWith("__"))
                .mapToLong(replica -> replica.getValue().size())
                .sum();
    }
}
