package io.plumbline.benchmarks;

import io.plumbline.benchmarks.freshness.FreshnessOptions;
import io.plumbline.benchmarks.freshness.FreshnessReport;
import io.plumbline.benchmarks.freshness.FreshnessRun;
import java.time.Duration;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

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

    @Mixin
    private ReportOutput output;

    @Override
    public Integer call() throws Exception {
        FreshnessOptions options = new FreshnessOptions(rate, series, batch, warmUp, duration);
        FreshnessReport report = new FreshnessRun(options, output::progress).run();
        output.print(report);
        return report.complete() ? 0 : 1;
    }
}
