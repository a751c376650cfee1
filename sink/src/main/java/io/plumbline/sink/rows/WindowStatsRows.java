package io.plumbline.sink.rows;

import io.plumbline.schemas.event.SketchData;
import io.plumbline.schemas.event.WindowStats;
import io.plumbline.schemas.serde.Sketches;
import io.plumbline.sink.database.ColumnType;
import io.plumbline.sink.database.Row;
import io.plumbline.sink.database.Tuple;
import java.util.List;

/** window-stats to the tables {@code window_stats}. A window without events has no figures: null, not 0. */
public final class WindowStatsRows implements RowMapper<WindowStats> {
    private static final WindowTables TABLES = WindowTables.of(
            "window_stats",
            new Columns()
                    .add(ColumnType.TEXT, "system", "run", "operation", "node", "release", "origin")
                    .add(ColumnType.TIMESTAMP, "window_start")
                    .add(ColumnType.BIGINT, "window_ms")
                    .add(ColumnType.INTEGER, "revision")
                    .add(ColumnType.TEXT, "closed_by")
                    .add(ColumnType.BIGINT, "event_count", "ok_count", "error_count", "timeout_count", "bytes")
                    .add(ColumnType.INTEGER, "node_count")
                    .add(ColumnType.DOUBLE, "rate_per_second", "mean_ns", "stddev_ns", "min_ns", "p50_ns", "p90_ns")
                    .add(ColumnType.DOUBLE, "p95_ns", "p99_ns", "p999_ns", "max_ns")
                    .add(ColumnType.DOUBLE, "p95_low_ns", "p95_high_ns", "p99_low_ns", "p99_high_ns")
                    .add(ColumnType.BOOLEAN, "p99_few_samples")
                    .add(ColumnType.INTEGER, "sketch_lo")
                    .add(ColumnType.COUNTS, "sketch_counts")
                    .add(ColumnType.INTEGER, "service_lo")
                    .add(ColumnType.COUNTS, "service_counts")
                    .add(ColumnType.DOUBLE, "service_min_ns", "service_max_ns")
                    .add(ColumnType.DOUBLE, "service_mean_ns", "service_p50_ns", "service_p95_ns", "service_p99_ns")
                    .add(ColumnType.BIGINT, "late_count", "max_lateness_us")
                    .add(ColumnType.TIMESTAMP, "emitted_at")
                    .list(),
            List.of("system", "run", "operation", "node", "window_ms", "window_start"));

    @Override
    public Row row(WindowStats event) {
        checkSketches(event);
        Tuple tuple = new Tuple(TABLES.columns())
                .text(event.getSystem())
                .text(event.getRun())
                .text(event.getOperation())
                .text(event.getNode())
                .text(event.getRelease())
                .text(event.getOrigin().name())
                .timestamp(event.getWindowStart())
                .bigint(event.getWindowMillis())
                .integer(event.getRevision())
                .text(event.getClosedBy().name())
                .bigint(event.getCount())
                .bigint(event.getOkCount())
                .bigint(event.getErrorCount())
                .bigint(event.getTimeoutCount())
                .bigint(event.getBytes())
                .integer(event.getNodeCount())
                .number(event.getRatePerSecond());
        addFigures(tuple, event);
        addIntervals(tuple, event);
        addSketches(tuple, event);
        addServiceTimes(tuple, event);
        tuple.bigint(event.getLateCount()).bigint(event.getMaxLatenessMicros()).timestamp(event.getEmittedAt());
        return new Row(TABLES.of(event.getWindowMillis()), tuple.bytes());
    }

    private static void addFigures(Tuple tuple, WindowStats event) {
        boolean empty = event.getCount() == 0;
        double[] figures = {
            event.getMeanNanos(),
            event.getStdDevNanos(),
            event.getMinNanos(),
            event.getP50Nanos(),
            event.getP90Nanos(),
            event.getP95Nanos(),
            event.getP99Nanos(),
            event.getP999Nanos(),
            event.getMaxNanos()
        };
        for (double figure : figures) {
            tuple.number(empty ? null : (Double) figure);
        }
    }

    private static void addIntervals(Tuple tuple, WindowStats event) {
        tuple.number(event.getP95LowNanos())
                .number(event.getP95HighNanos())
                .number(event.getP99LowNanos())
                .number(event.getP99HighNanos())
                .flag(event.getP99FewSamples());
    }

    private static void addServiceTimes(Tuple tuple, WindowStats event) {
        tuple.number(event.getServiceMeanNanos())
                .number(event.getServiceP50Nanos())
                .number(event.getServiceP95Nanos())
                .number(event.getServiceP99Nanos());
    }

    private static void addSketches(Tuple tuple, WindowStats event) {
        tuple.integer(event.getResponse().getLo()).counts(Sketches.counts(event.getResponse()));
        SketchData service = event.getService();
        if (service == null || service.getCount() == 0) {
            tuple.integer(null).counts((long[]) null).number(null).number(null);
        } else {
            tuple.integer(service.getLo())
                    .counts(Sketches.counts(service))
                    .number(service.getMin())
                    .number(service.getMax());
        }
    }

    /** A sketch that contradicts itself would spoil every range that it is merged into. */
    private static void checkSketches(WindowStats event) {
        Sketches.validate(event.getResponse());
        if (event.getResponse().getCount() != event.getCount()) {
            throw new IllegalArgumentException("the window counts " + event.getCount() + " events, its sketch holds "
                    + event.getResponse().getCount());
        }
        if (event.getService() != null) {
            Sketches.validate(event.getService());
        }
    }
}
