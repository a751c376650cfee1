package io.plumbline.reports;

import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;

/** Alerts and incidents as they are stored. Uses one connection, so one thread at a time. */
public record AlertStore(Connection connection) {
    private static final String ALERTS =
            "SELECT * FROM grafana.alerts" + Selection.WHERE_SERIES + " ORDER BY onset, id";
    private static final String TRANSITIONS =
            "SELECT * FROM grafana.alert_timeline" + Selection.WHERE_SERIES + " ORDER BY id, transition";
    private static final String ALERT = "SELECT * FROM grafana.alerts WHERE id = ?";
    private static final String TRANSITIONS_OF_ALERT =
            "SELECT * FROM grafana.alert_timeline WHERE id = ? ORDER BY transition";
    private static final String INCIDENTS =
            "SELECT * FROM grafana.incidents" + Selection.WHERE_SYSTEM + " ORDER BY onset, id";

    /** With all their transitions, by onset. */
    public List<AlertReport> alerts(Selection selection) throws SQLException {
        Map<String, List<AlertReport.Transition>> transitions =
                Query.list(connection, TRANSITIONS, Numbered::of, selection.ofSeries()).stream()
                        .collect(Collectors.groupingBy(
                                Numbered::alert, Collectors.mapping(Numbered::transition, Collectors.toList())));
        return Query.list(
                connection,
                ALERTS,
                row -> alert(row, transitions.getOrDefault(row.getString("id"), List.of())),
                selection.ofSeries());
    }

    /** One alert with all its transitions; empty if it is not stored. */
    public Optional<AlertReport> alert(String id) throws SQLException {
        List<AlertReport.Transition> transitions =
                Query.list(connection, TRANSITIONS_OF_ALERT, Numbered::of, id).stream()
                        .map(Numbered::transition)
                        .toList();
        return Query.list(connection, ALERT, row -> alert(row, transitions), id).stream()
                .findFirst();
    }

    /** By onset; an incident is of a whole system and run, so only these of {@code selection} count. */
    public List<IncidentReport> incidents(Selection selection) throws SQLException {
        return Query.list(connection, INCIDENTS, AlertStore::incident, selection.ofSystem());
    }

    private static AlertReport alert(ResultSet row, List<AlertReport.Transition> transitions) throws SQLException {
        return new AlertReport(
                row.getString("id"),
                row.getString("system"),
                row.getString("run"),
                row.getString("operation"),
                row.getString("node"),
                row.getString("series"),
                row.getString("origin"),
                row.getString("status"),
                row.getString("severity"),
                row.getString("kind"),
                row.getString("metric"),
                row.getString("unit"),
                Query.number(row, "before_level"),
                Query.number(row, "now_level"),
                Query.number(row, "target_level"),
                Query.number(row, "worse_percent"),
                Query.time(row, "onset"),
                Query.time(row, "at"),
                row.getString("incident"),
                row.getString("text"),
                transitions);
    }

    private static IncidentReport incident(ResultSet row) throws SQLException {
        return new IncidentReport(
                row.getString("id"),
                row.getString("system"),
                row.getString("run"),
                row.getString("origin"),
                row.getBoolean("is_open"),
                row.getString("scope"),
                row.getString("severity"),
                Query.time(row, "onset"),
                Query.time(row, "at"),
                Json.stored(row.getString("alerts"), String.class),
                row.getInt("open_alert_count"),
                Json.stored(row.getString("operations"), String.class),
                Json.stored(row.getString("nodes"), String.class),
                row.getInt("known_node_count"),
                row.getString("text"));
    }

    private record Numbered(String alert, AlertReport.Transition transition) {
        static Numbered of(ResultSet row) throws SQLException {
            return new Numbered(
                    row.getString("id"),
                    new AlertReport.Transition(
                            row.getInt("transition"),
                            row.getString("status"),
                            row.getString("severity"),
                            Query.time(row, "at"),
                            Query.time(row, "emitted_at"),
                            Query.time(row, "stored_at"),
                            row.getString("author"),
                            row.getString("reason")));
        }
    }
}
