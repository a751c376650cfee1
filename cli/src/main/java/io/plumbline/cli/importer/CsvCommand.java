package io.plumbline.cli.importer;

import io.plumbline.producers.importer.CsvImporter;
import io.plumbline.producers.importer.CsvMapping;
import io.plumbline.producers.importer.TimeFormat;
import io.plumbline.producers.importer.TimeUnits;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code plumbline import csv FILE --start COLUMN --duration COLUMN ...}. */
@Command(
        name = "csv",
        mixinStandardHelpOptions = true,
        description = "Import a CSV file with a header and a row for each operation.",
        footerHeading = "%nExamples:%n",
        footer = {
            "  plumbline import csv calls.csv --operation method --start at --start-format epoch-ms --duration took --unit ms",
            "  plumbline import csv log.csv --operation-name write --start end --stamps-end --start-format \\",
            "      'yyyy/MM/dd HH:mm:ss.SSS' --zone Europe/Berlin --duration us --unit us --outcome result --ok done"
        })
final class CsvCommand implements Callable<Integer> {
    @Parameters(paramLabel = "FILE", description = "A CSV file, also as .gz.")
    private Path file;

    @Option(names = "--operation", defaultValue = "", paramLabel = "COLUMN", description = "Name of the operation.")
    private String operation;

    @Option(
            names = "--operation-name",
            defaultValue = "",
            paramLabel = "NAME",
            description = "The operation of all rows, if no column has it.")
    private String operationName;

    @Option(names = "--start", required = true, paramLabel = "COLUMN", description = "When it started.")
    private String start;

    @Option(names = "--stamps-end", description = "--start names the column of the end.")
    private boolean stampsEnd;

    @Option(
            names = "--start-format",
            defaultValue = "iso",
            paramLabel = "FORMAT",
            description =
                    "iso, epoch-s, epoch-ms, epoch-us, epoch-ns or a pattern of Java's DateTimeFormatter (${DEFAULT-VALUE}).")
    private String startFormat;

    @Option(
            names = "--zone",
            defaultValue = "UTC",
            description = "Time zone of times without an offset (${DEFAULT-VALUE}).")
    private String zone;

    @Option(names = "--duration", required = true, paramLabel = "COLUMN", description = "How long it took.")
    private String duration;

    @Option(names = "--unit", required = true, paramLabel = "UNIT", description = "Its unit: ns, us, ms or s.")
    private String unit;

    @Option(
            names = "--outcome",
            defaultValue = "",
            paramLabel = "COLUMN",
            description = "How it ended; without it, all are taken to have ended well.")
    private String outcome;

    @Option(
            names = "--ok",
            split = ",",
            defaultValue = "ok,true,success,200",
            description = "Values that mean it ended well (${DEFAULT-VALUE}); all others are errors.")
    private List<String> ok;

    @Option(
            names = "--timeout",
            split = ",",
            defaultValue = "timeout",
            description = "Values that mean that no answer came.")
    private List<String> timeout;

    @Option(names = "--bytes", defaultValue = "", paramLabel = "COLUMN", description = "Bytes that it moved.")
    private String bytes;

    @Option(names = "--label", split = ",", paramLabel = "COLUMN", description = "Columns that become labels.")
    private List<String> labels = List.of();

    @Option(names = "--separator", defaultValue = ",", description = "Between fields (${DEFAULT-VALUE}).")
    private char separator;

    @Mixin
    private ImportOptions options;

    @Override
    public Integer call() throws Exception {
        CsvMapping mapping = new CsvMapping(
                operation,
                operationName,
                start,
                stampsEnd,
                TimeFormat.of(startFormat, zone),
                duration,
                TimeUnits.of(unit),
                outcome,
                ok,
                timeout,
                bytes,
                labels,
                separator);
        return options.run(new CsvImporter(mapping), List.of(file));
    }
}
