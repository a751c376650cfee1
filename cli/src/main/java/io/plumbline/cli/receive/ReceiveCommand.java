package io.plumbline.cli.receive;

import io.plumbline.cli.Service;
import io.plumbline.cli.ServiceRunner;
import io.plumbline.cli.SettingsOptions;
import io.plumbline.producers.receive.ReceiveConfig;
import io.plumbline.producers.receive.Receiver;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/** {@code plumbline receive}: an endpoint for programs in any language. */
@Command(
        name = "receive",
        mixinStandardHelpOptions = true,
        description = "Receive measurements over HTTP, as JSON lines or from OpenTelemetry, until SIGTERM or Ctrl-C.",
        footerHeading = "%nSettings (most used):%n",
        footer = {
            "  kafka.bootstrap.servers, registry.schema.registry.url   required",
            "  agent.system, agent.node, agent.run   whose measurements these are, where senders do not say it",
            "  receive.host, receive.port   127.0.0.1 and 4318; any other address needs receive.token",
            "  receive.operation.attributes   attributes of OpenTelemetry that become part of an operation's name",
            "  http.port                    of /health/live, /health/ready and /metrics (8474, loopback)",
            "",
            "Examples:",
            "  plumbline receive --set agent.system=shop --set kafka.bootstrap.servers=127.0.0.1:9092 \\",
            "      --set registry.schema.registry.url=http://127.0.0.1:8081",
            "  curl -d '{\"operation\":\"render\",\"start\":\"2026-11-21T08:00:00Z\",\"duration_ns\":1200000}' \\",
            "      http://127.0.0.1:4318/v1/measurements",
            "  OTEL_EXPORTER_OTLP_METRICS_ENDPOINT=http://127.0.0.1:4318/v1/metrics   for OpenTelemetry's exporters"
        })
public final class ReceiveCommand implements Callable<Integer> {
    private static final int HTTP_PORT = 8474;

    @Mixin
    private SettingsOptions options;

    @Override
    public Integer call() throws Exception {
        return ServiceRunner.run("receive", options.settings(), HTTP_PORT, (settings, meters) -> {
            Receiver receiver = Receiver.start(ReceiveConfig.from(settings), meters);
            return Service.of(() -> true, receiver::ready, receiver::close);
        });
    }
}
