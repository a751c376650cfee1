package io.plumbline.cli;

import io.plumbline.cli.baseline.Quantity;
import io.plumbline.reports.BaselineReport;
import io.plumbline.reports.Json;
import io.plumbline.schemas.event.Baseline;
import io.plumbline.schemas.event.BaselineMetric;
import java.io.PrintWriter;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Prints baselines: for scripts one document, for people two lines for each. */
record BaselineListing(PrintWriter out, OutputFormat format) {
    /** @param nothing what people are told when there are none */
    void print(List<BaselineReport> baselines, String nothing) {
        if (format == OutputFormat.JSON) {
            out.println(Json.of(Map.of("baselines", baselines)));
        } else if (baselines.isEmpty()) {
            out.println(nothing);
        } else {
            baselines.forEach(baseline -> lines(baseline).forEach(out::println));
        }
        out.flush();
    }

    /** As the database would give it, before it has it. */
    static BaselineReport report(Baseline baseline) {
        return new BaselineReport(
                baseline.getSystem(),
                baseline.getRun(),
                baseline.getOperation(),
                baseline.getNode(),
                baseline.getVersion(),
                baseline.getStatus().name(),
                levels(baseline.getMetrics()),
                levels(baseline.getProposed()),
                baseline.getSource().name(),
                baseline.getSourceName(),
                text(baseline.getFrom()),
                text(baseline.getTo()),
                baseline.getAuthor(),
                baseline.getReason(),
                text(baseline.getCreatedAt()));
    }

    private static List<String> lines(BaselineReport baseline) {
        String series = Stream.of(baseline.system(), baseline.run(), baseline.operation(), baseline.node())
                .filter(part -> !part.isEmpty())
                .collect(Collectors.joining(" "));
        String author = baseline.author().isEmpty() ? "" : " by " + baseline.author();
        String reason = baseline.reason().isEmpty() ? "" : ": " + baseline.reason();
        String source = (baseline.source().toLowerCase(Locale.ROOT) + " " + baseline.sourceName()).strip();
        return List.of(
                "%s  version %d %s, %s%s, of %s%s"
                        .formatted(
                                series,
                                baseline.version(),
                                baseline.status(),
                                baseline.createdAt(),
                                author,
                                source,
                                reason),
                "  " + text(baseline.metrics())
                        + (baseline.proposed().isEmpty() ? "" : "; proposed " + text(baseline.proposed())));
    }

    private static String text(List<BaselineReport.Level> levels) {
        return levels.isEmpty()
                ? "nothing in force"
                : levels.stream()
                        .map(level -> level.metric() + " " + Quantity.text(level.level(), level.unit())
                                + (level.windows() == 0 ? " (given)" : " (%d windows)".formatted(level.windows())))
                        .collect(Collectors.joining(", "));
    }

    private static List<BaselineReport.Level> levels(List<BaselineMetric> metrics) {
        return metrics.stream()
                .map(metric -> new BaselineReport.Level(
                        metric.getMetric(), metric.getUnit(), metric.getLevel(), metric.getWindows()))
                .toList();
    }

    private static String text(Instant time) {
        return time == null ? null : time.toString();
    }
}
