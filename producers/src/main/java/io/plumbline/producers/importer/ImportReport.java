package io.plumbline.producers.importer;

import com.fasterxml.jackson.databind.annotation.JsonSerialize;
import com.fasterxml.jackson.databind.ser.std.ToStringSerializer;
import java.time.Instant;
import java.util.List;
import java.util.Map;

/**
 * What an import did, or would do.
 *
 * @param published whether it was published; false for a trial, and for what was imported before
 * @param complete whether all was read; false if it was stopped
 * @param resumedAfter events and summaries that were published already, by the same import that was interrupted; null if there was none
 * @param events operations that the files have one by one
 * @param summaries histograms published as summaries
 * @param values operations in those
 * @param unbounded of these, in a bucket without an upper end: their durations are lower bounds
 * @param histogramError greatest relative distance of a duration of a histogram to the one taken for it; null without
 *     histograms. 1: a bucket begins at 0 or has no end
 * @param from when the first of all operations began; null if there is none
 * @param to when the last ended; null if there is none
 * @param operations by name
 * @param late events that lie in a file so far from their place in time that the topology will find them late
 * @param refused lines that could not be understood
 * @param problems the first of them, with line and column
 * @param skipped what is no measurement, with how often
 */
public record ImportReport(
        String format,
        String system,
        String run,
        String node,
        boolean published,
        boolean complete,
        Long resumedAfter,
        long events,
        long summaries,
        long values,
        long unbounded,
        Double histogramError,
        @JsonSerialize(using = ToStringSerializer.class) Instant from,
        @JsonSerialize(using = ToStringSerializer.class) Instant to,
        List<OperationCount> operations,
        long late,
        long refused,
        List<String> problems,
        Map<String, Long> skipped) {
    /**
     * @param count how many
     * @param failed of these, not OK
     */
    public record OperationCount(String operation, long count, long failed) {}
}
