package io.plumbline.sink.rows;

import io.plumbline.sink.database.Column;
import io.plumbline.sink.database.ColumnType;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/** Lists columns, several of a type at once. Mutable: one list is built by one caller. */
final class Columns {
    private final List<Column> columns = new ArrayList<>();

    Columns add(ColumnType type, String... names) {
        Arrays.stream(names).forEach(name -> columns.add(new Column(name, type)));
        return this;
    }

    Columns addAll(Columns others) {
        columns.addAll(others.columns);
        return this;
    }

    List<Column> list() {
        return List.copyOf(columns);
    }
}
