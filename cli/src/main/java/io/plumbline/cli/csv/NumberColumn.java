package io.plumbline.cli.csv;

import io.plumbline.settings.ConfigException;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Pattern;

/** The numbers of one column, with gaps where the file has none. */
public final class NumberColumn {
    private static final Set<String> MISSING = Set.of("", "na", "n/a", "nan", "null", "none");
    private static final Pattern NUMBER = Pattern.compile("[-+]?(\\d+\\.?\\d*|\\.\\d+)([eE][-+]?\\d+)?");

    private final String file;
    private final String column;
    private final int[] lines;
    private final double[] values;

    NumberColumn(String file, String column, int[] lines, List<String> cells) {
        this.file = file;
        this.column = column;
        this.lines = lines;
        this.values = new double[cells.size()];
        for (int row = 0; row < values.length; row++) {
            values[row] = parse(row, cells.get(row));
        }
    }

    /** How many rows there are, with the gaps. */
    public int size() {
        return values.length;
    }

    public String name() {
        return column;
    }

    public boolean isMissing(int row) {
        return Double.isNaN(values[row]);
    }

    /** The number of a row from 0; {@link Double#NaN} where it is missing. */
    public double value(int row) {
        return values[row];
    }

    /** All rows in order; {@link Double#NaN} where the file has no number. */
    public double[] values() {
        return values.clone();
    }

    /** How many rows have no number. */
    public int missing() {
        return (int) Arrays.stream(values).filter(Double::isNaN).count();
    }

    /** Where in the file a row stands, from 1. */
    public int line(int row) {
        return lines[row];
    }

    /** For a value that is a number and still nonsense: the error that names its place. */
    public ConfigException refuse(int row, String reason) {
        return new ConfigException(file + ": row at line " + lines[row] + ", column '" + column + "': " + reason);
    }

    private double parse(int row, String cell) {
        if (MISSING.contains(cell.toLowerCase(Locale.ROOT))) {
            return Double.NaN;
        }
        double value = NUMBER.matcher(cell).matches() ? Double.parseDouble(cell) : Double.NaN;
        if (!Double.isFinite(value)) {
            throw refuse(row, "'" + cell + "' is not a number");
        }
        return value;
    }
}
