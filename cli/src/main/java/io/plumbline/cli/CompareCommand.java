package io.plumbline.cli;

import io.plumbline.cli.csv.CsvTable;
import io.plumbline.settings.ConfigException;
import io.plumbline.streams.domain.regression.Direction;
import io.plumbline.streams.domain.regression.comparison.Comparison;
import io.plumbline.streams.domain.regression.comparison.Distribution;
import io.plumbline.streams.domain.regression.comparison.MetricRule;
import io.plumbline.streams.domain.regression.comparison.MetricRules;
import io.plumbline.streams.domain.regression.comparison.Outcome;
import java.util.Arrays;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code plumbline compare BEFORE.csv AFTER.csv --value COLUMN}. */
@Command(
        name = "compare",
        mixinStandardHelpOptions = true,
        description = "Compare the measurements of two releases or runs: did the median, P95 or P99 regress?",
        footerHeading = "%nExamples:%n",
        footer = {
            "  plumbline compare v1.csv v2.csv --value latency_ms",
            "  plumbline compare stable.csv canary.csv --value rate --worse down --tolerance 3 --output json",
            "",
            "Each file is CSV with a header line, a row for each measurement, in any order;",
            "rows without a value are skipped. Tolerance and direction follow from the column's",
            "name unless they are given: error 50 %, cpu 20 %, memory 15 %, times 10 %, where",
            "more is worse; rates and success 5 %, where less is; all else 5 % either way.",
            "Intervals are of 90 % confidence; with each quantile stands the smallest regression",
            "that would have been shown nine times in ten.",
            "Exit codes: 0 PASS, 1 FAIL, 2 usage or a value that is nonsense (with its row and",
            "column), 4 INCONCLUSIVE: more measurements are needed, 5 WARN."
        })
final class CompareCommand implements Callable<Integer> {
    @Parameters(index = "0", paramLabel = "BEFORE", description = "Measurements of the baseline.")
    private String before;

    @Parameters(index = "1", paramLabel = "AFTER", description = "Measurements of the candidate.")
    private String after;

    @Option(names = "--value", required = true, paramLabel = "COLUMN", description = "The measurements, in both files.")
    private String value;

    @Option(names = "--worse", description = "Which direction is worse: up, down or both.")
    private Direction worse;

    @Option(names = "--tolerance", paramLabel = "PERCENT", description = "A regression up to this many percent passes.")
    private Double tolerancePercent;

    @Mixin
    private DocumentOutput output;

    @Override
    public Integer call() {
        MetricRule rule = rule();
        Comparison comparison = Comparison.of(distribution(before), distribution(after), rule);
        CompareDocument document = CompareDocument.of(value, rule, comparison);
        output.print(document, () -> String.join(System.lineSeparator(), document.text()));
        return exitCode(comparison.outcome());
    }

    static int exitCode(Outcome outcome) {
        return switch (outcome) {
            case PASS -> ExitCode.FINE;
            case WARN -> ExitCode.WARNING;
            case INCONCLUSIVE -> ExitCode.INCONCLUSIVE;
            case FAIL -> ExitCode.FINDING;
        };
    }

    private MetricRule rule() {
        if (tolerancePercent != null && !(tolerancePercent > 0 && tolerancePercent < Double.POSITIVE_INFINITY)) {
            throw new ConfigException("--tolerance must be a number of percent above 0, was " + tolerancePercent);
        }
        MetricRule usual = MetricRules.DEFAULTS.of(value);
        return new MetricRule(
                tolerancePercent == null ? usual.tolerance() : tolerancePercent / 100,
                worse == null ? usual.worse() : worse);
    }

    private Distribution distribution(String file) {
        double[] values = CsvTable.read(file).numbers(value).values();
        return Distribution.of(
                Arrays.stream(values).filter(number -> !Double.isNaN(number)).toArray());
    }
}
