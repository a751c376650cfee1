package io.plumbline.producers.importer;

import java.io.IOException;
import java.io.InputStream;
import java.util.Map;

/**
 * HdrHistogram's interval logs ({@code .hlog}), compressed histograms as text. A histogram with a tag is of the operation
 * {@code operation.TAG}.
 *
 * @param operation what was measured: the log does not say
 * @param unit of the recorded values: the log does not say either
 */
public record HistogramLogImporter(String operation, TimeUnits unit) implements Importer {
    @Override
    public String format() {
        return "hlog";
    }

    @Override
    public Map<String, String> options() {
        return Map.of("operation", operation, "unit", unit.toString());
    }

    @Override
    public ImportReader open(ImportTarget target) {
        return file -> read(file, target);
    }

    private void read(InputStream file, ImportTarget target) throws IOException {
        HistogramLog log = new HistogramLog(this, target);
        Lines.read(file, target, (line, number) -> log.take(line));
    }
}
