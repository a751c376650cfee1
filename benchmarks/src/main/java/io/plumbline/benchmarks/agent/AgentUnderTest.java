package io.plumbline.benchmarks.agent;

import io.plumbline.benchmarks.run.Cluster;
import io.plumbline.benchmarks.run.ProcessCpu;
import io.plumbline.benchmarks.run.Servers;
import io.plumbline.local.Ports;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;

/** An agent as somebody would start it, in a process of its own. */
final class AgentUnderTest implements AutoCloseable {
    private static final Duration START = Duration.ofSeconds(60);
    private static final long POLL_MILLIS = 100;
    private static final long BUILD_MINUTES = 15;
    private static final String NO_BUILD = "PLUMBLINE_NO_BUILD"; // of the launcher, and no setting

    private final Process process;
    private final Path log;
    private final int receiver;

    /**
     * What it took so far.
     *
     * @param nanos monotonic time
     * @param cpuSeconds processor time
     * @param residentBytes memory now
     * @param peakBytes the most memory so far
     */
    record Taken(long nanos, double cpuSeconds, long residentBytes, long peakBytes) {}

    private AgentUnderTest(Process process, Path log, int receiver) {
        this.process = process;
        this.log = log;
        this.receiver = receiver;
    }

    /** Has the launcher build what it starts, if sources changed: that is not to be measured. */
    static void build(AgentOptions options) throws IOException, InterruptedException {
        Process build = new ProcessBuilder(options.launcher().toAbsolutePath().toString(), "agent", "--help")
                .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                .redirectError(ProcessBuilder.Redirect.INHERIT)
                .start();
        if (!build.waitFor(BUILD_MINUTES, TimeUnit.MINUTES)) {
            build.destroy();
        }
        if (build.waitFor() != 0) {
            throw new IllegalStateException(options.launcher() + " agent --help failed: there is no agent to measure");
        }
    }

    /** Starts one, and waits until what it measures reaches Kafka. */
    static AgentUnderTest start(AgentOptions options, Duration interval, Cluster cluster, Path directory)
            throws IOException, InterruptedException {
        int http = Ports.reserve();
        int receiver = Ports.reserve();
        Path log = directory.resolve("agent.log");
        List<String> command =
                new ArrayList<>(List.of(options.launcher().toAbsolutePath().toString(), "agent"));
        settings(interval, cluster, directory, http).forEach(setting -> command.addAll(List.of("--set", setting)));
        if (options.rate() > 0) {
            command.addAll(List.of("--set", "receive.enabled=true", "--set", "receive.port=" + receiver));
        }
        ProcessBuilder builder =
                new ProcessBuilder(command).redirectErrorStream(true).redirectOutput(log.toFile());
        builder.environment().keySet().removeIf(name -> name.startsWith("PLUMBLINE_"));
        builder.environment().put(NO_BUILD, "1");
        AgentUnderTest agent = new AgentUnderTest(builder.start(), log, receiver);
        try {
            agent.awaitReady("http://127.0.0.1:" + http + "/health/ready");
            return agent;
        } catch (IllegalStateException | InterruptedException e) {
            agent.close();
            throw e;
        }
    }

    /** Where programs hand over measurements. */
    URI receiver() {
        return URI.create("http://127.0.0.1:" + receiver + "/v1/measurements");
    }

    Taken taken() throws IOException {
        double cpu = ProcessCpu.ofTree(process.pid()).orElseThrow(() -> new IllegalStateException(ended()));
        List<String> status = Files.readAllLines(Path.of("/proc/" + process.pid() + "/status"));
        return new Taken(System.nanoTime(), cpu, kibibytes("VmRSS:", status), kibibytes("VmHWM:", status));
    }

    @Override
    public void close() {
        process.destroy();
        try {
            if (!process.waitFor(30, TimeUnit.SECONDS)) {
                process.destroyForcibly();
            }
        } catch (InterruptedException e) {
            process.destroyForcibly();
            Thread.currentThread().interrupt();
        }
    }

    private static List<String> settings(Duration interval, Cluster cluster, Path directory, int http) {
        return List.of(
                "kafka.bootstrap.servers=" + cluster.bootstrapServers(),
                "registry.schema.registry.url=" + cluster.registryUrl(),
                "agent.node=bench-" + interval.toMillis(),
                "agent.spool.directory=" + directory.resolve("spool"),
                "host.interval=" + interval.toMillis() + "ms",
                "process.broker.command=" + Servers.class.getName(),
                "probe.broker.target=tcp://" + cluster.bootstrapServers(),
                "probe.registry.target=" + cluster.registryUrl() + "/subjects",
                "http.port=" + http);
    }

    private void awaitReady(String url) throws InterruptedException {
        HttpClient client = HttpClient.newHttpClient();
        HttpRequest request = HttpRequest.newBuilder(URI.create(url)).build();
        long deadline = System.nanoTime() + START.toNanos();
        while (System.nanoTime() - deadline < 0) {
            if (!process.isAlive()) {
                throw new IllegalStateException(ended());
            }
            try {
                if (client.send(request, BodyHandlers.discarding()).statusCode() == 200) {
                    return;
                }
            } catch (IOException e) {
                // it has not come so far
            }
            TimeUnit.MILLISECONDS.sleep(POLL_MILLIS);
        }
        throw new IllegalStateException("the agent is not ready after " + START + ": " + log);
    }

    private String ended() {
        try {
            return "the agent ended:\n" + Files.readString(log);
        } catch (IOException e) {
            return "the agent ended, and its log cannot be read: " + e;
        }
    }

    private static long kibibytes(String field, List<String> status) {
        return status.stream()
                .filter(line -> line.startsWith(field))
                .map(line -> line.replaceAll("\\D", ""))
                .mapToLong(Long::parseLong)
                .map(kibibytes -> kibibytes << 10)
                .findFirst()
                .orElseThrow(() -> new IllegalStateException("this system does not tell " + field));
    }
}
