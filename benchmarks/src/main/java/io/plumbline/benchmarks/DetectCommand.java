package io.plumbline.benchmarks;

import io.plumbline.benchmarks.detection.DetectionReport;
import io.plumbline.settings.ConfigException;
import java.io.IOException;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** {@code plumbline bench detect}. */
@Command(
        name = "detect",
        mixinStandardHelpOptions = true,
        description =
                "Count what change detectors find, miss and imagine, on generated series whose changes are known.",
        footerHeading = "%nExamples:%n",
        footer = {
            "  plumbline bench detect                     the tables of docs/benchmarks.md, in some minutes",
            "  plumbline bench detect --seeds 10 --output json",
            "",
            "The result depends on the number of seeds only, not on the machine."
        })
final class DetectCommand implements Callable<Integer> {
    @Option(names = "--seeds", defaultValue = "100", description = "Series of each shape and noise (${DEFAULT-VALUE}).")
    private int seeds;

    @Mixin
    private ReportOutput output;

    @Override
    public Integer call() throws IOException {
        if (seeds < 1) {
            throw new ConfigException("--seeds must be at least 1, was " + seeds);
        }
        DetectionReport report = DetectionReport.measure(seeds);
        output.print(report);
        return 0;
    }
}
