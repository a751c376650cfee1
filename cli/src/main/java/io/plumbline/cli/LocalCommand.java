package io.plumbline.cli;

import io.plumbline.cli.local.LiveDisplay;
import io.plumbline.cli.local.LocalOptions;
import io.plumbline.cli.local.LocalRun;
import io.plumbline.cli.local.SlowDown;
import io.plumbline.reports.EventAccount;
import io.plumbline.reports.Json;
import io.plumbline.reports.Summary;
import io.plumbline.reports.SummaryText;
import io.plumbline.settings.Settings;
import java.io.PrintWriter;
import java.time.Duration;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** {@code plumbline local}: the whole pipeline in one process. */
@Command(
        name = "local",
        mixinStandardHelpOptions = true,
        sortOptions = false,
        description = {
            "Run the whole pipeline on this machine: a real Kafka broker, registry and PostgreSQL, agents that measure this "
                    + "host and the pipeline itself, the stream topology and the sink.",
            "Ends with a summary after --duration, or on Ctrl-C. Exit code 1 if an event was lost or counted twice."
        },
        footerHeading = "%nExamples:%n",
        footer = {
            "  plumbline local                               live figures until Ctrl-C",
            "  plumbline local --duration 45s --output json  one JSON document, for scripts",
            "  plumbline local --jdbc-url 'jdbc:postgresql://127.0.0.1:5432/metrics?user=me'",
            "                                                into a database of yours, e.g. with TimescaleDB",
            "  plumbline local --simulate 20                 a simulated cluster beside this host",
            "  plumbline local --regress-at 60s --recover-at 90s --duration 150s",
            "                                                a drill: see alerts come and go",
            "  plumbline local --set probe.api.target=https://example.org/ --set probe.api.interval=1s",
            "                                                probe something else too"
        })
final class LocalCommand implements Callable<Integer> {
    /** Set by the launcher where standard output is a terminal: since Java 22 the JVM cannot tell. */
    private static final String TERMINAL = "plumbline.terminal";

    @Spec
    private CommandSpec spec;

    @Option(
            names = "--duration",
            paramLabel = "D",
            converter = DurationConverter.class,
            description = "How long to measure, e.g. 45s or 10m (default: until Ctrl-C).")
    private Duration duration;

    @Option(names = "--nodes", paramLabel = "N", defaultValue = "1", description = "Agents to run (${DEFAULT-VALUE}).")
    private int nodes;

    @Option(
            names = "--simulate",
            paramLabel = "N",
            defaultValue = "0",
            description = "Add a simulated cluster of N nodes at real pace, as a system named simulated and marked so "
                    + "everywhere (docs/simulator.md).")
    private int simulated;

    @Option(
            names = "--output",
            paramLabel = "FORMAT",
            defaultValue = "text",
            description = "text: a live table, then a summary; json: one document at the end.")
    private OutputFormat output;

    @Option(
            names = "--jdbc-url",
            paramLabel = "URL",
            description =
                    "A PostgreSQL or TimescaleDB of yours instead of the embedded one; the user must own the database.")
    private String jdbcUrl;

    @Option(
            names = "--regress-at",
            paramLabel = "D",
            converter = DurationConverter.class,
            description = "A drill: real work runs on every agent, and from this time on two of its three kinds take "
                    + "longer. The alerts are in the summary.")
    private Duration regressAt;

    @Option(
            names = "--recover-at",
            paramLabel = "D",
            converter = DurationConverter.class,
            description = "When the drill's work is as usual again (default: never).")
    private Duration recoverAt;

    @Option(
            names = "--regress-by",
            paramLabel = "PERCENT",
            defaultValue = "30",
            description = "How much more work it is (${DEFAULT-VALUE}).")
    private double regressBy;

    @Mixin
    private SettingsOptions settings;

    @Override
    public Integer call() throws Exception {
        Settings.check(nodes >= 1 && nodes <= 100, "--nodes must be within 1 and 100, was " + nodes);
        Settings.check(simulated >= 0 && simulated <= 200, "--simulate must be within 0 and 200, was " + simulated);
        Settings.check(
                duration == null || duration.compareTo(Duration.ofSeconds(3)) >= 0,
                "--duration must be at least 3s, so that windows can close, was " + duration);
        quietLogs();
        Shutdown shutdown = Shutdown.onSignal();
        try {
            LocalOptions options =
                    new LocalOptions(duration, nodes, simulated, jdbcUrl, slowDown(), settings.settings());
            Summary summary = new LocalRun(options, display()).run(shutdown::await);
            print(summary);
            return shutdown.finished(isSound(summary.events()) ? ExitCode.FINE : ExitCode.FINDING);
        } finally {
            shutdown.closed();
        }
    }

    private SlowDown slowDown() {
        Settings.check(regressAt != null || recoverAt == null, "--recover-at needs --regress-at");
        return regressAt == null ? null : new SlowDown(regressAt, recoverAt, regressBy);
    }

    /** The figures are what this command is for: of its parts' logs only warnings, unless PLUMBLINE_LOG asks for more. */
    private static void quietLogs() {
        if (System.getenv("PLUMBLINE_LOG") == null) {
            System.setProperty("PLUMBLINE_LOG", "WARN"); // read by logback.xml when the first logger is made
            System.setProperty("PLUMBLINE_LIBRARY_LOG", "ERROR");
        }
    }

    private static boolean isSound(EventAccount events) {
        return events.lost() == 0 && events.duplicated() == 0;
    }

    private LiveDisplay display() {
        return output == OutputFormat.TEXT
                ? new LiveTable(spec.commandLine().getOut(), Boolean.getBoolean(TERMINAL))
                : new ProgressLines(spec.commandLine().getErr());
    }

    private void print(Summary summary) {
        PrintWriter out = spec.commandLine().getOut();
        out.println(output == OutputFormat.JSON ? Json.of(summary) : SummaryText.of(summary));
        out.flush();
    }
}
