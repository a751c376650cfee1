package io.plumbline.sink.rows;

import io.plumbline.schemas.event.Health;
import io.plumbline.schemas.event.HealthReason;
import io.plumbline.sink.database.ColumnType;
import io.plumbline.sink.database.Row;
import io.plumbline.sink.database.Table;
import io.plumbline.sink.database.Tuple;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** health to {@code health}, which holds the present, and to {@code health_history}, which holds every change. */
public final class HealthRows implements RowMapper<Health> {
    private final Table table;

    private HealthRows(String name, List<String> key) {
        table = new Table(
                name,
                new Columns()
                        .add(ColumnType.TEXT, "system", "run", "scope", "node", "component", "origin", "status")
                        .add(ColumnType.TIMESTAMP, "since", "changed_at", "evaluated_at")
                        .add(ColumnType.BIGINT, "valid_ms")
                        .add(ColumnType.INTEGER, "looked_at", "unwell")
                        .add(ColumnType.JSONB, "reasons")
                        .list(),
                key,
                "");
    }

    /** One row for each subject. */
    public static HealthRows present() {
        return new HealthRows("health", List.of("system", "run", "scope", "node", "component"));
    }

    /** One row for each change of a subject; reports without a change say up to when it is known to have held. */
    public static HealthRows history() {
        return new HealthRows("health_history", List.of("system", "run", "scope", "node", "component", "changed_at"));
    }

    @Override
    public Row row(Health event) {
        byte[] tuple = new Tuple(table.columns())
                .text(event.getSystem())
                .text(event.getRun())
                .text(event.getScope().name())
                .text(event.getNode())
                .text(event.getComponent())
                .text(event.getOrigin().name())
                .text(event.getStatus().name())
                .timestamp(event.getSince())
                .timestamp(event.getChangedAt())
                .timestamp(event.getEvaluatedAt())
                .bigint(event.getValidMillis())
                .integer(event.getLookedAt())
                .integer(event.getUnwell())
                .jsonb(JsonText.array(
                        event.getReasons().stream().map(HealthRows::reason).toList()))
                .bytes();
        return new Row(table, tuple);
    }

    private static Map<String, Object> reason(HealthReason reason) {
        Map<String, Object> json = new LinkedHashMap<>();
        json.put("status", reason.getStatus().name());
        json.put("code", reason.getCode());
        json.put("component", reason.getComponent());
        json.put("node", reason.getNode());
        json.put("item", reason.getItem());
        json.put("value", reason.getValue());
        json.put("threshold", reason.getThreshold());
        json.put("unit", reason.getUnit());
        json.put("start", reason.getStart().toString());
        json.put("length_ms", reason.getLengthMillis());
        json.put("text", reason.getText());
        return json;
    }
}
