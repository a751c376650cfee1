package io.plumbline.reports;

import java.util.List;

/**
 * Alerts that began together. Times are in ISO form, by event time.
 *
 * @param scope ONE_NODE, SOME_NODES or ALL_NODES
 * @param severity the worst that its alerts ever had
 * @param alerts ids of its alerts, of which {@code openAlerts} are neither resolved nor accepted
 * @param nodes the single nodes that these are of; none: none stands out
 * @param nodesKnown nodes that measured; 0: not known
 */
public record IncidentReport(
        String id,
        String system,
        String run,
        String origin,
        boolean open,
        String scope,
        String severity,
        String onset,
        String at,
        List<String> alerts,
        int openAlerts,
        List<String> operations,
        List<String> nodes,
        int nodesKnown,
        String text) {}
