package io.plumbline.sink.database;

import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * A table of results, and the three ways to write it. All names are fixed in our code; values never are part of SQL.
 *
 * @param columns those that the sink writes, in order
 * @param key the primary key
 * @param revision the column that decides which of two rows with one key stays; empty: the one written last
 * @param holdsCurrentState whether rows usually replace others: these tables never try the plain path
 */
public record Table(String name, List<Column> columns, List<String> key, String revision, boolean holdsCurrentState) {
    private static final String SCHEMA = "plumbline.";
    private static final Set<String> MADE_AT =
            Set.of("emitted_at", "updated_at", "evaluated_at", "heartbeat_at", "created_at");

    /** A table whose rows are usually new if a revision decides, and usually replace others if none does. */
    public Table(String name, List<Column> columns, List<String> key, String revision) {
        this(name, columns, key, revision, revision.isEmpty());
    }

    /** By the name alone: rows are sorted by table one by one, and the columns are many. */
    @Override
    public int hashCode() {
        return name.hashCode();
    }

    /** The fast path: straight into the table, as long as no key is there yet. */
    public String copy() {
        return "COPY " + SCHEMA + name + " (" + columnNames() + ") FROM STDIN (FORMAT binary)";
    }

    /** Where rows wait on the conflict path; its constraints are the table's, so that its COPY names the row that fails. */
    public String createStage() {
        return "CREATE TEMPORARY TABLE IF NOT EXISTS " + stage() + " (LIKE " + SCHEMA + name
                + " INCLUDING DEFAULTS INCLUDING CONSTRAINTS) ON COMMIT DELETE ROWS";
    }

    public String copyToStage() {
        return "COPY " + stage() + " (" + columnNames() + ") FROM STDIN (FORMAT binary)";
    }

    /**
     * From the stage into the table; a row that is there stays unless the new one supersedes it. One statement must not
     * meet a key twice: of staged rows with one key the newest goes on, so that the others were checked at least.
     */
    public String merge() {
        return merge(revision.isEmpty() ? "" : " WHERE t." + revision + " < excluded." + revision);
    }

    /**
     * The same for a row that comes out of its turn: without revisions, where the last one written would stay, one that is
     * there stays unless the new one was made later.
     */
    public String mergeOutOfTurn() {
        return revision.isEmpty()
                ? merge(madeAt().map(time -> " WHERE t." + time + " < excluded." + time)
                        .orElse(" WHERE false"))
                : merge();
    }

    private String merge(String guard) {
        String all = columnNames() + ", stored_at";
        String updates = columns.stream()
                .map(Column::name)
                .filter(column -> !key.contains(column))
                .map(column -> column + " = excluded." + column)
                .collect(Collectors.joining(", "));
        String keys = String.join(", ", key);
        String newest = revision.isEmpty() ? "ctid DESC" : revision + " DESC, ctid";
        return "INSERT INTO " + SCHEMA + name + " AS t (" + all + ") SELECT DISTINCT ON (" + keys + ") " + all
                + " FROM "
                + stage() + " ORDER BY " + keys + ", " + newest
                + " ON CONFLICT (" + keys + ") DO UPDATE SET " + updates
                + ", stored_at = excluded.stored_at" + guard;
    }

    /** The column that says when a row was made, as far as it is no part of the key. */
    public Optional<String> madeAt() {
        return columns.stream()
                .map(Column::name)
                .filter(MADE_AT::contains)
                .filter(column -> !key.contains(column))
                .findFirst();
    }

    private String stage() {
        return "plumbline_stage_" + name;
    }

    private String columnNames() {
        return columns.stream().map(Column::name).collect(Collectors.joining(", "));
    }
}
