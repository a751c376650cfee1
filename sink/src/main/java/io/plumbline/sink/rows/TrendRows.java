package io.plumbline.sink.rows;

import io.plumbline.schemas.event.TrendReport;
import io.plumbline.sink.database.ColumnType;
import io.plumbline.sink.database.Row;
import io.plumbline.sink.database.Table;
import io.plumbline.sink.database.Tuple;
import java.util.List;

/** trends to {@code trends}: the last look at each metric of each series. */
public final class TrendRows implements RowMapper<TrendReport> {
    private static final Table TABLE = new Table(
            "trends",
            new Columns()
                    .add(ColumnType.TEXT, "system", "run", "operation", "node", "metric", "unit", "origin")
                    .add(ColumnType.TIMESTAMP, "from_at", "to_at")
                    .add(ColumnType.BIGINT, "window_ms")
                    .add(ColumnType.INTEGER, "windows")
                    .add(ColumnType.TEXT, "verdict", "reason")
                    .add(ColumnType.DOUBLE, "slope_per_hour", "slope_low", "slope_high")
                    .add(ColumnType.DOUBLE, "p_value", "pearson", "spearman")
                    .add(ColumnType.TIMESTAMP, "projected_at")
                    .add(ColumnType.DOUBLE, "projected", "projected_low", "projected_high")
                    .add(ColumnType.TIMESTAMP, "emitted_at")
                    .list(),
            List.of("system", "run", "operation", "node", "metric"),
            "");

    @Override
    public Row row(TrendReport event) {
        byte[] tuple = new Tuple(TABLE.columns())
                .text(event.getSystem())
                .text(event.getRun())
                .text(event.getOperation())
                .text(event.getNode())
                .text(event.getMetric())
                .text(event.getUnit())
                .text(event.getOrigin().name())
                .timestamp(event.getFrom())
                .timestamp(event.getTo())
                .bigint(event.getWindowMillis())
                .integer(event.getWindows())
                .text(event.getVerdict())
                .text(event.getReason())
                .number(Figure.finite(event.getSlopePerHour()))
                .number(Figure.finite(event.getSlopeLow()))
                .number(Figure.finite(event.getSlopeHigh()))
                .number(Figure.finite(event.getPValue()))
                .number(Figure.finite(event.getPearson()))
                .number(Figure.finite(event.getSpearman()))
                .timestamp(event.getProjectedAt())
                .number(Figure.finite(event.getProjected()))
                .number(Figure.finite(event.getProjectedLow()))
                .number(Figure.finite(event.getProjectedHigh()))
                .timestamp(event.getEmittedAt())
                .bytes();
        return new Row(TABLE, tuple);
    }
}
