package io.plumbline.reports;

import java.util.List;

/**
 * One version of what a series is compared with. Times are in ISO form.
 *
 * @param run empty: continuous operation, and every run without a baseline of its own
 * @param operation empty: the resources of a node
 * @param node empty: all nodes together
 * @param metrics the levels in force
 * @param proposed the levels that wait for somebody to accept them; only of PROPOSED
 * @param sourceName id of the run or alert, name of the release or of the targets' file
 * @param from start of the windows that it was made of, by event time; null: of none
 * @param author empty: the topology itself
 */
public record BaselineReport(
        String system,
        String run,
        String operation,
        String node,
        int version,
        String status,
        List<Level> metrics,
        List<Level> proposed,
        String source,
        String sourceName,
        String from,
        String to,
        String author,
        String reason,
        String createdAt) {

    /**
     * The level of one metric, in {@code unit}.
     *
     * @param windows how many are behind it; 0: it was given, not measured
     */
    public record Level(String metric, String unit, double level, int windows) {}
}
