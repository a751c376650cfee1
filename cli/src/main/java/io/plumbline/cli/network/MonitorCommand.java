package io.plumbline.cli.network;

import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.plumbline.cli.ExitCode;
import io.plumbline.cli.OutputFormat;
import io.plumbline.cli.SettingsGroups;
import io.plumbline.cli.Shutdown;
import io.plumbline.producers.app.AgentProcess;
import io.plumbline.producers.network.PeerMonitor;
import io.plumbline.producers.network.Round;
import io.plumbline.producers.network.RoundPlan;
import io.plumbline.producers.network.TransportSamples;
import io.plumbline.reports.Json;
import io.plumbline.schemas.topic.TopicCatalogue;
import io.plumbline.settings.Settings;
import io.plumbline.streams.domain.health.TransportRules;
import io.plumbline.streams.topology.HealthConfig;
import io.plumbline.streams.topology.WindowConfig;
import java.io.PrintWriter;
import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.Callable;
import java.util.function.Consumer;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** {@code plumbline monitor}. */
@Command(
        name = "monitor",
        mixinStandardHelpOptions = true,
        description = "Watch the network to a node: a line each second until Ctrl-C.",
        footerHeading = "%nExamples:%n",
        footer = {
            "  plumbline monitor --peer 10.0.0.2:8475",
            "  plumbline monitor --peer 10.0.0.2:8475 --output json --duration 1m",
            "  plumbline monitor --peer 10.0.0.2:8475 --set kafka.bootstrap.servers=kafka:9092 \\",
            "      --set registry.schema.registry.url=http://registry:8081",
            "",
            "Figures are of the last 10 rounds, network.interval (1s) apart: network.pings (10) round",
            "trips, network.transfer.bytes (1000000) each way, a connection, network.datagrams (100).",
            "Where Kafka is set they are published as transport samples, too. Health is judged by",
            "health.loss, health.connections and health.target.round.trip, as in the pipeline.",
            "Exit codes: 0 ended, 2 usage or a wrong token. A peer that is away is a finding of the",
            "line, not the end."
        })
public final class MonitorCommand implements Callable<Integer> {
    private static final Duration LOOK = Duration.ofMillis(200);
    private static final String KAFKA = "kafka.bootstrap.servers";

    @Spec
    private CommandSpec command;

    @Mixin
    private PeerOptions peer;

    @Mixin
    private EndOption end;

    @Option(names = "--output", defaultValue = "text", description = "text or json, a document in each line.")
    private OutputFormat output;

    @Override
    public Integer call() throws Exception {
        Settings settings = peer.settings();
        RoundPlan plan = RoundPlan.from(settings);
        String token = settings.string("network.token", "");
        TransportRules rules =
                HealthConfig.from(settings, WindowConfig.from(settings)).transport();
        Shutdown shutdown = Shutdown.onSignal();
        try (AgentProcess agent = agent(settings)) {
            Consumer<Round> publisher = agent == null
                    ? round -> {}
                    : new TransportSamples(
                            agent.agent(), TopicCatalogue.from(settings).transport());
            settings.rejectUnknown(SettingsGroups.ALL);
            MonitorWindow window = new MonitorWindow(rules);
            Consumer<Round> display = round -> print(window.add(round, Instant.now()));
            try (PeerMonitor monitor = PeerMonitor.start(peer.address(), token, plan, publisher.andThen(display))) {
                return shutdown.finished(watch(monitor, shutdown));
            }
        } finally {
            shutdown.closed();
        }
    }

    private int watch(PeerMonitor monitor, Shutdown shutdown) throws InterruptedException {
        long deadline = System.nanoTime() + end.after().toNanos();
        while (System.nanoTime() - deadline < 0 && !shutdown.await(LOOK)) {
            if (monitor.refusal() != null) {
                throw monitor.refusal();
            }
        }
        return ExitCode.FINE;
    }

    private static AgentProcess agent(Settings settings) {
        return settings.string(KAFKA, "").isBlank() ? null : AgentProcess.start(settings, new SimpleMeterRegistry());
    }

    private void print(MonitorLine line) {
        PrintWriter out = command.commandLine().getOut();
        out.println(output == OutputFormat.JSON ? Json.of(line) : line.text());
        out.flush();
    }
}
