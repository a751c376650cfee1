package io.plumbline.sink.database;

import java.sql.SQLException;
import java.util.Map;
import java.util.Objects;

/** What an SQLSTATE asks the sink to do next. */
public enum Failure {
    /** The same batch may succeed later. */
    RETRY,
    /** The same batch will succeed once somebody has mended rights, schema or configuration: retry, and say so loudly. */
    WAIT,
    /** The batch is too big for the server: halve it. */
    SPLIT,
    /** The database will never take this row: find it and set it aside. */
    POISON,
    /** A row with this key is there already: take the path that compares revisions. */
    CONFLICT;

    private static final Map<String, Failure> STATES = Map.ofEntries(
            Map.entry("53100", RETRY), // disk full
            Map.entry("53200", RETRY), // out of memory
            Map.entry("53300", RETRY), // too many connections
            Map.entry("53400", SPLIT), // configuration limit exceeded
            Map.entry("40001", RETRY), // serialization failure
            Map.entry("40P01", RETRY), // deadlock
            Map.entry("55P03", RETRY), // lock timeout
            Map.entry("57014", RETRY), // statement timeout
            Map.entry("25P03", RETRY), // idle in transaction timeout
            Map.entry("25006", RETRY), // read-only: a standby, or a maintenance window
            Map.entry("58030", RETRY), // I/O error
            Map.entry("22P03", WAIT), // binary form of another type: the table has changed, whatever the row
            Map.entry("22P04", WAIT), // another number of columns likewise
            Map.entry("23502", POISON), // null
            Map.entry("23503", POISON), // foreign key
            Map.entry("23505", CONFLICT), // unique key
            Map.entry("23514", POISON)); // check

    private static final Map<String, Failure> CLASSES = Map.of(
            "08", RETRY, // connection
            "57", RETRY, // shutdown, crash, start-up
            "22", POISON, // data
            "54", SPLIT, // program limit exceeded
            "42", WAIT, // schema or rights
            "3D", WAIT, // no such database
            "28", WAIT, // not let in
            "3F", WAIT, // no such schema
            "0A", WAIT); // not supported by this server

    /** What to do about {@code failure}; what nobody thought of waits for a person, because guessing could lose data. */
    public static Failure of(SQLException failure) {
        String state = Objects.requireNonNullElse(failure.getSQLState(), "08006"); // the driver's own: no connection
        Failure exact = STATES.get(state);
        if (exact != null) {
            return exact;
        }
        return CLASSES.getOrDefault(state.substring(0, Math.min(2, state.length())), WAIT);
    }

    /** Whether somebody else holds what the statement needs. */
    static boolean isLockTimeout(SQLException failure) {
        return "55P03".equals(failure.getSQLState());
    }
}
