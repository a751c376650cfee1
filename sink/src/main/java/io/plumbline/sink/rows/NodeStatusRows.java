package io.plumbline.sink.rows;

import io.plumbline.schemas.event.NodeStatus;
import io.plumbline.sink.database.ColumnType;
import io.plumbline.sink.database.Row;
import io.plumbline.sink.database.Table;
import io.plumbline.sink.database.Tuple;
import java.util.List;

/** nodes to {@code node_status}: the last word of each boot. */
public final class NodeStatusRows implements RowMapper<NodeStatus> {
    private static final Table TABLE = new Table(
            "node_status",
            new Columns()
                    .add(ColumnType.TEXT, "system", "run", "node", "boot", "state")
                    .add(ColumnType.TIMESTAMP, "heartbeat_at", "started_at")
                    .add(ColumnType.BIGINT, "heartbeat_interval_ms")
                    .add(ColumnType.TEXT, "release", "origin", "region", "profile", "agent_version")
                    .add(ColumnType.BIGINT, "recorded", "sent", "dropped")
                    .list(),
            List.of("system", "node", "boot"),
            "");

    @Override
    public Row row(NodeStatus event) {
        byte[] tuple = new Tuple(TABLE.columns())
                .text(event.getSystem())
                .text(event.getRun())
                .text(event.getNode())
                .text(event.getBoot())
                .text(event.getState().name())
                .timestamp(event.getHeartbeatAt())
                .timestamp(event.getStartedAt())
                .bigint(event.getHeartbeatIntervalMillis())
                .text(event.getRelease())
                .text(event.getOrigin().name())
                .text(event.getRegion())
                .text(event.getProfile())
                .text(event.getAgentVersion())
                .bigint(event.getRecorded())
                .bigint(event.getSent())
                .bigint(event.getDropped())
                .bytes();
        return new Row(TABLE, tuple);
    }
}
