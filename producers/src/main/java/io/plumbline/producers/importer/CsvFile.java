package io.plumbline.producers.importer;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.MappingIterator;
import com.fasterxml.jackson.databind.ObjectReader;
import com.fasterxml.jackson.dataformat.csv.CsvMapper;
import com.fasterxml.jackson.dataformat.csv.CsvParser;
import com.fasterxml.jackson.dataformat.csv.CsvSchema;
import io.plumbline.settings.ConfigException;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

/** Reads a CSV file with a header row by row; a row that cannot be understood is refused and the next one read. */
final class CsvFile {
    /** Makes something of one row. */
    interface Taker {
        void take(CsvRow row) throws BadValueException;
    }

    private static final ObjectReader CSV = new CsvMapper()
            .readerForListOf(String.class)
            .with(CsvParser.Feature.WRAP_AS_ARRAY)
            .with(CsvParser.Feature.TRIM_SPACES);

    private final List<String> columns;
    private final MappingIterator<List<String>> rows;

    private CsvFile(List<String> columns, MappingIterator<List<String>> rows) {
        this.columns = columns;
        this.rows = rows;
    }

    /**
     * Reads the header.
     *
     * @param required columns that must be there
     * @throws ConfigException if one of them is not there once
     */
    static CsvFile open(InputStream file, char separator, List<String> required) throws IOException {
        MappingIterator<List<String>> rows = CSV.with(CsvSchema.emptySchema().withColumnSeparator(separator))
                .readValues(new InputStreamReader(file, StandardCharsets.UTF_8));
        if (!rows.hasNextValue()) {
            throw new ConfigException("the file is empty: a header line is needed");
        }
        List<String> columns = new ArrayList<>(rows.nextValue());
        columns.replaceAll(column -> column.startsWith("\uFEFF") ? column.substring(1) : column);
        for (String column : required) {
            long times = columns.stream().filter(column::equals).count();
            if (times != 1) {
                throw new ConfigException("line 1 has " + (times == 0 ? "no column '" : times + " columns '") + column
                        + "'; the columns are " + String.join(", ", columns));
            }
        }
        return new CsvFile(columns, rows);
    }

    boolean has(String column) {
        return columns.contains(column);
    }

    void read(ImportTarget target, Taker taker) throws IOException {
        for (long line = line(); next(target, line); line = line()) {
            List<String> fields = rows.nextValue();
            try {
                if (fields.size() != columns.size()) {
                    throw new BadValueException(
                            "", "has " + fields.size() + " fields and the header " + columns.size());
                }
                taker.take(new CsvRow(columns, fields));
            } catch (BadValueException e) {
                target.refuse(line, e);
            }
        }
    }

    /** Whether a row follows. A quote that is never closed ends the file: where the next row begins cannot be known. */
    private boolean next(ImportTarget target, long line) throws IOException {
        try {
            return rows.hasNextValue();
        } catch (JsonProcessingException e) {
            target.refuse(line, new BadValueException("", "no CSV from here on: " + e.getOriginalMessage()));
            return false;
        }
    }

    private long line() {
        return rows.getCurrentLocation().getLineNr();
    }
}
