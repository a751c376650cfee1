package io.plumbline.cli.csv;

import io.plumbline.settings.ConfigException;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/**
 * Splits CSV text into records (RFC 4180): quoted fields may hold separators, line ends and doubled quotes; lines end as
 * on any system. Ours, because the libraries lose count of the lines inside quotes, and an error must name its line.
 */
final class CsvLines {
    private static final char QUOTE = '"';

    private final String name;
    private final String text;
    private final char separator;
    private int at;
    private int line = 1;

    private CsvLines(String name, String text) {
        this.name = name;
        this.text = text;
        this.separator = separator(text);
    }

    /**
     * The records, header first. A blank line is no record, except between the values of a file with a single column,
     * where it is a gap.
     */
    static List<CsvRow> of(String name, String text) {
        List<CsvRow> rows = new ArrayList<>();
        CsvLines lines = new CsvLines(name, text.replace("\r\n", "\n").replace('\r', '\n'));
        while (lines.at < lines.text.length()) {
            CsvRow row = lines.row();
            if (!row.isBlank() || isGap(rows)) {
                rows.add(row);
            }
        }
        dropTrailingBlanks(rows);
        return rows;
    }

    private CsvRow row() {
        int first = line;
        List<String> fields = new ArrayList<>();
        fields.add(field());
        while (at < text.length() && text.charAt(at) == separator) {
            at++;
            fields.add(field());
        }
        endLine();
        return new CsvRow(first, fields);
    }

    private String field() {
        skipSpaces();
        return at < text.length() && text.charAt(at) == QUOTE ? quoted() : plain();
    }

    private String plain() {
        int start = at;
        while (at < text.length() && text.charAt(at) != separator && !isLineEnd()) {
            at++;
        }
        return text.substring(start, at).strip();
    }

    private String quoted() {
        int first = line;
        StringBuilder value = new StringBuilder();
        for (at++; at < text.length(); at++) {
            if (text.charAt(at) == QUOTE) {
                at++;
                if (at >= text.length() || text.charAt(at) != QUOTE) {
                    expectFieldEnd();
                    return value.toString().strip();
                }
            }
            line += isLineEnd() ? 1 : 0;
            value.append(text.charAt(at));
        }
        throw new ConfigException(name + " line " + first + ": a quote opens and is never closed");
    }

    private void expectFieldEnd() {
        skipSpaces();
        if (at < text.length() && text.charAt(at) != separator && !isLineEnd()) {
            throw new ConfigException(name + " line " + line + ": text follows a closing quote");
        }
    }

    private void skipSpaces() {
        while (at < text.length() && text.charAt(at) == ' ') {
            at++;
        }
    }

    private void endLine() {
        if (at < text.length()) {
            at++;
            line++;
        }
    }

    private boolean isLineEnd() {
        return text.charAt(at) == '\n';
    }

    private static boolean isGap(List<CsvRow> soFar) {
        return !soFar.isEmpty() && soFar.get(0).fields().size() == 1;
    }

    private static void dropTrailingBlanks(List<CsvRow> rows) {
        while (!rows.isEmpty() && rows.get(rows.size() - 1).isBlank()) {
            rows.remove(rows.size() - 1);
        }
    }

    /** A comma, unless the header has none: some countries' spreadsheets write semicolons, databases tabs. */
    private static char separator(String text) {
        String header = text.lines().filter(line -> !line.isBlank()).findFirst().orElse("");
        return Stream.of(',', ';', '\t')
                .filter(candidate -> header.indexOf(candidate) >= 0)
                .findFirst()
                .orElse(',');
    }
}
