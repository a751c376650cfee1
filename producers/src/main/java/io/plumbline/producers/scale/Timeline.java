package io.plumbline.producers.scale;

import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * When each step takes place in virtual time: one after the other, so that no event comes after a later one, and none in the
 * future, unless virtual time waits for it ({@link Tempo}). They begin at full ten seconds, as the windows do that a report is made of.
 *
 * @param starts by {@link Step#key}
 */
public record Timeline(Instant begin, Map<String, Instant> starts) {
    private static final long GRID_MILLIS = Duration.ofSeconds(10).toMillis();

    /** The last step ends at about {@code now}. The same arguments give the same times, so that a resumed suite has them. */
    public static Timeline endingAt(Instant now, List<Step> steps) {
        long millis = steps.stream().mapToLong(Timeline::gridMillis).sum();
        return from(Math.floorDiv(now.toEpochMilli() - millis, GRID_MILLIS) * GRID_MILLIS, steps);
    }

    /** The first step begins within ten seconds after {@code now}. */
    public static Timeline beginningAt(Instant now, List<Step> steps) {
        return from(-Math.floorDiv(-now.toEpochMilli(), GRID_MILLIS) * GRID_MILLIS, steps);
    }

    private static Timeline from(long begin, List<Step> steps) {
        Map<String, Instant> starts = new HashMap<>();
        long start = begin;
        for (Step step : steps) {
            starts.put(step.key(), Instant.ofEpochMilli(start));
            start += gridMillis(step);
        }
        return new Timeline(Instant.ofEpochMilli(begin), Map.copyOf(starts));
    }

    public Instant start(Step step) {
        return starts.get(step.key());
    }

    private static long gridMillis(Step step) {
        long millis = step.curve().timing().total().toMillis();
        return -Math.floorDiv(-millis, GRID_MILLIS) * GRID_MILLIS; // rounded up
    }
}
