package io.plumbline.producers.importer;

import java.util.List;

/** One row of a {@link CsvFile}: a field for each column. */
record CsvRow(List<String> columns, List<String> fields) {
    /** Empty where the file has no such column. */
    String get(String column) {
        int index = columns.indexOf(column);
        return index < 0 ? "" : fields.get(index);
    }

    /** @throws BadValueException if nothing stands there */
    String required(String column) throws BadValueException {
        String value = get(column);
        if (value.isEmpty()) {
            throw new BadValueException(column, "is empty");
        }
        return value;
    }
}
