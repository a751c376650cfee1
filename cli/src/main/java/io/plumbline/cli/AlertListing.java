package io.plumbline.cli;

import io.plumbline.reports.AlertReport;
import io.plumbline.reports.IncidentReport;
import io.plumbline.reports.Json;
import java.io.PrintWriter;
import java.util.List;
import java.util.Map;

/** Prints alerts and incidents: for scripts one document, for people a line for each. */
record AlertListing(PrintWriter out, OutputFormat format) {
    void print(List<IncidentReport> incidents, List<AlertReport> alerts) {
        if (format == OutputFormat.JSON) {
            out.println(Json.of(Map.of("incidents", incidents, "alerts", alerts)));
        } else if (incidents.isEmpty() && alerts.isEmpty()) {
            out.println("no alerts");
        } else {
            incidents.forEach(incident -> out.println(line(incident)));
            alerts.forEach(alert -> out.println(line(alert)));
        }
        out.flush();
    }

    void print(AlertReport alert) {
        if (format == OutputFormat.JSON) {
            out.println(Json.of(alert));
        } else {
            out.println(line(alert));
            alert.transitions().forEach(transition -> out.println(line(transition)));
        }
        out.flush();
    }

    private static String line(IncidentReport incident) {
        return "%s  %s  %s  %s  %s"
                .formatted(
                        incident.id(),
                        incident.open() ? "OPEN" : "OVER",
                        incident.severity(),
                        place(incident.system(), incident.run()),
                        incident.text());
    }

    private static String line(AlertReport alert) {
        return "%s  %s  %s  %s  %s"
                .formatted(
                        alert.id(), alert.status(), alert.severity(), place(alert.system(), alert.run()), alert.text());
    }

    private static String line(AlertReport.Transition transition) {
        String author = transition.author().isEmpty() ? "" : " by " + transition.author();
        String reason = transition.reason().isEmpty() ? "" : ": " + transition.reason();
        return "  %d  %s  %s  %s%s%s"
                .formatted(
                        transition.number(),
                        transition.at(),
                        transition.status(),
                        transition.severity(),
                        author,
                        reason);
    }

    private static String place(String system, String run) {
        return run.isEmpty() ? system : system + " run " + run;
    }
}
