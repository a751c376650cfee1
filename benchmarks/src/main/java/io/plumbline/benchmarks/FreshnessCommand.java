package io.plumbline.benchmarks;

import io.plumbline.benchmarks.freshness.FreshnessOptions;
import io.plumbline.benchmarks.freshness.FreshnessReport;
import io.plumbline.benchmarks.freshness.FreshnessRun;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** {@code plumbline bench freshness}. */
@Command(
        name = "freshness",
        mixinStandardHelpOptions = true,
        description = "Feed the whole pipeline at a steady rate and measure when its rows can be read.",
        footerHeading = "%nExamples:%n",
        footer = {
            "  plumbline bench freshness",
            "  plumbline bench freshness --rate 200000 --duration 60s --output json",
            "",
            "Measured from a window's end plus grace until a query of the database returns its row.",
            "Exit code 1: events or rows are missing."
        })
final class FreshnessCommand implements Callable<Integer> {
    @Spec
    private CommandSpec spec;

    @Option(names = "--rate", defaultValue = "100000", description = "Events in a second (${DEFAULT-VALUE}).")
    private int rate;

    @Option(
            names = "--series",
            defaultValue = "1000",
            description = "Nodes times their five operations (${DEFAULT-VALUE}).")
    private int series;

    @Option(
            names = "--batch",
            defaultValue = "50",
            description = "Events in a record (${DEFAULT-VALUE}: what an agent gathers in 100 ms at the default rate).")
    private int batch;

    @Option(
            names = "--warmup",
            defaultValue = "15s",
            converter = DurationConverter.class,
            description = "Fed before the first window that counts (${DEFAULT-VALUE}).")
    private Duration warmUp;

    @Option(
            names = "--duration",
            defaultValue = "30s",
            converter = DurationConverter.class,
            description = "For so long windows count (${DEFAULT-VALUE}).")
    private Duration duration;

    @Option(names = "--output", defaultValue = "text", description = "text or json.")
    private OutputFormat output;

    @Option(names = "--out", description = "Write the result as JSON to this file, too.")
    private Path file;

    @Override
    public Integer call() throws Exception {
        FreshnessOptions options = new FreshnessOptions(rate, series, batch, warmUp, duration);
        PrintWriter err = spec.commandLine().getErr();
        FreshnessReport report = new FreshnessRun(options, line -> err.println("bench: " + line)).run();
        if (file != null) {
            Files.writeString(file, report.json());
        }
        PrintWriter out = spec.commandLine().getOut();
        if (output == OutputFormat.JSON) {
            out.println(report.json());
        } else {
            report.text().forEach(out::println);
        }
        return report.complete() ? 0 : 1;
    }
}
