package io.plumbline.cli.csv;

import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.List;
import java.util.regex.Pattern;

/**
 * Times of one column: numbers in whatever unit, or times as ISO 8601 writes them (days without a time are midnight UTC).
 *
 * @param isNumeric whether they are numbers; otherwise {@code seconds} are those since the epoch
 * @param seconds the values, one for each row
 */
public record TimeColumn(boolean isNumeric, List<Double> seconds) {
    private static final Pattern NUMBER = Pattern.compile("[-+]?\\d+(\\.\\d*)?([eE][-+]?\\d+)?");
    private static final Pattern DAY = Pattern.compile("\\d{4}-\\d{2}-\\d{2}");
    private static final double NANOS_OF_SECOND = 1e9;

    static TimeColumn of(CsvTable table, String column) {
        List<String> cells = table.texts(column);
        boolean isNumeric = cells.stream().allMatch(cell -> NUMBER.matcher(cell).matches());
        Double[] seconds = new Double[cells.size()];
        for (int row = 0; row < seconds.length; row++) {
            seconds[row] =
                    isNumeric ? (Double) Double.parseDouble(cells.get(row)) : time(table, column, row, cells.get(row));
        }
        return new TimeColumn(isNumeric, List.of(seconds));
    }

    private static Double time(CsvTable table, String column, int row, String cell) {
        try {
            Instant instant = DAY.matcher(cell).matches()
                    ? LocalDate.parse(cell).atStartOfDay(ZoneOffset.UTC).toInstant()
                    : OffsetDateTime.parse(cell.replace(' ', 'T')).toInstant();
            return instant.getEpochSecond() + instant.getNano() / NANOS_OF_SECOND;
        } catch (DateTimeException e) {
            throw table.refuse(
                    row, column, "'" + cell + "' is no time such as 2026-11-21T08:00:00Z, nor are all of them numbers");
        }
    }
}
