package io.plumbline.sink.retention;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.function.BooleanSupplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Drops what {@code plumbline.retention} lets go, one small transaction after the other. Of several sinks one does it: who
 * holds the advisory lock, which ends with its connection.
 */
final class RetentionPass {
    private static final Logger LOG = LoggerFactory.getLogger(RetentionPass.class);

    /** "plumblin" in ASCII: nobody else's, by agreement. */
    private static final long LOCK = 0x706c756d626c696eL;

    private static final int ROWS_PER_STEP = 5_000;
    private static final int SECONDS_TO_ANSWER = 5;

    /** Told of each step that dropped something. */
    interface Listener {
        void dropped(String table, int chunks, long rows);
    }

    private final Connection connection;
    private final Listener listener;

    /** @param connection in autocommit mode, of a role that may call {@code plumbline.apply_retention} */
    RetentionPass(Connection connection, Listener listener) throws SQLException {
        this.connection = connection;
        this.listener = listener;
        // To drop a chunk is worth no waiting: whoever reads it would be waited for, and hold up those who come after.
        try (Statement statement = connection.createStatement()) {
            statement.execute("SET lock_timeout = '2s'; SET statement_timeout = '30s'");
        }
    }

    /**
     * Goes through all tables until nothing is left to drop.
     *
     * @param stop asked before each step
     * @return false if another sink is at it, or a table could not be finished
     */
    boolean run(BooleanSupplier stop) throws SQLException {
        if (!holdsLock()) {
            LOG.debug("another sink sees to retention");
            return false;
        }
        boolean finished = true;
        for (String table : tables()) {
            finished &= drop(table, stop);
        }
        return finished;
    }

    private boolean drop(String table, BooleanSupplier stop) throws SQLException {
        int chunks = 0;
        long rows = 0;
        boolean finished = false;
        try {
            while (!finished && !stop.getAsBoolean()) {
                Step step = step(table);
                chunks += step.chunks();
                rows += step.rows();
                finished = step.chunks() == 0 && step.rows() == 0;
            }
        } catch (SQLException e) {
            if (!connection.isValid(SECONDS_TO_ANSWER)) {
                throw e;
            }
            LOG.warn("retention of {} goes on next time: {} ({})", table, e.getMessage(), e.getSQLState());
        }
        if (chunks > 0 || rows > 0) {
            LOG.info("retention table={} chunks={} rows={}", table, chunks, rows);
        }
        return finished;
    }

    private record Step(int chunks, long rows) {}

    private Step step(String table) throws SQLException {
        try (PreparedStatement call = connection.prepareStatement("SELECT * FROM plumbline.apply_retention(?, ?)")) {
            call.setString(1, table);
            call.setInt(2, ROWS_PER_STEP);
            try (ResultSet row = call.executeQuery()) {
                row.next();
                Step step = new Step(row.getInt("chunks"), row.getLong("deleted"));
                listener.dropped(table, step.chunks(), step.rows());
                return step;
            }
        }
    }

    private boolean holdsLock() throws SQLException {
        try (Statement statement = connection.createStatement();
                ResultSet row = statement.executeQuery("SELECT pg_try_advisory_lock(" + LOCK + ")")) {
            row.next();
            return row.getBoolean(1);
        }
    }

    private List<String> tables() throws SQLException {
        try (Statement statement = connection.createStatement();
                ResultSet rows = statement.executeQuery(
                        "SELECT table_name FROM plumbline.retention WHERE keep IS NOT NULL ORDER BY table_name")) {
            List<String> result = new ArrayList<>();
            while (rows.next()) {
                result.add(rows.getString(1));
            }
            return result;
        }
    }
}
