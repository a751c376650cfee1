package io.plumbline.benchmarks.freshness;

import io.plumbline.benchmarks.run.Machine;
import io.plumbline.benchmarks.run.Report;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/**
 * The result, for people and for machines.
 *
 * @param started when, in ISO form
 * @param feederDelayMillis by how much the feeder was late at worst: what is here is that much too bad at most
 * @param sent events that were fed
 * @param counted events in the windows of the lowest level over all nodes
 * @param late events that came too late for their window
 * @param rows of windows that were stored, of every length
 * @param cpu processor time of the whole run
 */
public record FreshnessReport(
        String started,
        Machine machine,
        String database,
        int rate,
        int series,
        int batch,
        long feederDelayMillis,
        long sent,
        long counted,
        long late,
        List<Line> lines,
        long rows,
        ComponentCpu cpu)
        implements Report {
    /**
     * Rows of one window length and scope. Delays are from window end and grace to the row being read, in milliseconds;
     * null where there was no row.
     *
     * @param emittedP99Millis after this the topology had made 99 % of the rows
     * @param storedP99Millis after this the database had taken 99 % of them
     * @param missing rows that never came, of both scopes
     * @param closedOtherwise rows of windows that did not wait for event time, of both scopes
     */
    public record Line(
            long windowMillis,
            String scope,
            int rows,
            Long p50Millis,
            Long p95Millis,
            Long p99Millis,
            Long maxMillis,
            Long emittedP99Millis,
            Long storedP99Millis,
            long missing,
            long closedOtherwise) {

        static Line of(LevelWatch watch, String scope, Samples samples, ResultRows.Way way) {
            return new Line(
                    watch.plan().windowMillis(),
                    scope,
                    samples.count(),
                    quantile(samples, .5),
                    quantile(samples, .95),
                    quantile(samples, .99),
                    quantile(samples, 1),
                    way.emittedMillis(),
                    way.storedMillis(),
                    watch.missing(),
                    watch.closedOtherwise());
        }

        private static Long quantile(Samples samples, double q) {
            return samples.quantile(q).isPresent() ? (Long) samples.quantile(q).getAsLong() : null;
        }
    }

    /** Whether every event is in a window, and every row came. */
    public boolean complete() {
        return sent == counted && lines.stream().allMatch(line -> line.missing() == 0);
    }

    /** A table in Markdown. */
    @Override
    public List<String> text() {
        List<String> text = new ArrayList<>();
        text.add("%s; %s; %s".formatted(started, machine.text(), database));
        text.add("%,d events/s of %,d series, %d in a record; the feeder was %d ms late at worst"
                .formatted(rate, series, batch, feederDelayMillis));
        text.add("%,d events sent, %,d in windows, %,d late%s"
                .formatted(sent, counted, late, complete() ? "" : ": INCOMPLETE"));
        text.add("");
        text.add(
                "| window | of | rows | P50 ms | P95 ms | P99 ms | max ms | made, P99 ms | stored, P99 ms | missing | not by event time |");
        text.add("|---|---|--:|--:|--:|--:|--:|--:|--:|--:|--:|");
        lines.stream().map(FreshnessReport::row).forEach(text::add);
        text.add("");
        text.add("%,d rows of windows stored; processor time, in seconds for a million events:".formatted(rows));
        text.add(cpu.text(sent));
        return text;
    }

    @Override
    public Object document() {
        return this;
    }

    private static String row(Line line) {
        return "| %s | %s | %,d | %s | %s | %s | %s | %s | %s | %d | %d |"
                .formatted(
                        Duration.ofMillis(line.windowMillis())
                                .toString()
                                .substring(2)
                                .toLowerCase(Locale.ROOT),
                        line.scope(),
                        line.rows(),
                        shown(line.p50Millis()),
                        shown(line.p95Millis()),
                        shown(line.p99Millis()),
                        shown(line.maxMillis()),
                        shown(line.emittedP99Millis()),
                        shown(line.storedP99Millis()),
                        line.missing(),
                        line.closedOtherwise());
    }

    private static String shown(Long millis) {
        return millis == null ? "" : millis.toString();
    }
}
