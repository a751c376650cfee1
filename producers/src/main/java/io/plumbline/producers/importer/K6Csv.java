package io.plumbline.producers.importer;

import java.io.IOException;
import java.io.InputStream;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** k6's CSV: a row for each sample, and its tags in columns of their own and in {@code extra_tags}. For one file. */
final class K6Csv {
    private static final String TIME = "timestamp";
    private static final List<String> REQUIRED = List.of("metric_name", TIME, "metric_value");
    private static final List<String> TAGS = List.of("name", "method", "status", "error_code", "expected_response");

    private final K6Importer importer;

    K6Csv(K6Importer importer) {
        this.importer = importer;
    }

    void read(InputStream file, ImportTarget target) throws IOException {
        CsvFile.open(file, ',', REQUIRED).read(target, row -> take(row, target));
    }

    private void take(CsvRow row, ImportTarget target) throws BadValueException {
        Map<String, String> tags = new HashMap<>();
        for (String tag : TAGS) {
            if (!row.get(tag).isEmpty()) {
                tags.put(tag, row.get(tag));
            }
        }
        String metric = row.required("metric_name");
        Instant time = time(row.required(TIME));
        importer.take(new K6Point(metric, time, row.required("metric_value"), "metric_value", tags), target);
    }

    /** In the unit that {@code K6_CSV_TIME_FORMAT} chose: the number of digits tells, for the years 2001 to 2286. */
    private static Instant time(String text) throws BadValueException {
        if (text.indexOf('T') > 0) {
            return Values.iso(TIME, text);
        }
        return switch (text.length()) {
            case 10 -> Values.epoch(TIME, text, TimeUnits.S);
            case 13 -> Values.epoch(TIME, text, TimeUnits.MS);
            case 16 -> Values.epoch(TIME, text, TimeUnits.US);
            case 19 -> Values.epoch(TIME, text, TimeUnits.NS);
            default -> throw new BadValueException(TIME, "'" + text + "' is no time of k6's");
        };
    }
}
