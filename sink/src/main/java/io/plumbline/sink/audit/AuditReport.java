package io.plumbline.sink.audit;

import java.time.Instant;
import java.util.List;

/**
 * The answer.
 *
 * @param at when the positions were read, by the database's clock
 * @param verdict FINE, FINDING or UNTOLD
 * @param findings the first of them
 * @param findingCount all of them
 * @param gaps accepted ones, which are no findings
 * @param agents what came of the agents' measurements; null: not asked for
 * @param untold what cannot be told, and why
 */
public record AuditReport(
        Instant at,
        Verdict verdict,
        List<PartitionReport> partitions,
        List<Finding> findings,
        long findingCount,
        List<Gap> gaps,
        AgentsReport agents,
        List<String> untold) {

    /** What follows from all. */
    public enum Verdict {
        /** Nothing was lost, altered or doubled. */
        FINE,
        /** Something was. */
        FINDING,
        /** Of what could be compared all is well, but something could not. */
        UNTOLD
    }
}
