package io.plumbline.sink.rows;

import io.plumbline.schemas.event.ScalingReport;
import io.plumbline.sink.database.ColumnType;
import io.plumbline.sink.database.Row;
import io.plumbline.sink.database.Table;
import io.plumbline.sink.database.Tuple;
import java.util.List;

/** scaling to {@code scaling}, which holds the last report, and to {@code scaling_history}, which holds all. */
public final class ScalingRows implements RowMapper<ScalingReport> {
    private final Table table;

    private ScalingRows(String name, List<String> key) {
        table = new Table(
                name,
                new Columns()
                        .add(ColumnType.TEXT, "system", "run", "operation", "origin")
                        .add(ColumnType.TIMESTAMP, "at", "from_at", "emitted_at")
                        .add(ColumnType.BOOLEAN, "is_final")
                        .add(ColumnType.JSONB, "points")
                        .add(ColumnType.TEXT, "scaling_class")
                        .add(
                                ColumnType.INTEGER,
                                "saturation_nodes",
                                "latency_degradation_nodes",
                                "recommended_max_nodes")
                        .add(ColumnType.JSONB, "bottlenecks", "recommendations")
                        .add(ColumnType.TEXT, "model")
                        .add(ColumnType.JSONB, "estimates")
                        .add(ColumnType.DOUBLE, "residual_standard_error")
                        .add(ColumnType.TEXT, "inconclusive")
                        .add(ColumnType.JSONB, "warnings")
                        .list(),
                key,
                "");
    }

    /** One row for each operation. */
    public static ScalingRows present() {
        return new ScalingRows("scaling", List.of("system", "run", "operation"));
    }

    /** One row for each report; of several up to the same window, the last. */
    public static ScalingRows history() {
        return new ScalingRows("scaling_history", List.of("system", "run", "operation", "at"));
    }

    @Override
    public Row row(ScalingReport event) {
        byte[] tuple = new Tuple(table.columns())
                .text(event.getSystem())
                .text(event.getRun())
                .text(event.getOperation())
                .text(event.getOrigin().name())
                .timestamp(event.getAt())
                .timestamp(event.getFrom())
                .timestamp(event.getEmittedAt())
                .flag(event.getIsFinal())
                .jsonb(ScalingJson.points(event.getPoints()))
                .text(orNull(event.getScalingClass()))
                .integer(event.getSaturationNodes())
                .integer(event.getLatencyDegradationNodes())
                .integer(event.getRecommendedMaxNodes())
                .jsonb(ScalingJson.advice(event.getBottlenecks()))
                .jsonb(ScalingJson.advice(event.getRecommendations()))
                .text(orNull(event.getModel()))
                .jsonb(ScalingJson.estimates(event.getEstimates()))
                .number(Figure.finite(event.getResidualStandardError()))
                .text(event.getInconclusive())
                .jsonb(JsonText.texts(event.getWarnings()))
                .bytes();
        return new Row(table, tuple);
    }

    private static String orNull(String text) {
        return text.isEmpty() ? null : text;
    }
}
