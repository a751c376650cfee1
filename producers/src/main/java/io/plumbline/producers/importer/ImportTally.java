package io.plumbline.producers.importer;

import io.plumbline.producers.importer.ImportReport.OperationCount;
import io.plumbline.schemas.event.Outcome;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;
import java.util.TreeMap;

/** Counts what an import reads. */
final class ImportTally {
    /** So many refused lines are kept in words; all are counted. */
    private static final int MOST_PROBLEMS = 20;

    private final Map<String, long[]> operations = new TreeMap<>(); // count, failed
    private final Map<String, Long> skipped = new TreeMap<>();
    private final List<String> problems = new ArrayList<>();
    private long events;
    private long summaries;
    private long values;
    private long unbounded;
    private double error;
    private long refused;
    private Instant from;
    private Instant to;

    void event(TimedEvent event) {
        events++;
        count(event.operation(), 1, event.outcome());
        span(event.start(), event.end());
    }

    void histogram(CountedInterval interval) {
        summaries++;
        values += interval.counts().count();
        unbounded += interval.counts().unbounded();
        error = Math.max(error, interval.counts().error());
        count(interval.operation(), interval.counts().count(), interval.outcome());
        span(interval.from(), interval.to());
    }

    void refuse(String problem) {
        refused++;
        if (problems.size() < MOST_PROBLEMS) {
            problems.add(problem);
        }
    }

    void skip(String what) {
        skipped.merge(what, 1L, Long::sum);
    }

    long events() {
        return events;
    }

    Instant from() {
        return from;
    }

    Instant to() {
        return to;
    }

    ImportReport report(
            String format, ImportPlan plan, boolean published, OptionalLong resumedAfter, ImportSession session) {
        return new ImportReport(
                format,
                plan.identity().system(),
                plan.identity().run(),
                plan.identity().node(),
                published,
                session.complete(),
                resumedAfter.isPresent() ? (Long) resumedAfter.getAsLong() : null,
                events,
                summaries,
                values,
                unbounded,
                summaries == 0 ? null : (Double) error,
                from,
                to,
                operations.entrySet().stream()
                        .map(entry -> new OperationCount(entry.getKey(), entry.getValue()[0], entry.getValue()[1]))
                        .toList(),
                session.late(),
                refused,
                List.copyOf(problems),
                new TreeMap<>(skipped));
    }

    private void count(String operation, long count, Outcome outcome) {
        long[] counts = operations.computeIfAbsent(operation, name -> new long[2]);
        counts[0] += count;
        counts[1] += outcome == Outcome.OK ? 0 : count;
    }

    private void span(Instant start, Instant end) {
        from = from == null || start.isBefore(from) ? start : from;
        to = to == null || end.isAfter(to) ? end : to;
    }
}
