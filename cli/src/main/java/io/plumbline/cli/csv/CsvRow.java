package io.plumbline.cli.csv;

import java.util.List;

/** One record of a CSV file. {@code line} is where it begins in the file, from 1. */
record CsvRow(int line, List<String> fields) {
    /** Empty where the row ends before it. */
    String field(int index) {
        return index < fields.size() ? fields.get(index) : "";
    }

    boolean isBlank() {
        return fields.stream().allMatch(String::isEmpty);
    }
}
