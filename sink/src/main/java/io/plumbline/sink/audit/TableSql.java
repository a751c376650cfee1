package io.plumbline.sink.audit;

import io.plumbline.sink.database.Column;
import io.plumbline.sink.database.ColumnType;
import io.plumbline.sink.database.Table;
import java.util.Optional;
import java.util.function.UnaryOperator;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * The statements that compare a table with the rows that its records say. All names are fixed in our code; values never
 * are part of SQL.
 *
 * <p>{@code e} is what is expected, {@code t} the table.
 */
record TableSql(Table table) {

    /** Rows of one batch, with the offset of their records. */
    String stage() {
        return "audit_stage_" + table.name();
    }

    /** Keys whose rows are not simply as one of their records says. */
    String suspects() {
        return "audit_suspect_" + table.name();
    }

    /** Of each key that is looked at closely, the row that must be there. */
    String expected() {
        return "audit_expected_" + table.name();
    }

    String create() {
        return createAs(stage(), columns(UnaryOperator.identity()) + ", 0::bigint AS audit_offset")
                + createAs(expected(), columns(UnaryOperator.identity()) + ", 0::bigint AS audit_offset")
                + createAs(suspects(), key(UnaryOperator.identity()))
                + "ALTER TABLE " + expected() + " ADD PRIMARY KEY (" + key(UnaryOperator.identity()) + "); "
                + "ALTER TABLE " + suspects() + " ADD PRIMARY KEY (" + key(UnaryOperator.identity()) + ")";
    }

    String copy() {
        return "COPY " + stage() + " (" + columns(UnaryOperator.identity())
                + ", audit_offset) FROM STDIN (FORMAT binary)";
    }

    /** A row that equals its record's is proven; all others are suspects, because another record may explain them. */
    String suspect() {
        return "INSERT INTO " + suspects() + " SELECT DISTINCT " + key(name -> "e." + name) + " FROM " + stage()
                + " AS e LEFT JOIN " + tableMatching(stage()) + " WHERE " + missing() + " OR " + differs()
                + " ON CONFLICT DO NOTHING";
    }

    /**
     * From the stage the rows that must be there: of the higher revision, of equals the first; without revisions the last.
     *
     * @param onlySuspects whether other keys are left out
     */
    String expect(boolean onlySuspects) {
        String all = columns(UnaryOperator.identity()) + ", audit_offset";
        String keys = key(UnaryOperator.identity());
        return "INSERT INTO " + expected() + " AS x (" + all + ") SELECT DISTINCT ON (" + keys + ") " + all + " FROM "
                + stage() + (onlySuspects ? " JOIN " + suspects() + " USING (" + keys + ")" : "") + " ORDER BY " + keys
                + (hasRevision() ? ", " + table.revision() + " DESC, audit_offset" : ", audit_offset DESC")
                + " ON CONFLICT (" + keys + ") DO UPDATE SET "
                + columns(name -> name + " = excluded." + name) + ", audit_offset = excluded.audit_offset"
                + (hasRevision() ? " WHERE x." + table.revision() + " < excluded." + table.revision() : "");
    }

    /**
     * What is not as it must be: offset, what, whether the row was written before the range, whether it is so old that it
     * need not be there, names of the columns that differ, values of the key.
     *
     * @param sincePast whether records of before the range may have written rows, too
     */
    String judge(boolean sincePast) {
        return "SELECT e.audit_offset, CASE WHEN " + missing() + " THEN 'ROW_LOST'"
                + (hasRevision()
                        ? " WHEN t." + table.revision() + " < e." + table.revision() + " THEN 'ROW_STALE'" + " WHEN t."
                                + table.revision() + " > e." + table.revision() + " THEN 'ROW_AHEAD'"
                        : "")
                + " ELSE 'ROW_ALTERED' END, "
                + (sincePast && hasRevision() ? writtenBefore() : "false") + ", " + expired()
                + ", concat_ws(', ', "
                + columns(name -> "CASE WHEN t." + name + " IS DISTINCT FROM e." + name + " THEN '" + name + "' END")
                + "), " + key(name -> "e." + name + "::text") + " FROM " + expected() + " AS e LEFT JOIN "
                + tableMatching(expected()) + " WHERE " + missing() + " OR " + differs() + " ORDER BY e.audit_offset";
    }

    String clear() {
        return "TRUNCATE " + expected() + ", " + suspects();
    }

    String clearStage() {
        return "TRUNCATE " + stage();
    }

    /** The column of time in the key: what rows grow old by. */
    Optional<String> time() {
        return table.columns().stream()
                .filter(column -> column.type() == ColumnType.TIMESTAMP)
                .map(Column::name)
                .filter(table.key()::contains)
                .findFirst();
    }

    private boolean hasRevision() {
        return !table.revision().isEmpty();
    }

    private String writtenBefore() {
        return table.madeAt()
                .map(made -> "coalesce(t." + made + " < e." + made + ", false)")
                .orElse("false");
    }

    /**
     * Rows are kept that long after their time and after they were stored, which is not before they were made. A row that
     * was stored much later than it was made could still have to be there; that cannot be told any more.
     */
    private String expired() {
        String youngest = Stream.concat(time().stream(), table.madeAt().stream())
                .map(column -> "e." + column)
                .collect(Collectors.joining(", "));
        return youngest.isEmpty()
                ? "false"
                : "coalesce(greatest(" + youngest
                        + ") < now() - (SELECT keep FROM plumbline.retention WHERE table_name = '" + table.name()
                        + "'), false)";
    }

    /** The bounds of time spare a hypertable the search of all its chunks. */
    private String tableMatching(String from) {
        String bounds = time().map(time -> " AND t." + time + " BETWEEN (SELECT min(" + time + ") FROM " + from
                        + ") AND (SELECT max(" + time + ") FROM " + from + ")")
                .orElse("");
        return "plumbline." + table.name() + " AS t ON "
                + table.key().stream().map(name -> "t." + name + " = e." + name).collect(Collectors.joining(" AND "))
                + bounds;
    }

    private String missing() {
        return "t." + table.key().get(0) + " IS NULL";
    }

    private String differs() {
        return "(" + columns(name -> "t." + name) + ") IS DISTINCT FROM (" + columns(name -> "e." + name) + ")";
    }

    private String createAs(String name, String what) {
        return "CREATE TEMPORARY TABLE " + name + " AS SELECT " + what + " FROM plumbline." + table.name()
                + " WITH NO DATA; ";
    }

    private String columns(UnaryOperator<String> form) {
        return table.columns().stream().map(Column::name).map(form).collect(Collectors.joining(", "));
    }

    private String key(UnaryOperator<String> form) {
        return table.key().stream().map(form).collect(Collectors.joining(", "));
    }
}
