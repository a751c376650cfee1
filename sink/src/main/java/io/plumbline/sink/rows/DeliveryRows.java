package io.plumbline.sink.rows;

import io.plumbline.schemas.event.Delivery;
import io.plumbline.sink.database.ColumnType;
import io.plumbline.sink.database.Row;
import io.plumbline.sink.database.Table;
import io.plumbline.sink.database.Tuple;
import java.util.List;

/** deliveries to {@code delivery}: the newest account of each boot. */
public final class DeliveryRows implements RowMapper<Delivery> {
    private static final Table TABLE = new Table(
            "delivery",
            new Columns()
                    .add(ColumnType.TEXT, "system", "run", "node", "boot", "origin")
                    .add(
                            ColumnType.BIGINT,
                            "received",
                            "duplicated",
                            "dropped",
                            "missing",
                            "next",
                            "late",
                            "quarantined")
                    .add(ColumnType.TIMESTAMP, "updated_at")
                    .list(),
            List.of("system", "run", "node", "boot"),
            "");

    @Override
    public Row row(Delivery event) {
        byte[] tuple = new Tuple(TABLE.columns())
                .text(event.getSystem())
                .text(event.getRun())
                .text(event.getNode())
                .text(event.getBoot())
                .text(event.getOrigin().name())
                .bigint(event.getReceived())
                .bigint(event.getDuplicated())
                .bigint(event.getDropped())
                .bigint(event.getMissing())
                .bigint(event.getNext())
                .bigint(event.getLate())
                .bigint(event.getQuarantined())
                .timestamp(event.getUpdatedAt())
                .bytes();
        return new Row(TABLE, tuple);
    }
}
