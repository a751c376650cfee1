package io.plumbline.benchmarks;

import io.plumbline.benchmarks.detection.DetectionReport;
import io.plumbline.settings.ConfigException;
import java.io.PrintWriter;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

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
    @Spec
    private CommandSpec spec;

    @Option(names = "--seeds", defaultValue = "100", description = "Series of each shape and noise (${DEFAULT-VALUE}).")
    private int seeds;

    @Option(names = "--output", defaultValue = "text", description = "text or json.")
    private OutputFormat output;

    @Override
    public Integer call() {
        if (seeds < 1) {
            throw new ConfigException("--seeds must be at least 1, was " + seeds);
        }
        DetectionReport report = DetectionReport.measure(seeds);
        PrintWriter out = spec.commandLine().getOut();
        if (output == OutputFormat.JSON) {
            out.println(report.json());
        } else {
            report.text().forEach(out::println);
        }
        return 0;
    }
}
