package io.plumbline.reports;

import io.plumbline.sketch.Sketch;
import java.time.Instant;

/**
 * Windows of an operation as if they were one.
 *
 * @param node empty: all nodes together
 * @param origin the last of their origins, so that nothing simulated passes for real
 * @param windows how many had events; {@code seconds} is their length together
 * @param from start of the first, {@code to} end of the last
 * @param p50Nanos merged from sketches, like the other quantiles
 * @param p99Nanos null: too few events for one
 * @param meanNanos exact
 * @param sketch all their response times, in nanoseconds
 */
public record MergedOperation(
        String system,
        String operation,
        String node,
        String origin,
        int windows,
        double seconds,
        Instant from,
        Instant to,
        long count,
        long okCount,
        long bytes,
        double p50Nanos,
        double p95Nanos,
        Double p99Nanos,
        double meanNanos,
        Sketch sketch) {}
