package io.plumbline.cli;

import io.plumbline.reports.MergedOperation;
import io.plumbline.reports.MergedWindows;
import io.plumbline.reports.WindowRange;
import io.plumbline.settings.ConfigException;
import io.plumbline.settings.Settings;
import io.plumbline.sink.database.DatabaseConfig;
import io.plumbline.streams.domain.regression.Direction;
import io.plumbline.streams.domain.regression.comparison.MetricRule;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** {@code plumbline compare-windows}. */
@Command(
        name = "compare-windows",
        mixinStandardHelpOptions = true,
        description =
                "Compare two releases, runs or time ranges of a system by all response times in their stored windows.",
        footerHeading = "%nExamples:%n",
        footer = {
            "  plumbline compare-windows --system shop --before release:1.4.0 --after release:1.5.0",
            "  plumbline compare-windows --system shop --before 48h/24h --after 24h/0s --operation checkout.charge",
            "  plumbline compare-windows --system shop --before run:nightly-41 --after run:nightly-42 --output json",
            "",
            "Sketches of all windows are merged: no average of percentiles. A release is compared by the windows in which",
            "all nodes had it. An operation that one side does not have is inconclusive. Intervals take events for",
            "independent; windows of minutes that wander ask for more than they say.",
            "db.user needs to read the views only; plumbline_grafana may.",
            "Exit codes: 0 PASS, 1 FAIL, 4 INCONCLUSIVE, 5 WARN: the worst of all operations."
        })
final class CompareWindowsCommand implements Callable<Integer> {
    @Option(names = "--system", required = true, paramLabel = "NAME", description = "The monitored system.")
    private String system;

    @Option(
            names = "--before",
            required = true,
            paramLabel = "SIDE",
            description = "The baseline: run:ID, release:NAME or FROM/TO, times or times ago.")
    private String before;

    @Option(names = "--after", required = true, paramLabel = "SIDE", description = "The candidate, likewise.")
    private String after;

    @Option(
            names = "--run",
            paramLabel = "ID",
            defaultValue = "",
            description = "Whose windows of a release or time range (default: continuous operation).")
    private String run;

    @Option(names = "--operation", paramLabel = "NAME", description = "One operation (default: all).")
    private String operation;

    @Option(names = "--node", paramLabel = "NAME", description = "That node alone (default: all nodes together).")
    private String node;

    @Option(
            names = "--tolerance",
            paramLabel = "PERCENT",
            defaultValue = "10",
            description = "A regression up to this many percent passes (${DEFAULT-VALUE}).")
    private double tolerancePercent;

    @Mixin
    private DocumentOutput output;

    @Mixin
    private SettingsOptions options;

    @Override
    public Integer call() throws SQLException {
        if (!(tolerancePercent > 0 && tolerancePercent < Double.POSITIVE_INFINITY)) {
            throw new ConfigException("--tolerance must be a number of percent above 0, was " + tolerancePercent);
        }
        Instant now = Instant.now();
        WindowRange left = new Side("--before", before).of(system, run, operation, node, now);
        WindowRange right = new Side("--after", after).of(system, run, operation, node, now);
        MetricRule rule = new MetricRule(tolerancePercent / 100, Direction.UP);
        CompareWindowsDocument document = compared(left, right, rule);
        output.print(document, () -> String.join(System.lineSeparator(), document.text()));
        return CompareCommand.exitCode(document.outcome());
    }

    private CompareWindowsDocument compared(WindowRange left, WindowRange right, MetricRule rule) throws SQLException {
        Settings settings = options.settings();
        DatabaseConfig database = DatabaseConfig.from(settings);
        settings.rejectUnknown(SettingsGroups.ALL);
        try (Connection connection = database.connect("plumbline-compare")) {
            MergedWindows windows = new MergedWindows(connection);
            List<MergedOperation> from = windows.operations(left);
            List<MergedOperation> to = windows.operations(right);
            return CompareWindowsDocument.of(system, before, after, from, to, rule);
        }
    }
}
