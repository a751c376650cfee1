package io.plumbline.cli;

import io.plumbline.reports.Json;
import io.plumbline.sink.audit.AuditReport;
import io.plumbline.sink.audit.Gap;
import java.util.LinkedHashMap;
import java.util.Map;

/** An audit as JSON (docs/formats.md). */
final class AuditDocument {
    private AuditDocument() {}

    static String of(AuditReport report) {
        Map<String, Object> document = new LinkedHashMap<>();
        document.put("at", report.at().toString());
        document.put("verdict", report.verdict());
        document.put("findingCount", report.findingCount());
        document.put("findings", report.findings());
        document.put("untold", report.untold());
        document.put("gaps", report.gaps().stream().map(AuditDocument::gap).toList());
        document.put("agents", report.agents());
        document.put("partitions", report.partitions());
        return Json.of(document);
    }

    private static Map<String, Object> gap(Gap gap) {
        Map<String, Object> result = new LinkedHashMap<>();
        result.put("topic", gap.topic());
        result.put("partition", gap.partition());
        result.put("topicId", gap.topicId());
        result.put("from", gap.from());
        result.put("upto", gap.upto());
        result.put("kind", gap.kind());
        result.put("acceptedAt", gap.acceptedAt().toString());
        return result;
    }
}
