package io.plumbline.reports;

import java.util.List;

/**
 * A whole run in figures; the JSON document of {@code plumbline local --output json}.
 *
 * @param alerts all that the run raised, with their transitions
 * @param startupMillis from the start of the process to a pipeline that does its work
 */
public record Summary(
        String run,
        List<OperationFigures> operations,
        List<NodeFigures> nodes,
        EventAccount events,
        List<AlertReport> alerts,
        List<IncidentReport> incidents,
        Freshness freshnessMillis,
        long startupMillis) {}
