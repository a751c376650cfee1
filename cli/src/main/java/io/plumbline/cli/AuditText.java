package io.plumbline.cli;

import io.plumbline.sink.audit.AgentsReport;
import io.plumbline.sink.audit.AuditReport;
import io.plumbline.sink.audit.Finding;
import io.plumbline.sink.audit.Gap;
import io.plumbline.sink.audit.PartitionReport;
import java.io.PrintWriter;
import java.util.Map;
import java.util.stream.Collectors;

/** An audit for people: a line for each partition, what is wrong, and one line that says it all. */
record AuditText(PrintWriter out) {
    private static final int SHOWN = 50;
    private static final String COLUMNS = "%-32s %12s %8s %26s %10s %12s %6s %10s%n";

    void print(AuditReport report) {
        out.printf(COLUMNS, "PARTITION", "POSITION", "UNREAD", "COMPARED", "STORED", "QUARANTINED", "EMPTY", "ROWS");
        report.partitions().forEach(this::print);
        if (report.agents() != null) {
            print(report.agents());
        }
        report.gaps().forEach(this::print);
        report.untold().forEach(text -> out.println("cannot be told  " + text));
        report.findings().stream().limit(SHOWN).forEach(finding -> out.println("FINDING  " + line(finding)));
        if (report.findingCount() > SHOWN) {
            out.printf("... and %d more; --output json has the first thousand%n", report.findingCount() - SHOWN);
        }
        out.println(verdict(report));
    }

    private void print(PartitionReport it) {
        boolean isCompared = it.held() != null;
        out.printf(
                COLUMNS,
                it.topic() + "-" + it.partition(),
                orDash(it.position()),
                orDash(it.unread()),
                isCompared ? it.from() + " .. " + it.to() : "-",
                isCompared ? it.held().stored() : "-",
                isCompared ? it.held().quarantined() : "-",
                isCompared ? it.held().empty() : "-",
                orDash(it.rows()));
        note(it.retried(), "in quarantine were stored or sent again since");
        note(it.expired(), "rows are gone because they are older than what is kept");
        note(it.unjudged(), "rows were written by records outside the range");
    }

    private void note(Long count, String what) {
        if (count != null && count > 0) {
            out.printf("    %d %s%n", count, what);
        }
    }

    private void print(AgentsReport agents) {
        out.printf(
                "agents     lives %d, received %d, missing %d, dropped %d, duplicated %d (counted once), late %d,"
                        + " quarantined %d%n",
                agents.lives(),
                agents.received(),
                agents.missing(),
                agents.dropped(),
                agents.duplicated(),
                agents.late(),
                agents.quarantined());
        if (agents.nodesCompared() == null) {
            return;
        }
        out.printf(
                "windows    held against what came: %d nodes; %d not, they run or are not settled%n",
                agents.nodesCompared(), agents.nodesNotCompared());
    }

    private void print(Gap gap) {
        out.printf(
                "known gap  %s-%d from %d to %d: %s, accepted at %s%n",
                gap.topic(), gap.partition(), gap.from(), gap.upto(), gap.kind(), gap.acceptedAt());
    }

    private static String line(Finding finding) {
        String place = finding.topic() == null ? "" : " " + finding.topic() + "-" + finding.partition();
        String offset = finding.offset() == null ? "" : " offset " + finding.offset();
        String table = finding.table() == null ? "" : " " + finding.table();
        String key = finding.key().isEmpty() ? "" : " (" + text(finding.key()) + ")";
        return finding.kind() + place + offset + table + key + ": " + finding.text();
    }

    private static String text(Map<String, String> key) {
        return key.entrySet().stream()
                .map(entry -> entry.getKey() + "=" + entry.getValue())
                .collect(Collectors.joining(", "));
    }

    private static String verdict(AuditReport report) {
        return switch (report.verdict()) {
            case FINE -> "fine: nothing is missing, altered or doubled up to the positions of " + report.at();
            case FINDING ->
                report.findingCount() + " findings up to the positions of " + report.at()
                        + "; see docs/runbooks/audit-finding.md";
            case UNTOLD ->
                "inconclusive: no finding, but not all could be compared; --held asks for what Kafka still holds";
        };
    }

    private static Object orDash(Object value) {
        return value == null ? "-" : value;
    }
}
