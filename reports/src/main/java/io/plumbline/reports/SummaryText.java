package io.plumbline.reports;

import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;

/** Figures as plain text tables, for people. */
public final class SummaryText {
    private SummaryText() {}

    /** The whole summary. */
    public static String of(Summary summary) {
        EventAccount events = summary.events();
        return operations(summary.operations())
                + "\n" + nodes(summary.nodes())
                + alerts(summary.incidents(), summary.alerts())
                + "\nevents     produced %d, stored %d, late %d, quarantined %d, lost %d, duplicated %d%n"
                        .formatted(
                                events.produced(),
                                events.stored(),
                                events.late(),
                                events.quarantined(),
                                events.lost(),
                                events.duplicated())
                + "freshness  P50 %s, P99 %s (end of a window to its readable row)%n"
                        .formatted(
                                millis(summary.freshnessMillis().p50()),
                                millis(summary.freshnessMillis().p99()))
                + "start-up   %d ms%n".formatted(summary.startupMillis());
    }

    /** One line for each operation. */
    public static String operations(List<OperationFigures> operations) {
        StringBuilder text = new StringBuilder("%-34s %9s %9s %9s %9s %9s %7s  %s%n"
                .formatted("OPERATION", "COUNT", "RATE/s", "P50", "P95", "P99", "ERRORS", "P99 WITHIN (90 %)"));
        for (OperationFigures o : operations) {
            text.append(String.format(
                    Locale.ROOT,
                    "%-34s %9d %9.1f %9s %9s %9s %6.2f%%  %s%n",
                    o.system() + "/" + o.operation(),
                    o.count(),
                    o.ratePerSecond(),
                    millis(o.p50Millis()),
                    millis(o.p95Millis()),
                    millis(o.p99Millis()),
                    100 * o.errorRate(),
                    interval(o)));
        }
        return text.toString();
    }

    /** One line for each node. */
    public static String nodes(List<NodeFigures> nodes) {
        StringBuilder text =
                new StringBuilder("%-34s %9s %9s %9s %9s%n".formatted("NODE", "CPU", "PROCESS", "MEMORY", "PROCESS"));
        for (NodeFigures n : nodes) {
            text.append(String.format(
                    Locale.ROOT,
                    "%-34s %9s %9s %9s %9s%n",
                    n.system() + "/" + n.node(),
                    n.cpuSystem() == null ? "-" : String.format(Locale.ROOT, "%.0f%%", 100 * n.cpuSystem()),
                    n.cpuProcess() == null ? "-" : String.format(Locale.ROOT, "%.2f", n.cpuProcess()),
                    mebibytes(n.memorySystemBytes()),
                    mebibytes(n.memoryProcessBytes())));
        }
        return text.toString();
    }

    /** Each incident with its alerts, and the alerts that belong to none; empty without either. */
    public static String alerts(List<IncidentReport> incidents, List<AlertReport> alerts) {
        StringBuilder text = new StringBuilder();
        for (IncidentReport incident : incidents) {
            text.append("%n%s %s %s: %s%n"
                    .formatted(incident.open() ? "OPEN" : "OVER", incident.severity(), incident.id(), incident.text()));
            alerts.stream()
                    .filter(alert -> alert.incident().equals(incident.id()))
                    .forEach(alert -> text.append(line(alert)));
        }
        List<AlertReport> single =
                alerts.stream().filter(alert -> alert.incident().isEmpty()).toList();
        if (!single.isEmpty()) {
            text.append("%nnot confirmed:%n".formatted());
            single.forEach(alert -> text.append(line(alert)));
        }
        return text.toString();
    }

    /** What, and when it became what; times are of day, UTC. */
    private static String line(AlertReport alert) {
        return "  %s %s%n    %s%n"
                .formatted(
                        alert.id(),
                        alert.text(),
                        alert.transitions().stream()
                                .map(t -> t.at().substring(11, 19) + " " + t.status() + " " + t.severity())
                                .collect(Collectors.joining(", ")));
    }

    /** A duration with a unit that suits it. */
    public static String millis(Double millis) {
        if (millis == null) {
            return "-";
        }
        if (millis < 1) {
            return String.format(Locale.ROOT, "%.0f us", millis * 1000);
        }
        return millis < 1000
                ? String.format(Locale.ROOT, "%.1f ms", millis)
                : String.format(Locale.ROOT, "%.2f s", millis / 1000);
    }

    /** Between which values the 99th percentile lies, with 90 % confidence. */
    private static String interval(OperationFigures o) {
        return millis(o.p99LowMillis()) + " .. " + (o.p99FewSamples() ? "?  few samples" : millis(o.p99HighMillis()));
    }

    private static String mebibytes(Double bytes) {
        return bytes == null ? "-" : String.format(Locale.ROOT, "%.0f MiB", bytes / (1 << 20));
    }
}
