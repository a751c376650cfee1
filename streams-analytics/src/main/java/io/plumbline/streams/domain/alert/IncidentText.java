package io.plumbline.streams.domain.alert;

import java.util.stream.Collectors;

/** An incident as a sentence. */
final class IncidentText {
    private static final int NAMED = 5;

    private IncidentText() {}

    static String of(Incident.State incident) {
        return incident.lead() + ", since " + AlertText.time(incident.onsetMicros()) + ", " + where(incident) + "; "
                + alerts(incident) + (incident.crowded() ? "; further series are left out: too many are open" : "");
    }

    private static String where(Incident.State incident) {
        return switch (incident.scope()) {
            case ONE_NODE -> "on node " + incident.nodes().first() + "; " + peers(incident.nodesKnown() - 1);
            case SOME_NODES -> "on " + share(incident) + " (" + names(incident) + ")";
            case ALL_NODES -> incident.nodes().isEmpty() ? together(incident.nodesKnown()) : "on " + share(incident);
        };
    }

    private static String peers(int peers) {
        return peers < 1 ? "no other node shows it" : "its " + count(peers, "peer") + " do not show it";
    }

    private static String together(int nodes) {
        return nodes > 1 ? "over all " + nodes + " nodes" : "over all nodes";
    }

    private static String share(Incident.State incident) {
        int affected = incident.nodes().size();
        int known = Math.max(affected, incident.nodesKnown());
        if (affected == known && incident.nodesKnown() > 0) {
            return known == 1 ? "the only node" : "all " + known + " nodes";
        }
        return incident.nodesKnown() == 0 ? count(affected, "node") : affected + " of " + known + " nodes";
    }

    private static String names(Incident.State incident) {
        String names = incident.nodes().stream().limit(NAMED).collect(Collectors.joining(", "));
        int more = incident.nodes().size() - NAMED;
        return more > 0 ? names + " and " + more + " more" : names;
    }

    private static String alerts(Incident.State incident) {
        String all = count(incident.count(), "alert");
        if (!incident.isOpen()) {
            return all + ", over since " + AlertText.time(incident.atMicros());
        }
        return incident.open() == incident.count() ? all : all + ", " + incident.open() + " still open";
    }

    private static String count(int count, String what) {
        return count == 1 ? "1 " + what : count + " " + what + "s";
    }
}
