package io.plumbline.cli;

import io.plumbline.cli.monitor.SelfMonitor;
import io.plumbline.producers.pipeline.PipelineLatencies;
import io.plumbline.schemas.topic.TopicCatalogue;
import io.plumbline.settings.Settings;
import io.plumbline.sink.SinkApp;
import io.plumbline.sink.core.SinkStoppedException;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** {@code plumbline sink}: stores results. */
@Command(
        name = "sink",
        mixinStandardHelpOptions = true,
        description = {
            "Store results in PostgreSQL or TimescaleDB, exactly once, until SIGTERM or Ctrl-C.",
            "Exit 1: records are gone that were not stored yet (docs/runbooks/sink-stopped.md); the log names them."
        },
        footerHeading = "%nSettings (most used):%n",
        footer = {
            "  kafka.bootstrap.servers      required; all kafka.* go to the consumer",
            "  registry.schema.registry.url required",
            "  db.url, db.user, db.password required: a JDBC URL and a log-in with the role plumbline_writer",
            "                               (better: PLUMBLINE_DB_PASSWORD_FILE)",
            "  sink.batch.rows, .bytes      most of one transaction (10000, 16777216)",
            "  sink.linger                  how long a record waits for others (20ms)",
            "  sink.quarantine.max.share    of a table's last 1000 records, before the table is blamed (0.1)",
            "  sink.retention               drop what plumbline.retention lets go (true), see plumbline migrate --help",
            "  sink.read.limit              end what plumbline_grafana reads for longer (60s; 0s: never)",
            "  self.monitor                 measure its own commits, as system plumbline (true)",
            "  http.port                    of /health/live, /health/ready and /metrics (8473, loopback)",
            "",
            "The tables come from: plumbline migrate"
        })
final class SinkCommand implements Callable<Integer> {
    private static final int HTTP_PORT = 8473;

    @Mixin
    private SettingsOptions options;

    @Option(
            names = "--accept-gap",
            description = "Go on where records are gone, and keep what is missing in plumbline.sink_gap.")
    private boolean acceptGap;

    @Override
    public Integer call() throws Exception {
        return ServiceRunner.run("sink", settings(), HTTP_PORT, (settings, meters) -> {
            SelfMonitor monitor = SelfMonitor.start("sink", PipelineLatencies::sinkCommit, settings);
            SinkApp sink = SinkApp.start(settings, TopicCatalogue.from(settings), meters, monitor.commits()::committed);
            return Service.of(
                    sink::live,
                    sink::ready,
                    () -> {
                        sink.close();
                        monitor.close();
                    },
                    () -> exitCode(sink.failure()));
        });
    }

    private Settings settings() {
        Settings settings = options.settings();
        return acceptGap ? settings.with(Map.of("sink.accept.gap", "true")) : settings;
    }

    /** Of a sink that has ended by itself. */
    static int exitCode(Optional<Throwable> failure) {
        boolean gap = failure.filter(SinkStoppedException.class::isInstance).isPresent();
        return gap ? ExitCode.FINDING : ExitCode.BUG;
    }
}
