package io.plumbline.cli.load;

import io.plumbline.producers.load.LoadSummary;
import io.plumbline.producers.load.Stress;
import io.plumbline.producers.load.StressPlan;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/**
 * What {@code plumbline load stress} prints as JSON: docs/formats.md.
 *
 * @param greatestKeptPerSecond the capacity is at least this; null: not even the first rate was kept
 * @param leastBrokenPerSecond the capacity is below this; null: every rate was kept
 * @param reason why {@code leastBrokenPerSecond} was not kept
 */
record StressDocument(
        String target,
        String run,
        boolean complete,
        Double greatestKeptPerSecond,
        Double leastBrokenPerSecond,
        String reason,
        List<Step> steps,
        Watched watched) {
    /**
     * @param broken what was not kept; null: all was
     * @param withoutWorker operations that were due before a worker was free
     */
    record Step(double offeredPerSecond, LoadSummary summary, long withoutWorker, String broken) {}

    static StressDocument of(String target, LoadSession session, Stress.Result result) {
        return new StressDocument(
                target,
                session.run(),
                !session.stop().get(),
                result.greatestKept(),
                result.leastBroken(),
                result.reason(),
                result.steps().stream()
                        .map(step -> new Step(
                                step.offered(), step.figures(), step.pace().withoutWorker(), step.broken()))
                        .toList(),
                Watched.of(session.trace()));
    }

    static String words(StressPlan.Step step) {
        return Lines.number(step.offered()) + "/s offered, "
                + Lines.number(step.figures().completedPerSecond()) + "/s completed, P99 "
                + Lines.p99(step.figures()) + " ms" + (step.kept() ? "" : ": " + step.broken());
    }

    String text() {
        List<String> lines = new ArrayList<>();
        lines.add("stress on " + target + (run == null ? "" : ", run " + run));
        lines.add("");
        lines.add(String.format(
                Locale.ROOT, "%12s%12s%12s%12s%12s  %s", "OFFERED/s", "DONE/s", "ERRORS", "P50 ms", "P99 ms", "KEPT"));
        steps.forEach(step -> lines.add(row(step)));
        lines.add("");
        lines.add(capacity());
        if (watched != null) {
            lines.add(watched.text());
        }
        return String.join(System.lineSeparator(), lines);
    }

    private String capacity() {
        if (!complete) {
            return "! ended early: the capacity is not known";
        }
        if (greatestKeptPerSecond == null) {
            return "not even the first rate was kept: " + reason;
        }
        return leastBrokenPerSecond == null
                ? "the capacity is at least " + Lines.number(greatestKeptPerSecond) + "/s: every rate was kept"
                : "the capacity is between " + Lines.number(greatestKeptPerSecond) + " and "
                        + Lines.number(leastBrokenPerSecond) + "/s: " + reason;
    }

    private static String row(Step step) {
        return String.format(
                Locale.ROOT,
                "%12s%12s%12s%12s%12s  %s",
                Lines.number(step.offeredPerSecond()),
                Lines.number(step.summary().completedPerSecond()),
                Lines.percent(step.summary().errorShare()),
                Lines.p50(step.summary()),
                Lines.p99(step.summary()),
                step.broken() == null ? "yes" : "no: " + step.broken());
    }
}
