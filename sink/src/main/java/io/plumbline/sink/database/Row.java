package io.plumbline.sink.database;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * A row that is ready to be written.
 *
 * @param tuple its bytes, see {@link Tuple}
 */
@SuppressWarnings("ArrayRecordComponent") // rows and records are never compared
public record Row(Table table, byte[] tuple) {

    static Map<Table, List<Row>> byTable(List<Row> rows) {
        Map<Table, List<Row>> result = new LinkedHashMap<>();
        rows.forEach(row ->
                result.computeIfAbsent(row.table, table -> new ArrayList<>()).add(row));
        return result;
    }
}
