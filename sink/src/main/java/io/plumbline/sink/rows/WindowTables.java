package io.plumbline.sink.rows;

import io.plumbline.sink.database.Column;
import io.plumbline.sink.database.Table;
import java.util.List;

/**
 * The tables of one kind of window, by class of length (ADR 23). All three have the same columns and key.
 *
 * @param shorts windows shorter than a minute
 * @param mediums of a minute up to an hour
 * @param longs of an hour or longer
 */
record WindowTables(Table shorts, Table mediums, Table longs) {
    private static final long MINUTE_MILLIS = 60_000;
    private static final long HOUR_MILLIS = 3_600_000;

    static WindowTables of(String name, List<Column> columns, List<String> key) {
        return new WindowTables(
                new Table(name + "_short", columns, key, "revision"),
                new Table(name + "_medium", columns, key, "revision"),
                new Table(name + "_long", columns, key, "revision"));
    }

    List<Column> columns() {
        return shorts.columns();
    }

    Table of(long windowMillis) {
        if (windowMillis < MINUTE_MILLIS) {
            return shorts;
        }
        return windowMillis < HOUR_MILLIS ? mediums : longs;
    }
}
