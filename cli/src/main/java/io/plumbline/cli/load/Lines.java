package io.plumbline.cli.load;

import io.plumbline.producers.figure.Claim;
import io.plumbline.producers.figure.Distribution;
import io.plumbline.producers.figure.Estimate;
import io.plumbline.producers.load.LoadSummary;
import java.util.List;
import java.util.Locale;

/** What the texts of several load commands have in common. */
final class Lines {
    private static final double NANOS_OF_MILLI = 1e6;

    private Lines() {}

    static void latencies(List<String> lines, LoadSummary summary) {
        lines.add(String.format(
                Locale.ROOT,
                "%-12s%-28s%-28s%-28s%12s",
                "",
                "P50 ms (90 %)",
                "P95 ms (90 %)",
                "P99 ms (90 %)",
                "MAX ms"));
        lines.add(row("response", summary.responseNanos()));
        lines.add(row("service", summary.serviceNanos()));
    }

    static String claim(Claim claim) {
        return String.format(
                Locale.ROOT,
                "%-6s%-18s%12s measured, %s expected",
                claim.verdict(),
                claim.name(),
                number(claim.measured()),
                number(claim.expected()) + " " + claim.unit());
    }

    static String millis(Estimate nanos) {
        return number(nanos.value() / NANOS_OF_MILLI) + " (" + orUnknown(nanos.low()) + " .. " + orUnknown(nanos.high())
                + ")";
    }

    /** P99 alone; "-" where nothing succeeded. */
    static String p99(LoadSummary summary) {
        Distribution response = summary.responseNanos();
        return response == null ? "-" : number(response.p99().value() / NANOS_OF_MILLI);
    }

    static String p50(LoadSummary summary) {
        Distribution response = summary.responseNanos();
        return response == null ? "-" : number(response.p50().value() / NANOS_OF_MILLI);
    }

    static String percent(Double share) {
        return share == null ? "-" : number(100 * share) + " %";
    }

    /** Four significant digits. */
    static String number(double value) {
        return String.format(Locale.ROOT, "%.4g", value);
    }

    private static String row(String name, Distribution nanos) {
        return nanos == null
                ? name + "    none succeeded"
                : String.format(
                        Locale.ROOT,
                        "%-12s%-28s%-28s%-28s%12s",
                        name,
                        millis(nanos.p50()),
                        millis(nanos.p95()),
                        millis(nanos.p99()),
                        number(nanos.max() / NANOS_OF_MILLI));
    }

    private static String orUnknown(Double nanos) {
        return nanos == null ? "?" : number(nanos / NANOS_OF_MILLI);
    }
}
