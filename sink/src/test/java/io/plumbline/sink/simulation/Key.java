package io.plumbline.sink.simulation;

import java.util.List;

/** A row's table and primary key. */
record Key(String table, List<Object> values) {}
