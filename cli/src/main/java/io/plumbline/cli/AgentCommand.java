package io.plumbline.cli;

import io.plumbline.producers.app.AgentProcess;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/** {@code plumbline agent}: measures this host and the configured probes. */
@Command(
        name = "agent",
        mixinStandardHelpOptions = true,
        description = "Measure this host, processes and probes, and publish to Kafka until SIGTERM or Ctrl-C.",
        footerHeading = "%nSettings (most used):%n",
        footer = {
            "  kafka.bootstrap.servers      required; all kafka.* go to the producer",
            "  registry.schema.registry.url required; all registry.* go to the registry client",
            "  agent.system, agent.node, agent.release, agent.region   who is measured",
            "  host.enabled, host.interval  sample this host (true, 500ms)",
            "  process.NAME.pid, .pid.file or .command (a regular expression): sample processes of this host",
            "  probe.NAME.target            tcp://H:P, http(s)://..., jdbc:... or exec:COMMAND; also .interval"
                    + " .timeout,",
            "                               and what is expected: .status .body .query .value",
            "  agent.spool.directory        keep on disk what Kafka cannot take; also .bytes .use .when.full",
            "  network.peers, network.serve HOST:PORT,... to measure; answer others (docs/load.md)",
            "  http.port                    of /health/live, /health/ready and /metrics (8471, loopback)",
            "",
            "Example:",
            "  plumbline agent --config agent.yaml",
            "  plumbline agent --set agent.system=mynet --set probe.api.target=https://127.0.0.1:8443/health"
        })
final class AgentCommand implements Callable<Integer> {
    private static final int HTTP_PORT = 8471;

    @Mixin
    private SettingsOptions options;

    @Override
    public Integer call() throws Exception {
        return ServiceRunner.run("agent", options.settings(), HTTP_PORT, (settings, meters) -> {
            AgentProcess agent = AgentProcess.start(settings, meters);
            return Service.of(agent::live, agent::ready, agent::close);
        });
    }
}
