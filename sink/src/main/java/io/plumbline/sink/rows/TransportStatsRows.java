package io.plumbline.sink.rows;

import io.plumbline.schemas.event.DurationFigure;
import io.plumbline.schemas.event.TransportStats;
import io.plumbline.schemas.serde.Sketches;
import io.plumbline.sink.database.ColumnType;
import io.plumbline.sink.database.Row;
import io.plumbline.sink.database.Tuple;
import java.util.List;

/** transport-stats to the tables {@code transport_stats}. What no sample had is null. */
public final class TransportStatsRows implements RowMapper<TransportStats> {
    private static final WindowTables TABLES = WindowTables.of(
            "transport_stats",
            new Columns()
                    .add(ColumnType.TEXT, "system", "run", "node", "peer", "release", "origin")
                    .add(ColumnType.TIMESTAMP, "window_start")
                    .add(ColumnType.BIGINT, "window_ms")
                    .add(ColumnType.INTEGER, "revision")
                    .add(ColumnType.TEXT, "closed_by")
                    .add(ColumnType.BIGINT, "samples")
                    .add(ColumnType.INTEGER, "peer_count")
                    .add(ColumnType.BIGINT, "sent_bytes", "sent_us")
                    .add(ColumnType.DOUBLE, "sent_bits_per_second")
                    .add(ColumnType.BIGINT, "received_bytes", "received_us")
                    .add(ColumnType.DOUBLE, "received_bits_per_second", "total_bits_per_second", "peak_bits_per_second")
                    .add(ColumnType.TEXT, "tier")
                    .addAll(durations("round_trip"))
                    .addAll(durations("connect"))
                    .add(ColumnType.BIGINT, "connections_tried", "connections_made")
                    .add(ColumnType.DOUBLE, "connection_success_share")
                    .add(ColumnType.BIGINT, "packets_sent", "packets_lost")
                    .add(ColumnType.DOUBLE, "packet_loss_share")
                    .add(ColumnType.BIGINT, "late_count", "max_lateness_us")
                    .add(ColumnType.TIMESTAMP, "emitted_at")
                    .list(),
            List.of("system", "run", "node", "peer", "window_ms", "window_start"));

    @Override
    public Row row(TransportStats event) {
        Tuple tuple = new Tuple(TABLES.columns())
                .text(event.getSystem())
                .text(event.getRun())
                .text(event.getNode())
                .text(event.getPeer())
                .text(event.getRelease())
                .text(event.getOrigin().name())
                .timestamp(event.getWindowStart())
                .bigint(event.getWindowMillis())
                .integer(event.getRevision())
                .text(event.getClosedBy().name())
                .bigint(event.getSamples())
                .integer(event.getPeerCount());
        addThroughput(tuple, event);
        addDurations(tuple, event.getRoundTrip());
        addDurations(tuple, event.getConnect());
        tuple.bigint(event.getConnectionsTried())
                .bigint(event.getConnectionsMade())
                .number(event.getConnectionSuccessShare())
                .bigint(event.getPacketsSent())
                .bigint(event.getPacketsLost())
                .number(event.getPacketLossShare())
                .bigint(event.getLateCount())
                .bigint(event.getMaxLatenessMicros())
                .timestamp(event.getEmittedAt());
        return new Row(TABLES.of(event.getWindowMillis()), tuple.bytes());
    }

    private static void addThroughput(Tuple tuple, TransportStats event) {
        tuple.bigint(event.getSentBytes())
                .bigint(event.getSentMicros())
                .number(event.getSentBitsPerSecond())
                .bigint(event.getReceivedBytes())
                .bigint(event.getReceivedMicros())
                .number(event.getReceivedBitsPerSecond())
                .number(event.getTotalBitsPerSecond())
                .number(event.getPeakBitsPerSecond())
                .text(event.getTier() == null ? null : event.getTier().name());
    }

    private static void addDurations(Tuple tuple, DurationFigure figure) {
        if (figure == null) {
            tuple.bigint(null);
            for (int i = 0; i < 6; i++) {
                tuple.number(null);
            }
            tuple.integer(null).counts((long[]) null);
            return;
        }
        checkSketch(figure);
        tuple.bigint(figure.getCount())
                .number(figure.getMeanNanos())
                .number(figure.getMinNanos())
                .number(figure.getP50Nanos())
                .number(figure.getP95Nanos())
                .number(figure.getP99Nanos())
                .number(figure.getMaxNanos())
                .integer(figure.getSketch().getLo())
                .counts(Sketches.counts(figure.getSketch()));
    }

    /** A sketch that contradicts itself would spoil every range that it is merged into. */
    private static void checkSketch(DurationFigure figure) {
        long held = Sketches.fromData(figure.getSketch()).count();
        if (held != figure.getCount()) {
            throw new IllegalArgumentException(
                    "the window counts " + figure.getCount() + " durations, its sketch holds " + held);
        }
    }

    private static Columns durations(String name) {
        return new Columns()
                .add(ColumnType.BIGINT, name + "_count")
                .add(ColumnType.DOUBLE, name + "_mean_ns", name + "_min_ns", name + "_p50_ns", name + "_p95_ns")
                .add(ColumnType.DOUBLE, name + "_p99_ns", name + "_max_ns")
                .add(ColumnType.INTEGER, name + "_lo")
                .add(ColumnType.COUNTS, name + "_counts");
    }
}
