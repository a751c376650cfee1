package io.plumbline.sink.rows;

import io.plumbline.sink.database.Row;

/** Turns the events of one topic into rows. */
public interface RowMapper<V> {
    /**
     * The row of one event.
     *
     * @throws IllegalArgumentException if the event contradicts itself
     * @throws io.plumbline.sink.database.UnstorableException if a value does not fit its column
     */
    Row row(V event);
}
