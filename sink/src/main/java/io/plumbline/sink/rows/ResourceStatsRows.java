package io.plumbline.sink.rows;

import io.plumbline.schemas.event.ResourceFigure;
import io.plumbline.schemas.event.ResourceStats;
import io.plumbline.sink.database.Column;
import io.plumbline.sink.database.ColumnType;
import io.plumbline.sink.database.Row;
import io.plumbline.sink.database.Tuple;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;

/** resource-stats to the tables {@code resource_stats}: a group of columns for each figure, all null where it is unknown. */
public final class ResourceStatsRows implements RowMapper<ResourceStats> {
    private static final Map<String, Function<ResourceStats, ResourceFigure>> FIGURES = figures();
    private static final WindowTables TABLES =
            WindowTables.of("resource_stats", columns(), List.of("system", "run", "node", "window_ms", "window_start"));

    @Override
    public Row row(ResourceStats event) {
        Tuple tuple = new Tuple(TABLES.columns())
                .text(event.getSystem())
                .text(event.getRun())
                .text(event.getNode())
                .text(event.getRelease())
                .text(event.getOrigin().name())
                .timestamp(event.getWindowStart())
                .bigint(event.getWindowMillis())
                .integer(event.getRevision())
                .text(event.getClosedBy().name())
                .integer(event.getSamples());
        FIGURES.values().forEach(figure -> add(tuple, figure.apply(event)));
        tuple.number(event.getMemoryLimitBytes());
        tuple.bigint(event.getLateCount()).bigint(event.getMaxLatenessMicros()).timestamp(event.getEmittedAt());
        return new Row(TABLES.of(event.getWindowMillis()), tuple.bytes());
    }

    private static void add(Tuple tuple, ResourceFigure figure) {
        if (figure == null) {
            tuple.integer(null).number(null).number(null).number(null);
        } else {
            tuple.integer(figure.getSamples())
                    .number(figure.getMean())
                    .number(figure.getMax())
                    .number(figure.getP95());
        }
    }

    private static Map<String, Function<ResourceStats, ResourceFigure>> figures() {
        Map<String, Function<ResourceStats, ResourceFigure>> result = new LinkedHashMap<>();
        result.put("cpu_system", ResourceStats::getCpuSystem);
        result.put("cpu_process", ResourceStats::getCpuProcess);
        result.put("cpu_throttled", ResourceStats::getCpuThrottled);
        result.put("memory_system_bytes", ResourceStats::getMemorySystemBytes);
        result.put("memory_process_bytes", ResourceStats::getMemoryProcessBytes);
        result.put("disk_read_bytes_per_second", ResourceStats::getDiskReadBytesPerSecond);
        result.put("disk_write_bytes_per_second", ResourceStats::getDiskWriteBytesPerSecond);
        result.put("process_read_bytes_per_second", ResourceStats::getProcessReadBytesPerSecond);
        result.put("process_write_bytes_per_second", ResourceStats::getProcessWriteBytesPerSecond);
        result.put("network_received_bytes_per_second", ResourceStats::getNetworkReceivedBytesPerSecond);
        result.put("network_sent_bytes_per_second", ResourceStats::getNetworkSentBytesPerSecond);
        return result;
    }

    private static List<Column> columns() {
        Columns columns = new Columns()
                .add(ColumnType.TEXT, "system", "run", "node", "release", "origin")
                .add(ColumnType.TIMESTAMP, "window_start")
                .add(ColumnType.BIGINT, "window_ms")
                .add(ColumnType.INTEGER, "revision")
                .add(ColumnType.TEXT, "closed_by")
                .add(ColumnType.INTEGER, "samples");
        FIGURES.keySet()
                .forEach(figure -> columns.add(ColumnType.INTEGER, figure + "_samples")
                        .add(ColumnType.DOUBLE, figure + "_mean", figure + "_max", figure + "_p95"));
        return columns.add(ColumnType.DOUBLE, "memory_limit_bytes")
                .add(ColumnType.BIGINT, "late_count", "max_lateness_us")
                .add(ColumnType.TIMESTAMP, "emitted_at")
                .list();
    }
}
