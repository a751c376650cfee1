package io.plumbline.cli.network;

import io.plumbline.cli.ExitCode;
import io.plumbline.cli.SettingsGroups;
import io.plumbline.cli.SettingsOptions;
import io.plumbline.cli.Shutdown;
import io.plumbline.producers.network.ProbeServer;
import io.plumbline.producers.network.ProbeServerConfig;
import io.plumbline.settings.Settings;
import java.io.PrintWriter;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** {@code plumbline probe serve}. */
@Command(
        name = "serve",
        mixinStandardHelpOptions = true,
        description =
                "Answer network measurements of other nodes until Ctrl-C: take and give payload, count datagrams.",
        footerHeading = "%nExamples:%n",
        footer = {
            "  plumbline probe serve                                   this machine only",
            "  PLUMBLINE_NETWORK_TOKEN_FILE=token plumbline probe serve --bind 0.0.0.0",
            "",
            "On an address that others reach a token of 12 characters is needed, the same at both",
            "ends: from the environment (PLUMBLINE_NETWORK_TOKEN, or _FILE) or a settings file. It",
            "never crosses the network. Datagrams need UDP ports that no firewall closes.",
            "Exit codes: 0 ended, 2 usage, 3 the port is taken."
        })
final class ProbeServeCommand implements Callable<Integer> {
    @Spec
    private CommandSpec command;

    @Option(names = "--port", paramLabel = "PORT", description = "0: any free one; default: 8475.")
    private Integer port;

    @Option(names = "--bind", paramLabel = "ADDRESS", description = "Address to listen on; default: 127.0.0.1.")
    private String bind;

    @Mixin
    private EndOption end;

    @Mixin
    private SettingsOptions options;

    @Override
    public Integer call() throws Exception {
        Settings settings = options.settings().with(overrides());
        ProbeServerConfig config = ProbeServerConfig.from(settings);
        settings.rejectUnknown(SettingsGroups.ALL);
        Shutdown shutdown = Shutdown.onSignal();
        try (ProbeServer server = ProbeServer.start(config)) {
            PrintWriter out = command.commandLine().getOut();
            out.println("listening on " + config.bind().getHostAddress() + ":" + server.port());
            out.flush();
            shutdown.await(end.after());
            return shutdown.finished(ExitCode.FINE);
        } finally {
            shutdown.closed();
        }
    }

    private Map<String, String> overrides() {
        Map<String, String> overrides = new HashMap<>();
        if (port != null) {
            overrides.put("network.port", port.toString());
        }
        if (bind != null) {
            overrides.put("network.bind", bind);
        }
        return overrides;
    }
}
