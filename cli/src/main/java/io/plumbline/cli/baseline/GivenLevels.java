package io.plumbline.cli.baseline;

import io.plumbline.cli.csv.CsvTable;
import io.plumbline.settings.ConfigException;
import io.plumbline.streams.domain.regression.watch.Metric;
import io.plumbline.streams.domain.regression.watch.WindowFigures;
import java.util.Arrays;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;

/** Levels that somebody wrote down, by series. */
public final class GivenLevels {
    private static final WindowFigures OF_PROCESS = new WindowFigures.Resources(true, Double.NaN, Double.NaN);

    /** Whose levels these are: an operation, a node's resources (empty operation), or an operation at a node. */
    public record Subject(String operation, String node) {
        public Subject {
            if (operation.isEmpty() && node.isEmpty()) {
                throw new ConfigException("levels are of an operation or of a node: neither is named");
            }
        }
    }

    private GivenLevels() {}

    /**
     * The metric that is called so.
     *
     * @throws ConfigException if none is
     */
    public static Metric metric(String name) {
        return Metric.of(name)
                .orElseThrow(() -> new ConfigException("there is no metric '" + name + "'; metrics are "
                        + Arrays.stream(Metric.values()).map(Metric::wireName).collect(Collectors.joining(", "))));
    }

    /** The unit of levels that are given: of operations, and of the resources of a process. */
    static String unit(Metric metric) {
        return metric.unit(OF_PROCESS);
    }

    /** From {@code p95=120ms} and the like. */
    public static Map<Metric, Double> of(Subject subject, Map<String, String> levels) {
        Map<Metric, Double> result = new TreeMap<>();
        levels.forEach((name, text) -> add(result, subject, name, text));
        return result;
    }

    /**
     * From a CSV file with the columns metric, level, and operation or node or both.
     *
     * @throws ConfigException naming the file and the line, if something there is not as it should be
     */
    public static Map<Subject, Map<Metric, Double>> read(String file) {
        CsvTable table = CsvTable.read(file);
        List<String> metrics = table.texts("metric");
        List<String> levels = table.texts("level");
        List<String> operations = optional(table, "operation");
        List<String> nodes = optional(table, "node");
        Map<Subject, Map<Metric, Double>> result = new LinkedHashMap<>();
        for (int i = 0; i < table.rows(); i++) {
            try {
                Subject subject = new Subject(operations.get(i), nodes.get(i));
                add(result.computeIfAbsent(subject, any -> new TreeMap<>()), subject, metrics.get(i), levels.get(i));
            } catch (ConfigException e) {
                throw new ConfigException(table.name() + " row " + (i + 1) + " below the header: " + e.getMessage());
            }
        }
        return result;
    }

    private static void add(Map<Metric, Double> levels, Subject subject, String name, String text) {
        Metric metric = metric(name);
        boolean ofNode = metric == Metric.CPU || metric == Metric.MEMORY;
        if (ofNode != subject.operation().isEmpty()) {
            throw new ConfigException(
                    name + " is measured of " + (ofNode ? "a node, not of an operation" : "operations"));
        }
        try {
            if (levels.put(metric, Quantity.parse(text, unit(metric))) != null) {
                throw new ConfigException("it is given twice");
            }
        } catch (ConfigException e) {
            throw new ConfigException(name + ": " + e.getMessage());
        }
    }

    private static List<String> optional(CsvTable table, String column) {
        return table.columns().contains(column) ? table.texts(column) : Collections.nCopies(table.rows(), "");
    }
}
