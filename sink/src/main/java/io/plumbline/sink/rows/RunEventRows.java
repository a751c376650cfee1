package io.plumbline.sink.rows;

import io.plumbline.schemas.event.RunEvent;
import io.plumbline.sink.database.ColumnType;
import io.plumbline.sink.database.Row;
import io.plumbline.sink.database.Table;
import io.plumbline.sink.database.Tuple;
import java.util.List;

/** runs to {@code run_event}: every moment that was seen. */
public final class RunEventRows implements RowMapper<RunEvent> {
    private static final Table TABLE = new Table(
            "run_event",
            new Columns()
                    .add(ColumnType.TEXT, "system", "run")
                    .add(ColumnType.TIMESTAMP, "at")
                    .add(ColumnType.TEXT, "phase", "stage")
                    .add(ColumnType.INTEGER, "nodes")
                    .add(ColumnType.TEXT, "release", "origin")
                    .add(ColumnType.JSONB, "configuration")
                    .list(),
            List.of("system", "run", "at", "phase", "stage"),
            "");

    @Override
    public Row row(RunEvent event) {
        byte[] tuple = new Tuple(TABLE.columns())
                .text(event.getSystem())
                .text(event.getRun())
                .timestamp(event.getAt())
                .text(event.getPhase().name())
                .text(event.getStage())
                .integer(event.getNodes())
                .text(event.getRelease())
                .text(event.getOrigin().name())
                .jsonb(JsonText.object(event.getConfiguration()))
                .bytes();
        return new Row(TABLE, tuple);
    }
}
