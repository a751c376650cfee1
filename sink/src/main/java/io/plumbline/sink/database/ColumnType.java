package io.plumbline.sink.database;

/** The types that rows consist of. */
public enum ColumnType {
    TEXT,
    INTEGER,
    BIGINT,
    DOUBLE,
    BOOLEAN,
    TIMESTAMP,
    BIGINT_ARRAY,
    JSONB
}
