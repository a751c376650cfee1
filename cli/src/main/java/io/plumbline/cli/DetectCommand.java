package io.plumbline.cli;

import io.plumbline.cli.csv.CsvTable;
import io.plumbline.cli.csv.NumberColumn;
import io.plumbline.settings.ConfigException;
import io.plumbline.streams.domain.regression.DetectionConfig;
import io.plumbline.streams.domain.regression.Direction;
import io.plumbline.streams.domain.regression.OfflineDetector;
import io.plumbline.streams.domain.regression.OnlineReading;
import io.plumbline.streams.domain.regression.Verdict;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code plumbline detect FILE.csv --value COLUMN}. */
@Command(
        name = "detect",
        mixinStandardHelpOptions = true,
        description = "Find where a series of measurements changed: steps, spikes, and where a trend began.",
        footerHeading = "%nExamples:%n",
        footer = {
            "  plumbline detect nightly.csv --value p95_ms --time commit",
            "  plumbline detect nightly.csv --value p95_ms --direction up --tolerance 10 --output json",
            "  psql -c \"copy (select ...) to stdout csv header\" | plumbline detect - --value rate --direction down",
            "",
            "FILE is CSV with a header line, a row for each point, in the order of time. A row without a value keeps its",
            "place: an index counts the rows below the header from 0, and is the first of the new regime.",
            "offline reads the whole series and is the more certain; online tells what a reader of one row after the",
            "other would have said, and both say at which row that reader knew (detectedAtIndex).",
            "Exit codes: 0 no change in the direction asked for, 1 at least one, 2 usage or a value that is nonsense",
            "(with its row and column), 4 inconclusive: too few points."
        })
final class DetectCommand implements Callable<Integer> {
    enum Mode {
        OFFLINE,
        ONLINE
    }

    @Spec
    private CommandSpec spec;

    @Parameters(paramLabel = "FILE", description = "A CSV file, or - for the standard input.")
    private String file;

    @Option(names = "--value", required = true, paramLabel = "COLUMN", description = "The measurements.")
    private String value;

    @Option(names = "--time", paramLabel = "COLUMN", description = "What names a row: a time, a commit, a version.")
    private String time;

    @Option(
            names = "--direction",
            defaultValue = "both",
            description = "Which changes count: up, down or both (${DEFAULT-VALUE}).")
    private Direction direction;

    @Option(names = "--mode", defaultValue = "offline", description = "offline or online (${DEFAULT-VALUE}).")
    private Mode mode;

    @Option(
            names = "--tolerance",
            defaultValue = "5",
            paramLabel = "PERCENT",
            description = "Changes up to this many percent do not matter (${DEFAULT-VALUE}).")
    private double tolerancePercent;

    @Mixin
    private DocumentOutput output;

    @Override
    public Integer call() {
        if (!(tolerancePercent > 0 && tolerancePercent < Double.POSITIVE_INFINITY)) {
            throw new ConfigException("--tolerance must be a number of percent above 0, was " + tolerancePercent);
        }
        CsvTable table = CsvTable.read(file);
        NumberColumn column = table.numbers(value);
        DetectionConfig config = new DetectionConfig(tolerancePercent / 100, direction);
        Verdict verdict = judge(config, column.values());
        DetectDocument document = DetectDocument.of(
                value,
                column.size() - column.missing(),
                time == null ? null : table.texts(time),
                verdict,
                config.tolerance());
        print(document, verdict);
        return exitCode(verdict);
    }

    private Verdict judge(DetectionConfig config, double[] values) {
        return switch (mode) {
            case OFFLINE -> new OfflineDetector(config).judge(values);
            case ONLINE -> new OnlineReading(config).judge(values);
        };
    }

    private void print(DetectDocument document, Verdict verdict) {
        output.print(document, () -> String.join(System.lineSeparator(), document.text()));
        if (verdict instanceof Verdict.Inconclusive inconclusive) {
            spec.commandLine().getErr().println("plumbline: inconclusive: " + inconclusive.reason());
        }
    }

    private static int exitCode(Verdict verdict) {
        return verdict instanceof Verdict.Judged judged
                ? judged.changes().isEmpty() ? ExitCode.FINE : ExitCode.FINDING
                : ExitCode.INCONCLUSIVE;
    }
}
