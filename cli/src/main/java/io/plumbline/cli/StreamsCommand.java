package io.plumbline.cli;

import io.plumbline.cli.monitor.SelfMonitor;
import io.plumbline.producers.pipeline.PipelineLatencies;
import io.plumbline.schemas.topic.TopicCatalogue;
import io.plumbline.settings.Settings;
import io.plumbline.streams.app.StreamsApp;
import java.util.Map;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** {@code plumbline streams}: runs the topology. */
@Command(
        name = "streams",
        mixinStandardHelpOptions = true,
        description = "Compute windows from measurements until SIGTERM or Ctrl-C; run several to share the partitions.",
        footerHeading = "%nSettings (most used):%n",
        footer = {
            "  kafka.bootstrap.servers      required; all kafka.* go to Kafka Streams",
            "  registry.schema.registry.url required",
            "  windows.levels               1s,10s,1m,1h: each a multiple of the one before",
            "  windows.grace                how long a window waits for late events (1s)",
            "  windows.future.limit         events further ahead of the clock are set aside (1m)",
            "  windows.past.limit           events further behind the clock are, too (3650d)",
            "  windows.series.limit         series of one system; those beyond it share one (400000)",
            "  windows.idle.timeout         silence after which open windows close (5s)",
            "  health.component.NAME        operations that are part of it: consensus.*,vote.* (docs/math.md)",
            "  health.target.p99.PATTERN    what exceeds it is degraded: 200ms; likewise p95",
            "  health.enabled               judge the health of nodes, components and systems (true)",
            "  streams.threads              (1)",
            "  streams.group.protocol       classic, or streams (KIP-1071): as --group-protocol (classic)",
            "  streams.standby.replicas     copies of each task's state in other instances; of use with classic (0)",
            "  streams.state.directory      one for each process on a machine",
            "  self.monitor                 measure its own commits, as system plumbline (true)",
            "  http.port                    of /health/live, /health/ready and /metrics (8472, loopback)"
        })
final class StreamsCommand implements Callable<Integer> {
    private static final int HTTP_PORT = 8472;

    @Mixin
    private SettingsOptions options;

    @Option(
            names = "--group-protocol",
            paramLabel = "PROTOCOL",
            description = "How instances share the partitions: classic or streams (KIP-1071; brokers 4.2 and newer).")
    private String groupProtocol;

    @Override
    public Integer call() throws Exception {
        return ServiceRunner.run("streams", settings(), HTTP_PORT, (settings, meters) -> {
            SelfMonitor monitor = SelfMonitor.start("streams", PipelineLatencies::streamsCommit, settings);
            StreamsApp streams =
                    StreamsApp.start(settings, TopicCatalogue.from(settings), meters, monitor.commits()::committed);
            return Service.of(streams::live, streams::ready, () -> {
                streams.close();
                monitor.close();
            });
        });
    }

    private Settings settings() {
        Settings settings = options.settings();
        return groupProtocol == null ? settings : settings.with(Map.of("streams.group.protocol", groupProtocol));
    }
}
