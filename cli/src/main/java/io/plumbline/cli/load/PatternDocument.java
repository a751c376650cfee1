package io.plumbline.cli.load;

import io.plumbline.producers.figure.Claim;
import io.plumbline.producers.figure.Distribution;
import io.plumbline.producers.load.LoadSummary;
import io.plumbline.producers.load.OpenLoop;
import io.plumbline.producers.load.OperationLog;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.stream.LongStream;

/**
 * What {@code plumbline load sustained}, {@code burst} and {@code ramp} print as JSON: docs/formats.md.
 *
 * @param run its id where it is published; else null
 * @param complete whether it ran to its end
 * @param parts tenths of the run
 * @param generator how exact the generator was
 * @param watched null: no process was
 * @param verdict the worst of the claims; null: nothing was expected
 */
record PatternDocument(
        String pattern,
        String target,
        String run,
        boolean complete,
        LoadSummary summary,
        List<Part> parts,
        Generator generator,
        Watched watched,
        List<Claim> claims,
        Claim.Verdict verdict) {
    private static final int PARTS = 10;

    /** @param fromSeconds start of the stretch */
    record Part(double fromSeconds, LoadSummary summary) {}

    /**
     * @param lateNanos by which operations started late although a worker waited for them; null if none ever waited
     * @param withoutWorker operations that were due before a worker was free
     * @param firstFailure kind of the first failure; null: none
     */
    record Generator(Distribution lateNanos, long withoutWorker, String firstFailure) {
        static Generator of(OpenLoop.Run run) {
            return new Generator(
                    run.pace().lateNanos(),
                    run.pace().withoutWorker(),
                    run.pace().firstFailure());
        }
    }

    static PatternDocument of(
            String pattern, String target, LoadSession session, OpenLoop.Run run, long endNanos, List<Claim> claims) {
        return new PatternDocument(
                pattern,
                target,
                session.run(),
                !session.stop().get(),
                LoadSummary.of(run.log(), 0, endNanos),
                parts(run.log(), endNanos),
                Generator.of(run),
                Watched.of(session.trace()),
                claims,
                claims.stream()
                        .map(Claim::verdict)
                        .max(Comparator.naturalOrder())
                        .orElse(null));
    }

    String text() {
        List<String> lines = new ArrayList<>();
        lines.add(pattern + " load on " + target + (run == null ? "" : ", run " + run));
        lines.add(String.format(
                Locale.ROOT,
                "%d operations in %s s: offered %s/s, completed %s/s; %d failed, %d timed out (%s)",
                summary.operations(),
                Lines.number(summary.seconds()),
                Lines.number(summary.offeredPerSecond()),
                Lines.number(summary.completedPerSecond()),
                summary.failed(),
                summary.timedOut(),
                Lines.percent(summary.errorShare())));
        lines.add("");
        Lines.latencies(lines, summary);
        lines.add("");
        lines.add(String.format(
                Locale.ROOT,
                "%10s%12s%12s%12s%12s%12s",
                "FROM s",
                "OFFERED/s",
                "DONE/s",
                "ERRORS",
                "P50 ms",
                "P99 ms"));
        parts.forEach(part -> lines.add(row(part)));
        lines.add("");
        notes(lines);
        claims.forEach(claim -> lines.add(Lines.claim(claim)));
        return String.join(System.lineSeparator(), lines);
    }

    private void notes(List<String> lines) {
        if (generator.lateNanos() != null) {
            lines.add("the generator was late by "
                    + Lines.millis(generator.lateNanos().p99()) + " ms (P99)");
        }
        if (generator.withoutWorker() > 0) {
            lines.add(generator.withoutWorker() + " operations were due before a worker was free");
        }
        if (generator.firstFailure() != null) {
            lines.add("the first failure was a " + generator.firstFailure());
        }
        if (watched != null) {
            lines.add(watched.text());
        }
        if (!complete) {
            lines.add("! ended early: figures are of what was done until then");
        }
    }

    private static String row(Part part) {
        LoadSummary s = part.summary();
        return String.format(
                Locale.ROOT,
                "%10s%12s%12s%12s%12s%12s",
                Lines.number(part.fromSeconds()),
                Lines.number(s.offeredPerSecond()),
                Lines.number(s.completedPerSecond()),
                Lines.percent(s.errorShare()),
                Lines.p50(s),
                Lines.p99(s));
    }

    private static List<Part> parts(OperationLog log, long endNanos) {
        return LongStream.range(0, PARTS)
                .mapToObj(i -> new Part(
                        i / (double) PARTS * endNanos / 1e9,
                        LoadSummary.of(log, i * endNanos / PARTS, (i + 1) * endNanos / PARTS)))
                .toList();
    }
}
