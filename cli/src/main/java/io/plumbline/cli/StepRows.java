package io.plumbline.cli;

import io.plumbline.cli.csv.CsvTable;
import io.plumbline.cli.csv.NumberColumn;
import io.plumbline.settings.ConfigException;
import io.plumbline.streams.domain.scaling.steps.NetworkUse;
import io.plumbline.streams.domain.scaling.steps.ResourceUse;
import io.plumbline.streams.domain.scaling.steps.ScalingStep;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalDouble;

/**
 * The steps of a file.
 *
 * @param warnings how many rows had no nodes or no throughput
 */
record StepRows(List<ScalingStep> steps, List<String> warnings) {
    static StepRows of(CsvTable table, String nodesColumn, String throughputColumn) {
        NumberColumn nodes = table.numbers(nodesColumn);
        NumberColumn throughput = table.numbers(throughputColumn);
        Reader reader = new Reader(table);
        List<ScalingStep> steps = new ArrayList<>();
        for (int row = 0; row < table.rows(); row++) {
            if (!nodes.isMissing(row) && !throughput.isMissing(row)) {
                steps.add(reader.step(row, nodeCount(nodes, row), atLeastZero(throughput, row)));
            }
        }
        if (steps.isEmpty()) {
            throw new ConfigException(
                    table.name() + " has no row with both " + nodesColumn + " and " + throughputColumn);
        }
        int skipped = table.rows() - steps.size();
        return new StepRows(steps, skipped == 0 ? List.of() : List.of("rows skipped for a missing value: " + skipped));
    }

    private static int nodeCount(NumberColumn nodes, int row) {
        double value = nodes.value(row);
        if (value < 1 || value != Math.rint(value) || value > Integer.MAX_VALUE) {
            throw nodes.refuse(row, value + " is no number of nodes");
        }
        return (int) value;
    }

    private static double atLeastZero(NumberColumn column, int row) {
        if (column.value(row) < 0) {
            throw column.refuse(row, column.value(row) + " is less than 0");
        }
        return column.value(row);
    }

    /** The columns that need not be there. */
    private record Reader(CsvTable table) {
        ScalingStep step(int row, int nodes, double throughput) {
            return new ScalingStep(
                    nodes,
                    seconds(row),
                    throughput,
                    figure("mean_latency_ms", row),
                    share("success_rate", row),
                    new ResourceUse(share("cpu_share", row), figure("memory_bytes", row)),
                    new NetworkUse(
                            figure("messages_per_operation", row),
                            share("delivered_share", row),
                            figure("bytes_per_second", row)));
        }

        /** Without it each row counts alike. */
        private double seconds(int row) {
            OptionalDouble seconds = figure("seconds", row);
            if (seconds.isPresent() && seconds.getAsDouble() == 0) {
                throw table.refuse(row, "seconds", "a step that lasted no time measured nothing");
            }
            return seconds.orElse(1);
        }

        private OptionalDouble share(String column, int row) {
            OptionalDouble share = figure(column, row);
            if (share.orElse(0) > 1) {
                throw table.refuse(row, column, share.getAsDouble() + " is no share from 0 to 1");
            }
            return share;
        }

        private OptionalDouble figure(String column, int row) {
            if (!table.columns().contains(column)) {
                return OptionalDouble.empty();
            }
            NumberColumn numbers = table.numbers(column);
            return numbers.isMissing(row) ? OptionalDouble.empty() : OptionalDouble.of(atLeastZero(numbers, row));
        }
    }
}
