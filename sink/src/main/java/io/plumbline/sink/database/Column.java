package io.plumbline.sink.database;

/** A column of a table, in the order in which rows are written. */
public record Column(String name, ColumnType type) {}
