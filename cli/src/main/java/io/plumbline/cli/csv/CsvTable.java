package io.plumbline.cli.csv;

import io.plumbline.settings.ConfigException;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.Collections;
import java.util.List;

/**
 * A CSV file with a header line. Every error is a {@link ConfigException} that names the file, and the line and column
 * where there is one.
 */
public final class CsvTable {
    /** The file name that stands for the standard input. */
    public static final String STANDARD_INPUT = "-";

    private final String name;
    private final CsvRow header;
    private final List<CsvRow> rows;

    private CsvTable(String name, List<CsvRow> lines) {
        if (lines.isEmpty()) {
            throw new ConfigException(name + " is empty: a CSV file with a header line is needed");
        }
        this.name = name;
        this.header = lines.get(0);
        this.rows = lines.subList(1, lines.size());
        if (rows.isEmpty()) {
            throw new ConfigException(name + " has a header and no rows below it");
        }
        rows.forEach(this::refuseSurplusFields);
    }

    /** @param file a path, or {@value #STANDARD_INPUT} for the standard input */
    public static CsvTable read(String file) {
        String name = file.equals(STANDARD_INPUT) ? "standard input" : file;
        return parse(name, decode(name, bytes(file)));
    }

    /** @param name what errors call it */
    static CsvTable parse(String name, String text) {
        return new CsvTable(name, CsvLines.of(name, text));
    }

    /** What errors call it. */
    public String name() {
        return name;
    }

    /** How many rows there are below the header. */
    public int rows() {
        return rows.size();
    }

    /** Column names in the file's order. */
    public List<String> columns() {
        return header.fields();
    }

    /** The cells of a column as they stand in the file; empty where there is none. */
    public List<String> texts(String column) {
        int index = indexOf(column);
        return rows.stream().map(row -> row.field(index)).toList();
    }

    /** The numbers of a column; a cell that is neither a number nor missing is refused. */
    public NumberColumn numbers(String column) {
        int index = indexOf(column);
        return new NumberColumn(
                name,
                column,
                rows.stream().mapToInt(CsvRow::line).toArray(),
                rows.stream().map(row -> row.field(index)).toList());
    }

    /** The times of a column; a cell that is neither a time nor a number is refused, and so is a missing one. */
    public TimeColumn times(String column) {
        return TimeColumn.of(this, column);
    }

    /** For a cell that cannot be meant: the error that names its place. */
    public ConfigException refuse(int row, String column, String reason) {
        return new ConfigException(
                name + ": row at line " + rows.get(row).line() + ", column '" + column + "': " + reason);
    }

    private int indexOf(String column) {
        int occurrences = Collections.frequency(columns(), column);
        if (occurrences == 1) {
            return columns().indexOf(column);
        }
        String problem = occurrences == 0 ? "has no column " : "has " + occurrences + " columns ";
        throw new ConfigException(
                name + " " + problem + "'" + column + "'; the columns are " + String.join(", ", columns()));
    }

    private void refuseSurplusFields(CsvRow row) {
        if (row.fields().size() > columns().size()) {
            throw new ConfigException(name + " line " + row.line() + " has "
                    + row.fields().size() + " fields and the header "
                    + columns().size()
                    + ": quote fields that contain a separator, and write decimals with a point");
        }
    }

    private static byte[] bytes(String file) {
        try {
            if (file.equals(STANDARD_INPUT)) {
                return System.in.readAllBytes();
            }
            return Files.readAllBytes(Path.of(file));
        } catch (NoSuchFileException e) {
            throw new ConfigException("there is no file " + file);
        } catch (IOException | InvalidPathException e) {
            throw new ConfigException("cannot read " + file + ": " + e.getMessage());
        }
    }

    private static String decode(String name, byte[] bytes) {
        try {
            String text = StandardCharsets.UTF_8
                    .newDecoder()
                    .decode(ByteBuffer.wrap(bytes))
                    .toString();
            return text.startsWith("\uFEFF") ? text.substring(1) : text; // the mark that spreadsheets write first
        } catch (CharacterCodingException e) {
            throw new ConfigException(name + " is not text in UTF-8");
        }
    }
}
