package io.plumbline.cli.importer;

import io.plumbline.producers.importer.ImportReport;
import io.plumbline.producers.importer.ImportReport.OperationCount;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** A report of an import for people. */
final class ImportText {
    private static final int MOST_OPERATIONS = 20;

    private ImportText() {}

    static String of(ImportReport report, boolean dryRun) {
        List<String> lines = new ArrayList<>();
        lines.add("%s %s as system %s, run %s, node %s, origin IMPORTED"
                .formatted(
                        report.published() ? "imported" : dryRun ? "would import" : "imported before:",
                        report.format(),
                        report.system(),
                        report.run(),
                        report.node()));
        if (!report.published() && !dryRun) {
            lines.add("  the same files are in this run already: nothing was published (--again does it all the same)");
        }
        if (!report.complete()) {
            lines.add("  ended before all was read: what follows is what was read until then");
            lines.add("  not all of that is published yet; the same command goes on behind what is");
        }
        if (report.resumedAfter() != null) {
            lines.add("  resumed after %d events and histograms, which were published before"
                    .formatted(report.resumedAfter()));
        }
        if (report.from() != null) {
            lines.add(String.format(
                    Locale.ROOT,
                    "  from %s to %s (%.1f s)",
                    report.from(),
                    report.to(),
                    Duration.between(report.from(), report.to()).toMillis() / 1e3));
        }
        lines.add(
                "  %d events, and %d in %d histograms".formatted(report.events(), report.values(), report.summaries()));
        histograms(report, lines);
        operations(report.operations(), lines);
        report.skipped().forEach((what, times) -> lines.add("  skipped %d x %s".formatted(times, what)));
        refused(report, lines);
        return String.join(System.lineSeparator(), lines);
    }

    private static void histograms(ImportReport report, List<String> lines) {
        if (report.histogramError() != null && report.histogramError() < 1) {
            lines.add(String.format(
                    Locale.ROOT,
                    "  durations within %.2f %%, by the histograms' buckets",
                    report.histogramError() * 100));
        } else if (report.histogramError() != null) {
            lines.add("  durations within their buckets, of which some begin at 0 or have no end");
        }
        if (report.unbounded() > 0) {
            lines.add("  %d of them are in a bucket without an end: they took that long or longer"
                    .formatted(report.unbounded()));
        }
    }

    private static void operations(List<OperationCount> operations, List<String> lines) {
        operations.stream()
                .limit(MOST_OPERATIONS)
                .forEach(operation -> lines.add("  %12d  %8d failed  %s"
                        .formatted(operation.count(), operation.failed(), operation.operation())));
        if (operations.size() > MOST_OPERATIONS) {
            lines.add(
                    "  and %d operations more (--output json has all)".formatted(operations.size() - MOST_OPERATIONS));
        }
    }

    private static void refused(ImportReport report, List<String> lines) {
        if (report.late() > 0) {
            lines.add("  %d events stand so far from their place in time that windows will find them late"
                    .formatted(report.late()));
        }
        if (report.refused() > 0) {
            lines.add("  refused %d lines:".formatted(report.refused()));
            report.problems().forEach(problem -> lines.add("    " + problem));
        }
    }
}
