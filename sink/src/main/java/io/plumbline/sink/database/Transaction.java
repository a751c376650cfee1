package io.plumbline.sink.database;

import java.util.List;

/** What is stored together or not at all. */
public record Transaction(List<Advance> advances, List<Row> rows, List<Refused> refused) {}
