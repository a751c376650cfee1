package io.plumbline.benchmarks;

import io.plumbline.benchmarks.agent.AgentOptions;
import io.plumbline.benchmarks.agent.AgentReport;
import io.plumbline.benchmarks.agent.AgentRun;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** {@code plumbline bench agent}. */
@Command(
        name = "agent",
        mixinStandardHelpOptions = true,
        description = "Run a real agent and measure what it takes of the machine: processor, memory, bytes to Kafka.",
        footerHeading = "%nExamples:%n",
        footer = {
            "  plumbline bench agent",
            "  plumbline bench agent --intervals 100ms --rate 0 --duration 20s",
            "",
            "One run for each interval of the host sampler, with two probes each second, a spool, and --rate",
            "measurements a second that a program hands over as lines of JSON.",
            "Exit code 1: a limit is exceeded."
        })
final class AgentCommand implements Callable<Integer> {
    @Spec
    private CommandSpec spec;

    @Option(
            names = "--intervals",
            split = ",",
            converter = DurationConverter.class,
            description = "Of the host sampler (500ms,100ms).")
    private List<Duration> intervals = List.of(Duration.ofMillis(500), Duration.ofMillis(100));

    @Option(names = "--rate", defaultValue = "1000", description = "Measurements a second (${DEFAULT-VALUE}).")
    private int rate;

    @Option(
            names = "--warmup",
            defaultValue = "30s",
            converter = DurationConverter.class,
            description = "Before the time that counts (${DEFAULT-VALUE}).")
    private Duration warmUp;

    @Option(
            names = "--duration",
            defaultValue = "60s",
            converter = DurationConverter.class,
            description = "The time that counts (${DEFAULT-VALUE}).")
    private Duration duration;

    @Option(
            names = "--launcher",
            defaultValue = "${env:PLUMBLINE_LAUNCHER:-./plumbline}",
            description = "The command that starts an agent (${DEFAULT-VALUE}).")
    private Path launcher;

    @Option(names = "--output", defaultValue = "text", description = "text or json.")
    private OutputFormat output;

    @Option(names = "--out", description = "Write the result as JSON to this file, too.")
    private Path file;

    @Override
    public Integer call() throws Exception {
        AgentOptions options = new AgentOptions(launcher, intervals, rate, warmUp, duration);
        PrintWriter err = spec.commandLine().getErr();
        AgentReport report = new AgentRun(options, line -> err.println("bench: " + line)).run();
        if (file != null) {
            Files.writeString(file, report.json());
        }
        PrintWriter out = spec.commandLine().getOut();
        if (output == OutputFormat.JSON) {
            out.println(report.json());
        } else {
            report.text().forEach(out::println);
        }
        return report.withinLimits() ? 0 : 1;
    }
}
