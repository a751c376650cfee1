package io.plumbline.cli;

import io.plumbline.cli.monitor.SelfMonitor;
import io.plumbline.producers.pipeline.PipelineLatencies;
import io.plumbline.schemas.topic.TopicCatalogue;
import io.plumbline.sink.SinkApp;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/** {@code plumbline sink}: stores results. */
@Command(
        name = "sink",
        mixinStandardHelpOptions = true,
        description = "Store results in PostgreSQL or TimescaleDB, exactly once, until SIGTERM or Ctrl-C.",
        footerHeading = "%nSettings (most used):%n",
        footer = {
            "  kafka.bootstrap.servers      required; all kafka.* go to the consumer",
            "  registry.schema.registry.url required",
            "  db.url, db.user, db.password required: a JDBC URL and a log-in with the role plumbline_writer",
            "                               (better: PLUMBLINE_DB_PASSWORD_FILE)",
            "  self.monitor                 measure its own commits, as system plumbline (true)",
            "  http.port                    of /health/live, /health/ready and /metrics (8473, loopback)",
            "",
            "The tables come from: plumbline migrate"
        })
final class SinkCommand implements Callable<Integer> {
    private static final int HTTP_PORT = 8473;

    @Mixin
    private SettingsOptions options;

    @Override
    public Integer call() throws Exception {
        return ServiceRunner.run("sink", options.settings(), HTTP_PORT, (settings, meters) -> {
            SelfMonitor monitor = SelfMonitor.start("sink", PipelineLatencies::sinkCommit, settings);
            SinkApp sink = SinkApp.start(settings, TopicCatalogue.from(settings), meters, monitor.commits()::committed);
            return Service.of(sink::live, sink::ready, () -> {
                sink.close();
                monitor.close();
            });
        });
    }
}
