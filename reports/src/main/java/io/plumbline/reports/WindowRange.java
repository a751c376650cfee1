package io.plumbline.reports;

import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;

/**
 * Stored windows of a system.
 *
 * @param run empty: continuous operation
 * @param operation null: all
 * @param node null: for operations, the windows over all nodes; for resources, every node
 * @param release null: any; else only windows in which all nodes had this one
 * @param from only windows that begin then or later; null: since ever
 * @param to only windows that end by then; null: up to now
 */
public record WindowRange(
        String system, String run, String operation, String node, String release, Instant from, Instant to) {

    /** In the order in which {@link MergedWindows} binds them. */
    Object[] parameters() {
        return new Object[] {system, run, operation, node, release, sql(from), sql(to)};
    }

    private static OffsetDateTime sql(Instant time) {
        return time == null ? null : time.atOffset(ZoneOffset.UTC);
    }
}
