package io.plumbline.sink.simulation;

import io.plumbline.sink.database.Row;
import io.plumbline.sink.database.Table;
import java.util.List;

/** A row's table and primary key. */
record Key(String table, List<Object> values) {
    static Key of(Row row) {
        Table table = row.table();
        Sent sent = Sent.of(row.tuple());
        return new Key(
                table.name(), table.equals(Sent.HISTORY) ? List.of(sent.key(), sent.revision()) : List.of(sent.key()));
    }
}
