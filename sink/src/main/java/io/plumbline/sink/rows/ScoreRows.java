package io.plumbline.sink.rows;

import io.plumbline.schemas.event.ScorePart;
import io.plumbline.schemas.event.ScoreReport;
import io.plumbline.sink.database.ColumnType;
import io.plumbline.sink.database.Row;
import io.plumbline.sink.database.Table;
import io.plumbline.sink.database.Tuple;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** scores to {@code scores}: one row for each window; a later word on the same window replaces it. */
public final class ScoreRows implements RowMapper<ScoreReport> {
    private static final Table TABLE = new Table(
            "scores",
            new Columns()
                    .add(ColumnType.TEXT, "system", "run", "origin")
                    .add(ColumnType.TIMESTAMP, "window_start")
                    .add(ColumnType.BIGINT, "window_ms")
                    .add(ColumnType.JSONB, "operations")
                    .add(ColumnType.DOUBLE, "points")
                    .add(ColumnType.TEXT, "grade")
                    .add(ColumnType.JSONB, "parts")
                    .add(ColumnType.TEXT, "next_grade", "next_step")
                    .add(ColumnType.TIMESTAMP, "emitted_at")
                    .list(),
            List.of("system", "run", "window_ms", "window_start"),
            "");

    @Override
    public Row row(ScoreReport event) {
        byte[] tuple = new Tuple(TABLE.columns())
                .text(event.getSystem())
                .text(event.getRun())
                .text(event.getOrigin().name())
                .timestamp(event.getWindowStart())
                .bigint(event.getWindowMillis())
                .jsonb(JsonText.texts(event.getOperations()))
                .number(event.getPoints())
                .text(event.getGrade())
                .jsonb(JsonText.array(
                        event.getParts().stream().map(ScoreRows::part).toList()))
                .text(event.getNextGrade())
                .text(event.getNextStep())
                .timestamp(event.getEmittedAt())
                .bytes();
        return new Row(TABLE, tuple);
    }

    private static Map<String, Object> part(ScorePart part) {
        Map<String, Object> json = new LinkedHashMap<>();
        json.put("component", part.getComponent());
        json.put("figure", part.getFigure());
        json.put("points", part.getPoints());
        json.put("weight", part.getWeight());
        return json;
    }
}
