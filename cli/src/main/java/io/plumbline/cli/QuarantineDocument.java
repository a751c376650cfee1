package io.plumbline.cli;

import io.plumbline.sink.quarantine.Coordinates;
import io.plumbline.sink.quarantine.Entry;
import java.util.LinkedHashMap;
import java.util.Map;

/** A row of the quarantine, for people and as JSON (docs/formats.md). */
final class QuarantineDocument {
    private QuarantineDocument() {}

    static Map<String, Object> of(Entry entry) {
        Map<String, Object> document = coordinates(entry.found());
        document.put("stage", entry.stage());
        document.put("original", coordinates(new Coordinates(entry.topic(), entry.partition(), entry.offset())));
        document.put("recordTime", text(entry.recordTime()));
        document.put("quarantinedAt", text(entry.quarantinedAt()));
        document.put("keyBytes", entry.keyBytes());
        document.put("valueBytes", entry.valueBytes());
        document.put("reason", entry.reason());
        document.put("outcome", entry.outcome());
        document.put("retriedAt", text(entry.retriedAt()));
        document.put("retriedBy", entry.retriedBy());
        document.put("retryReason", entry.retryReason());
        document.put("resent", entry.resent() == null ? null : coordinates(entry.resent()));
        return document;
    }

    static Map<String, Object> coordinates(Coordinates at) {
        Map<String, Object> document = new LinkedHashMap<>();
        document.put("topic", at.topic());
        document.put("partition", at.partition());
        document.put("offset", at.offset());
        return document;
    }

    static String line(Entry entry) {
        Coordinates original = new Coordinates(entry.topic(), entry.partition(), entry.offset());
        String origin = original.equals(entry.found()) ? "" : "  from " + original;
        String outcome = entry.outcome() == null ? "" : "  " + entry.outcome();
        return "%s  %s  %s%s%s  %s"
                .formatted(
                        entry.found(), entry.quarantinedAt(), entry.stage(), origin, outcome, oneLine(entry.reason()));
    }

    /** Reasons come from everywhere. */
    static String oneLine(String text) {
        return text.replaceAll("\\p{Cntrl}+", " ").strip();
    }

    private static String text(Object value) {
        return value == null ? null : value.toString();
    }
}
