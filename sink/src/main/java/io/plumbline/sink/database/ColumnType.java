package io.plumbline.sink.database;

/** The types that rows consist of. */
public enum ColumnType {
    TEXT,
    INTEGER,
    BIGINT,
    DOUBLE,
    BOOLEAN,
    TIMESTAMP,
    /** Counts of a sketch's buckets, see {@link PackedCounts}. */
    COUNTS,
    JSONB
}
