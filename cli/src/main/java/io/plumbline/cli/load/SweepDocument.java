package io.plumbline.cli.load;

import io.plumbline.producers.load.Sweep;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** What {@code plumbline load sweep} prints as JSON: docs/formats.md. */
record SweepDocument(String target, boolean complete, List<Sweep.Point> points, Watched watched) {
    static String words(Sweep.Point point) {
        return point.threads() + " threads, batches of " + point.batch() + ": " + Lines.number(point.unitsPerSecond())
                + " units/s";
    }

    String text() {
        List<String> lines = new ArrayList<>();
        lines.add("sweep on " + target);
        lines.add(String.format(
                Locale.ROOT,
                "%8s%8s%14s%14s%16s%14s%12s%12s",
                "THREADS",
                "BATCH",
                "OPERATIONS/s",
                "UNITS/s",
                "PER THREAD/s",
                "MS PER UNIT",
                "P50 ms",
                "P99 ms"));
        points.forEach(point -> lines.add(row(point)));
        if (watched != null) {
            lines.add(watched.text());
        }
        if (!complete) {
            lines.add("! ended early");
        }
        return String.join(System.lineSeparator(), lines);
    }

    private static String row(Sweep.Point point) {
        return String.format(
                Locale.ROOT,
                "%8d%8d%14s%14s%16s%14s%12s%12s",
                point.threads(),
                point.batch(),
                Lines.number(point.perSecond()),
                Lines.number(point.unitsPerSecond()),
                Lines.number(point.perThreadPerSecond()),
                point.millisPerUnit() == null ? "-" : Lines.number(point.millisPerUnit()),
                Lines.p50(point.figures()),
                Lines.p99(point.figures()));
    }
}
