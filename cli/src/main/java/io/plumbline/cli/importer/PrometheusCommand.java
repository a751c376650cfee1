package io.plumbline.cli.importer;

import io.plumbline.producers.importer.PrometheusImporter;
import io.plumbline.producers.importer.TimeUnits;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code plumbline import prometheus FILE FILE...}. */
@Command(
        name = "prometheus",
        mixinStandardHelpOptions = true,
        description = "Import the histograms of two or more scrapes of one exporter, by their differences.",
        footerHeading = "%nExample:%n",
        footer = {
            "  curl -s http://127.0.0.1:9100/metrics > 1.txt; sleep 60; curl -s http://127.0.0.1:9100/metrics > 2.txt",
            "  plumbline import prometheus 1.txt 2.txt --by handler --at 2026-03-02T08:00:00Z,2026-03-02T08:01:00Z",
            "",
            "A duration is known to the width of its bucket only; the output says how wide the widest is."
        })
final class PrometheusCommand implements Callable<Integer> {
    @Parameters(paramLabel = "FILE", arity = "2..*", description = "The text of each scrape, in the order of time.")
    private List<Path> files;

    @Option(
            names = "--at",
            paramLabel = "TIME",
            split = ",",
            description = "When each was taken, if their samples have no time stamps.")
    private List<Instant> times = List.of();

    @Option(
            names = "--by",
            paramLabel = "LABEL",
            split = ",",
            description =
                    "Labels whose values make operations of their own (default: all series of a histogram are one).")
    private List<String> by = List.of();

    @Option(
            names = "--unit",
            paramLabel = "UNIT",
            description = "Unit of histograms whose names do not end in one, e.g. _seconds: ns, us, ms or s.")
    private String unit;

    @Mixin
    private ImportOptions options;

    @Override
    public Integer call() throws Exception {
        return options.run(new PrometheusImporter(times, unit == null ? null : TimeUnits.of(unit), by), files);
    }
}
