package io.plumbline.cli;

import io.plumbline.cli.csv.CsvTable;
import io.plumbline.cli.csv.NumberColumn;
import io.plumbline.cli.csv.TimeColumn;
import io.plumbline.streams.domain.trend.MemoryGrowth;
import io.plumbline.streams.domain.trend.TimedValue;
import io.plumbline.streams.domain.trend.TrendDetector;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code plumbline trend FILE.csv --value COLUMN [--time COLUMN]}. */
@Command(
        name = "trend",
        mixinStandardHelpOptions = true,
        description = "Say where a series is going: its slope, how sure that is, and where it leads.",
        footerHeading = "%nExamples:%n",
        footer = {
            "  plumbline trend nightly.csv --value p95_ms",
            "  plumbline trend memory.csv --value rss_bytes --time at --memory --output json",
            "  cat rates.csv | plumbline trend - --value rate --time at",
            "",
            "FILE is CSV with a header line. Rows without a value are skipped and counted; five are",
            "needed. The slope is per row, per unit of a numeric time, or per hour of times such as",
            "2026-11-21T08:00:00Z. It is projected as far ahead as the file looks back. With --memory",
            "only the floor counts, and numeric times are seconds.",
            "Exit codes: 0 no trend, 1 it rises or falls (with --memory: it leaks), 2 usage or a",
            "value that is nonsense (with its row and column), 4 inconclusive."
        })
final class TrendCommand implements Callable<Integer> {
    private static final double SECONDS_OF_HOUR = 3_600;

    @Parameters(paramLabel = "FILE", description = "A CSV file, or - for the standard input.")
    private String file;

    @Option(names = "--value", required = true, paramLabel = "COLUMN", description = "The measurements.")
    private String value;

    @Option(names = "--time", paramLabel = "COLUMN", description = "When each was measured. Default: the rows' order.")
    private String time;

    @Option(names = "--memory", description = "The values are memory in use: say whether it leaks.")
    private boolean memory;

    @Mixin
    private DocumentOutput output;

    @Override
    public Integer call() {
        CsvTable table = CsvTable.read(file);
        NumberColumn values = table.numbers(value);
        TimeColumn times = time == null ? null : table.times(time);
        TrendDocument document = memory ? leak(values, times) : trend(values, times);
        output.print(document, document::text);
        return document.exitCode();
    }

    private TrendDocument trend(NumberColumn values, TimeColumn times) {
        boolean isClock = times != null && !times.isNumeric();
        List<TimedValue> points = points(values, times, isClock ? SECONDS_OF_HOUR : 1);
        String unit = times == null ? "row" : isClock ? "hour" : "unit of " + time;
        return TrendDocument.of(value, unit, points, values.missing(), TrendDetector.DEFAULT.judge(points));
    }

    private TrendDocument leak(NumberColumn values, TimeColumn times) {
        List<TimedValue> points = points(values, times, 1);
        String unit = times == null ? "row" : "second";
        return TrendDocument.of(value, unit, points, values.missing(), MemoryGrowth.DEFAULT.judge(points));
    }

    /** Times begin at 0: what is far from it loses digits. */
    private static List<TimedValue> points(NumberColumn values, TimeColumn times, double unitSeconds) {
        double first = times == null
                ? 0
                : times.seconds().stream()
                        .mapToDouble(Double::doubleValue)
                        .min()
                        .orElse(0);
        List<TimedValue> points = new ArrayList<>();
        for (int row = 0; row < values.size(); row++) {
            if (!values.isMissing(row)) {
                double at = times == null ? row : (times.seconds().get(row) - first) / unitSeconds;
                points.add(new TimedValue(at, values.value(row)));
            }
        }
        return points;
    }
}
