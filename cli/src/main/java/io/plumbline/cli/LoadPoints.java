package io.plumbline.cli;

import io.plumbline.cli.csv.CsvTable;
import io.plumbline.cli.csv.NumberColumn;
import io.plumbline.streams.domain.scaling.LoadPoint;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;

/**
 * The points of a file.
 *
 * @param warnings which rows had no load or no throughput
 */
record LoadPoints(List<LoadPoint> points, List<String> warnings) {
    private static final int LINES_NAMED = 10;

    static LoadPoints of(CsvTable table, String loadColumn, String throughputColumn) {
        NumberColumn loads = table.numbers(loadColumn);
        NumberColumn throughputs = table.numbers(throughputColumn);
        List<LoadPoint> points = new ArrayList<>();
        List<Integer> skipped = new ArrayList<>();
        for (int row = 0; row < table.rows(); row++) {
            refuseUnlessPositive(loads, row, "load");
            refuseUnlessPositive(throughputs, row, "throughput");
            if (loads.isMissing(row) || throughputs.isMissing(row)) {
                skipped.add(loads.line(row));
            } else {
                points.add(new LoadPoint(loads.value(row), throughputs.value(row)));
            }
        }
        return new LoadPoints(points, skipped.isEmpty() ? List.of() : List.of(words(skipped)));
    }

    /** 0 when there is none. */
    double greatestLoad() {
        return points.stream().mapToDouble(LoadPoint::load).max().orElse(0);
    }

    private static void refuseUnlessPositive(NumberColumn column, int row, String what) {
        if (column.value(row) <= 0) {
            throw column.refuse(row, column.value(row) + " is not a positive " + what);
        }
    }

    private static String words(List<Integer> lines) {
        String named = lines.stream().limit(LINES_NAMED).map(String::valueOf).collect(Collectors.joining(", "));
        return "skipped for a missing value: "
                + (lines.size() == 1 ? "the row at line " : lines.size() + " rows, at lines ") + named
                + (lines.size() > LINES_NAMED ? ", ..." : "");
    }
}
