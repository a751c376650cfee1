package io.plumbline.producers.importer;

import io.plumbline.schemas.event.Outcome;
import java.io.IOException;
import java.io.InputStream;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** Any CSV file with a header and a row for each operation. */
public record CsvImporter(CsvMapping mapping) implements Importer {
    @Override
    public String format() {
        return "csv";
    }

    @Override
    public Map<String, String> options() {
        return mapping.options();
    }

    @Override
    public ImportReader open(ImportTarget target) {
        return file -> read(file, target);
    }

    private void read(InputStream file, ImportTarget target) throws IOException {
        CsvFile.open(file, mapping.separator(), mapping.columns()).read(target, row -> target.event(event(row)));
    }

    private TimedEvent event(CsvRow row) throws BadValueException {
        String operation = mapping.operation().isEmpty() ? mapping.operationName() : row.required(mapping.operation());
        Instant stamp = mapping.time().parse(mapping.start(), row.required(mapping.start()));
        long nanos = Values.nanos(mapping.duration(), row.required(mapping.duration()), mapping.unit());
        long bytes = mapping.bytes().isEmpty() ? 0 : Values.count(mapping.bytes(), row.get(mapping.bytes()));
        Instant start = mapping.stampsEnd() ? stamp.minusNanos(nanos) : stamp;
        return new TimedEvent(operation, start, nanos, outcome(row), bytes, labels(row));
    }

    private Outcome outcome(CsvRow row) throws BadValueException {
        if (mapping.outcome().isEmpty()) {
            return Outcome.OK;
        }
        String value = row.required(mapping.outcome());
        if (contains(mapping.ok(), value)) {
            return Outcome.OK;
        }
        return contains(mapping.timeout(), value) ? Outcome.TIMEOUT : Outcome.ERROR;
    }

    private Map<String, String> labels(CsvRow row) {
        Map<String, String> labels = new TreeMap<>();
        for (String column : mapping.labels()) {
            if (!row.get(column).isEmpty()) {
                labels.put(column, row.get(column));
            }
        }
        return labels;
    }

    private static boolean contains(List<String> values, String value) {
        return values.stream().anyMatch(value::equalsIgnoreCase);
    }
}
