package io.plumbline.sink.rows;

import io.plumbline.sink.database.Row;
import io.plumbline.sink.database.Table;

/** Turns the events of one topic into rows of one table. */
public interface RowMapper<V> {
    Table table();

    /**
     * The row of one event.
     *
     * @param offset of its record: where rows hold current state, the later record wins
     * @throws IllegalArgumentException if the event contradicts itself
     * @throws io.plumbline.sink.database.UnstorableException if a value does not fit its column
     */
    Row row(V event, long offset);
}
