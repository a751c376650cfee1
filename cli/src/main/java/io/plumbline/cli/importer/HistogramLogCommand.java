package io.plumbline.cli.importer;

import io.plumbline.producers.importer.HistogramLogImporter;
import io.plumbline.producers.importer.TimeUnits;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code plumbline import hlog FILE}. */
@Command(
        name = "hlog",
        mixinStandardHelpOptions = true,
        description = "Import the interval histograms of an HdrHistogram log.",
        footerHeading = "%nExample:%n",
        footer = {
            "  plumbline import hlog charge.hlog --operation charge --unit us",
            "",
            "Neither the operation nor the unit stands in the log. A tagged histogram is of OPERATION.TAG."
        })
final class HistogramLogCommand implements Callable<Integer> {
    @Parameters(paramLabel = "FILE", description = "A .hlog file, also as .gz.")
    private Path file;

    @Option(names = "--operation", required = true, paramLabel = "NAME", description = "What was measured.")
    private String operation;

    @Option(
            names = "--unit",
            defaultValue = "ns",
            paramLabel = "UNIT",
            description = "Unit of the recorded values: ns, us, ms or s (${DEFAULT-VALUE}).")
    private String unit;

    @Mixin
    private ImportOptions options;

    @Override
    public Integer call() throws Exception {
        return options.run(new HistogramLogImporter(operation, TimeUnits.of(unit)), List.of(file));
    }
}
