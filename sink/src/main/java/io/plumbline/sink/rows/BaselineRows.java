package io.plumbline.sink.rows;

import io.plumbline.schemas.event.Baseline;
import io.plumbline.schemas.event.BaselineMetric;
import io.plumbline.sink.database.ColumnType;
import io.plumbline.sink.database.Row;
import io.plumbline.sink.database.Table;
import io.plumbline.sink.database.Tuple;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * baselines to {@code baselines}, which holds the present, and to {@code baseline_history}, which holds every version.
 * The present is the topic's last word, as for the watches that read the same topic, whatever its number.
 */
public final class BaselineRows implements RowMapper<Baseline> {
    private final Table table;

    private BaselineRows(String name, List<String> key) {
        table = new Table(
                name,
                new Columns()
                        .add(ColumnType.TEXT, "system", "run", "operation", "node")
                        .add(ColumnType.INTEGER, "version")
                        .add(ColumnType.TEXT, "status")
                        .add(ColumnType.JSONB, "metrics", "proposed")
                        .add(ColumnType.TEXT, "source", "source_name")
                        .add(ColumnType.TIMESTAMP, "from_at", "to_at")
                        .add(ColumnType.TEXT, "origin", "author", "reason")
                        .add(ColumnType.TIMESTAMP, "created_at")
                        .list(),
                key,
                "");
    }

    /** One row for each series. */
    public static BaselineRows present() {
        return new BaselineRows("baselines", List.of("system", "run", "operation", "node"));
    }

    /** One row for each version; what two writers said of one version at different times stays, both of it. */
    public static BaselineRows history() {
        return new BaselineRows(
                "baseline_history", List.of("system", "run", "operation", "node", "version", "created_at"));
    }

    @Override
    public Row row(Baseline event) {
        byte[] tuple = new Tuple(table.columns())
                .text(event.getSystem())
                .text(event.getRun())
                .text(event.getOperation())
                .text(event.getNode())
                .integer(event.getVersion())
                .text(event.getStatus().name())
                .jsonb(levels(event.getMetrics()))
                .jsonb(levels(event.getProposed()))
                .text(event.getSource().name())
                .text(event.getSourceName())
                .timestamp(event.getFrom())
                .timestamp(event.getTo())
                .text(event.getOrigin().name())
                .text(event.getAuthor())
                .text(event.getReason())
                .timestamp(event.getCreatedAt())
                .bytes();
        return new Row(table, tuple);
    }

    private static String levels(List<BaselineMetric> metrics) {
        return JsonText.array(metrics.stream().map(BaselineRows::level).toList());
    }

    private static Map<String, Object> level(BaselineMetric metric) {
        if (!Double.isFinite(metric.getLevel())) {
            throw new IllegalArgumentException("the level of a metric is no number");
        }
        Map<String, Object> json = new LinkedHashMap<>();
        json.put("metric", metric.getMetric());
        json.put("unit", metric.getUnit());
        json.put("level", metric.getLevel());
        json.put("windows", metric.getWindows());
        return json;
    }
}
