package io.plumbline.sink.rows;

import io.plumbline.schemas.event.Incident;
import io.plumbline.sink.database.ColumnType;
import io.plumbline.sink.database.Row;
import io.plumbline.sink.database.Table;
import io.plumbline.sink.database.Tuple;
import java.util.List;

/** incidents to {@code incidents}: the last word of each. What became of its alerts stands in their history. */
public final class IncidentRows implements RowMapper<Incident> {
    private static final Table TABLE = new Table(
            "incidents",
            new Columns()
                    .add(ColumnType.TEXT, "id", "system", "run", "origin")
                    .add(ColumnType.BOOLEAN, "is_open")
                    .add(ColumnType.TEXT, "scope", "severity")
                    .add(ColumnType.TIMESTAMP, "onset", "at", "emitted_at")
                    .add(ColumnType.JSONB, "alerts")
                    .add(ColumnType.INTEGER, "open_alerts")
                    .add(ColumnType.JSONB, "operations", "nodes")
                    .add(ColumnType.INTEGER, "nodes_known")
                    .add(ColumnType.TEXT, "text")
                    .list(),
            List.of("id"),
            "");

    @Override
    public Row row(Incident event) {
        byte[] tuple = new Tuple(TABLE.columns())
                .text(event.getId())
                .text(event.getSystem())
                .text(event.getRun())
                .text(event.getOrigin().name())
                .flag(event.getIsOpen())
                .text(event.getScope().name())
                .text(event.getSeverity().name())
                .timestamp(event.getOnset())
                .timestamp(event.getAt())
                .timestamp(event.getEmittedAt())
                .jsonb(JsonText.texts(event.getAlerts()))
                .integer(event.getOpenAlerts())
                .jsonb(JsonText.texts(event.getOperations()))
                .jsonb(JsonText.texts(event.getNodes()))
                .integer(event.getNodesKnown())
                .text(event.getText())
                .bytes();
        return new Row(TABLE, tuple);
    }
}
