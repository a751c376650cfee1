package io.plumbline.benchmarks;

import io.plumbline.benchmarks.agent.AgentOptions;
import io.plumbline.benchmarks.agent.AgentReport;
import io.plumbline.benchmarks.agent.AgentRun;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

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

    @Mixin
    private ReportOutput output;

    @Override
    public Integer call() throws Exception {
        AgentOptions options = new AgentOptions(launcher, intervals, rate, warmUp, duration);
        AgentReport report = new AgentRun(options, output::progress).run();
        output.print(report);
        return report.withinLimits() ? 0 : 1;
    }
}
