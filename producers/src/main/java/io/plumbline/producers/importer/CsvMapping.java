package io.plumbline.producers.importer;

import io.plumbline.settings.ConfigException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * Which column of a CSV file is what.
 *
 * @param operation column of the operation's name; empty: all rows are of {@code operationName}
 * @param operationName the operation of all rows, where no column has it
 * @param start column of the start, or of the end if {@code stampsEnd}
 * @param time how times are written
 * @param duration column of the duration
 * @param unit of the duration
 * @param outcome column of the outcome; empty: all went well
 * @param ok values that mean that it went well; in any case
 * @param timeout values that mean that there was no answer in time
 * @param bytes column of the bytes moved; empty: unknown
 * @param labels columns that become labels
 */
public record CsvMapping(
        String operation,
        String operationName,
        String start,
        boolean stampsEnd,
        TimeFormat time,
        String duration,
        TimeUnits unit,
        String outcome,
        List<String> ok,
        List<String> timeout,
        String bytes,
        List<String> labels,
        char separator) {
    private static final int MOST_LABELS = 16;

    public CsvMapping {
        ok = List.copyOf(ok);
        timeout = List.copyOf(timeout);
        labels = List.copyOf(labels);
        if (operation.isEmpty() == operationName.isEmpty()) {
            throw new ConfigException("either a column has the operation, or all rows are of one: give one of the two");
        }
        if (labels.size() > MOST_LABELS) {
            throw new ConfigException("a measurement has at most " + MOST_LABELS + " labels");
        }
    }

    /** The columns that a file must have. */
    List<String> columns() {
        List<String> columns = new ArrayList<>(List.of(start, duration));
        columns.addAll(labels);
        for (String column : List.of(operation, outcome, bytes)) {
            if (!column.isEmpty()) {
                columns.add(column);
            }
        }
        return columns;
    }

    Map<String, String> options() {
        Map<String, String> options = new TreeMap<>(Map.of(
                "start",
                start,
                "start-format",
                time.toString(),
                "timestamp",
                stampsEnd ? "end" : "start",
                "duration",
                duration,
                "unit",
                unit.toString()));
        options.put("operation", operation.isEmpty() ? "'" + operationName + "'" : operation);
        options.put("outcome", outcome);
        options.put("ok", String.join(",", ok));
        options.put("timeout", String.join(",", timeout));
        options.put("bytes", bytes);
        options.put("labels", String.join(",", labels));
        return options;
    }
}
