package io.plumbline.sink.rows;

import io.plumbline.schemas.event.AlertEvent;
import io.plumbline.schemas.event.AlertEvidence;
import io.plumbline.sink.database.ColumnType;
import io.plumbline.sink.database.Row;
import io.plumbline.sink.database.Table;
import io.plumbline.sink.database.Tuple;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * alerts to {@code alerts}, which holds the last transition of each, and to {@code alert_history}, which holds all. A
 * replay says the same transitions again: the number decides, so that no alert goes back in its life.
 */
public final class AlertRows implements RowMapper<AlertEvent> {
    private static final List<String> PRESENT = List.of("id");
    private static final List<String> HISTORY = List.of("id", "transition");

    private final Table table;

    private AlertRows(String name, List<String> key) {
        table = new Table(
                name,
                new Columns()
                        .add(ColumnType.TEXT, "id")
                        .add(ColumnType.INTEGER, "transition")
                        .add(ColumnType.TEXT, "system", "run", "operation", "node", "release", "origin")
                        .add(ColumnType.TEXT, "status", "status_before", "severity", "kind")
                        .add(ColumnType.TIMESTAMP, "onset", "at", "emitted_at")
                        .add(ColumnType.TEXT, "incident", "author", "reason")
                        .add(ColumnType.JSONB, "evidence")
                        .add(ColumnType.TEXT, "text")
                        .list(),
                key,
                "transition",
                key.equals(PRESENT));
    }

    /** One row for each alert. */
    public static AlertRows present() {
        return new AlertRows("alerts", PRESENT);
    }

    /** One row for each transition. */
    public static AlertRows history() {
        return new AlertRows("alert_history", HISTORY);
    }

    @Override
    public Row row(AlertEvent event) {
        byte[] tuple = new Tuple(table.columns())
                .text(event.getId())
                .integer(event.getTransition())
                .text(event.getSystem())
                .text(event.getRun())
                .text(event.getOperation())
                .text(event.getNode())
                .text(event.getRelease())
                .text(event.getOrigin().name())
                .text(event.getStatus().name())
                .text(
                        event.getStatusBefore() == null
                                ? null
                                : event.getStatusBefore().name())
                .text(event.getSeverity().name())
                .text(event.getKind().name())
                .timestamp(event.getOnset())
                .timestamp(event.getAt())
                .timestamp(event.getEmittedAt())
                .text(event.getIncident())
                .text(event.getAuthor())
                .text(event.getReason())
                .jsonb(JsonText.array(
                        event.getEvidence().stream().map(AlertRows::evidence).toList()))
                .text(event.getText())
                .bytes();
        return new Row(table, tuple);
    }

    private static Map<String, Object> evidence(AlertEvidence evidence) {
        Map<String, Object> json = new LinkedHashMap<>();
        json.put("metric", evidence.getMetric());
        json.put("unit", evidence.getUnit());
        json.put("kind", evidence.getKind().name());
        json.put("phase", evidence.getPhase().name());
        json.put("onset", evidence.getOnset().toString());
        json.put("before", evidence.getBefore());
        json.put("now", evidence.getNow());
        json.put("target", evidence.getTarget());
        json.put("effect", evidence.getEffect());
        json.put("severity", evidence.getSeverity().name());
        json.put("tolerance", evidence.getTolerance());
        json.put("p_value", evidence.getPValue());
        json.put("baseline_version", evidence.getBaselineVersion());
        return json;
    }
}
