package io.plumbline.sink.audit;

import io.plumbline.sink.database.BinaryCopy;
import io.plumbline.sink.database.Row;
import io.plumbline.sink.database.Table;
import java.nio.ByteBuffer;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Compares one table with the rows that the records of one partition say. Records come in batches of bounded size and are
 * kept in temporary tables of the database; what is compared is all that the sink writes.
 *
 * <p>Rows that later ones replace (tables of the present) are gathered first and compared in the end. Of all others most
 * equal what their record says, which proves them at once; the rest are suspects, and a second reading of the partition
 * finds what their records say together.
 */
final class TableCheck {
    private static final int FIRST_KEY_COLUMN = 6;
    /** All at once they could be more than fit into memory. */
    private static final int FETCH_ROWS = 1_000;

    private final Connection connection;
    private final Table table;
    private final TableSql sql;
    private long suspects;

    /** A row and the offset of its record. */
    record Expected(Row row, long offset) {}

    /**
     * What is wrong with a row.
     *
     * @param beforeRange whether it was written by a record before the range
     * @param expired whether it is so old that it need not be there
     * @param columns that differ, by name
     */
    record Fault(
            Finding.Kind kind,
            long offset,
            boolean beforeRange,
            boolean expired,
            String columns,
            Map<String, String> key) {}

    /** Takes what is wrong. */
    interface Faults {
        void add(Fault fault) throws SQLException;
    }

    TableCheck(Connection connection, Table table) throws SQLException {
        this.connection = connection;
        this.table = table;
        this.sql = new TableSql(table);
        execute(sql.create());
    }

    /** First reading. */
    void look(List<Expected> rows) throws SQLException {
        stage(rows);
        if (table.holdsCurrentState()) {
            execute(sql.expect(false));
        } else {
            suspects += execute(sql.suspect());
        }
    }

    /** Whether a second reading is needed. */
    boolean hasSuspects() {
        return suspects > 0;
    }

    /** Second reading. */
    void lookAgain(List<Expected> rows) throws SQLException {
        if (hasSuspects()) {
            stage(rows);
            execute(sql.expect(true));
        }
    }

    /**
     * Says what is wrong, in the order of offsets.
     *
     * @param range that was read
     */
    void judge(Range range, Faults faults) throws SQLException {
        try (Statement statement = connection.createStatement()) {
            statement.setFetchSize(FETCH_ROWS);
            ResultSet found = statement.executeQuery(sql.judge(!range.fromStart()));
            while (found.next()) {
                faults.add(new Fault(
                        Finding.Kind.valueOf(found.getString(2)),
                        found.getLong(1),
                        found.getBoolean(3),
                        found.getBoolean(4),
                        found.getString(5),
                        key(found)));
            }
        }
    }

    /** Forgets what was read before, for another partition. */
    void forget() throws SQLException {
        execute(sql.clear());
        suspects = 0;
    }

    Table table() {
        return table;
    }

    private Map<String, String> key(ResultSet found) throws SQLException {
        Map<String, String> key = new LinkedHashMap<>();
        for (int i = 0; i < table.key().size(); i++) {
            key.put(table.key().get(i), found.getString(FIRST_KEY_COLUMN + i));
        }
        return key;
    }

    private void stage(List<Expected> rows) throws SQLException {
        execute(sql.clearStage());
        BinaryCopy.write(
                connection,
                sql.copy(),
                () -> rows.stream().map(TableCheck::withOffset).iterator());
    }

    /** The row's tuple with one more field. */
    private static byte[] withOffset(Expected expected) {
        byte[] tuple = expected.row().tuple();
        ByteBuffer result = ByteBuffer.allocate(tuple.length + Integer.BYTES + Long.BYTES);
        result.put(tuple).putInt(Long.BYTES).putLong(expected.offset());
        return result.putShort(0, (short) (result.getShort(0) + 1)).array();
    }

    private int execute(String statements) throws SQLException {
        try (Statement statement = connection.createStatement()) {
            statement.execute(statements);
            return statement.getUpdateCount();
        }
    }
}
