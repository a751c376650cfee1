package io.plumbline.sink.database;

import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.apache.kafka.common.TopicPartition;
import org.postgresql.PGConnection;
import org.postgresql.copy.CopyIn;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Writes rows and positions in one transaction, on one connection. Not thread-safe.
 *
 * <p>Both methods throw {@link SQLException}, to be judged by {@link Failure}, and {@link FencedException}; then nothing
 * of the transaction is stored, except when the connection broke during the commit itself: then only the stored position
 * tells, so a new writer must {@link #claim} the partitions and resume from there.
 */
public final class DatabaseWriter implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(DatabaseWriter.class);

    private static final byte[] HEADER = {
        'P', 'G', 'C', 'O', 'P', 'Y', '\n', (byte) 0xff, '\r', '\n', 0, 0, 0, 0, 0, 0, 0, 0, 0
    };
    private static final byte[] TRAILER = {(byte) 0xff, (byte) 0xff};
    /** The driver sends each call as one message: small rows go together. */
    private static final int MESSAGE_BYTES = 64 << 10;

    private final Connection connection;
    private final Set<Table> staged = new HashSet<>();

    /** @param connection belongs to this writer from now on */
    public DatabaseWriter(Connection connection) throws SQLException {
        this.connection = connection;
        connection.setAutoCommit(false);
        // Whatever the role says, nothing here may wait for ever.
        try (Statement statement = connection.createStatement()) {
            statement.execute("SET lock_timeout = '10s'; SET statement_timeout = '60s';"
                    + " SET idle_in_transaction_session_timeout = '30s'; SET TimeZone = 'UTC'");
        }
        connection.commit();
    }

    /**
     * Takes a partition over from whoever had it, and waits until that one's transaction has ended.
     *
     * @param topicId Kafka's id of the topic
     * @param start where to begin if nothing is stored
     */
    public Position claim(TopicPartition partition, String topicId, long start) throws SQLException {
        return inTransaction(() -> Positions.claim(connection, partition, topicId, start));
    }

    /** Stores all of it, or nothing. Returns whether rows met others with their key. */
    public boolean write(Transaction transaction) throws SQLException {
        try {
            write(transaction, false);
            return false;
        } catch (SQLException e) {
            if (Failure.of(e) != Failure.CONFLICT) {
                throw e;
            }
            LOG.debug("rows are there already, comparing revisions: {}", e.getMessage());
            write(transaction, true);
            return true;
        }
    }

    @Override
    public void close() {
        try {
            connection.close();
        } catch (SQLException e) {
            LOG.debug("closing a connection failed; the server will notice", e);
        }
    }

    private void write(Transaction transaction, boolean conflicts) throws SQLException {
        Map<Table, List<Row>> rows = Row.byTable(transaction.rows());
        for (Table table : rows.keySet()) {
            if (conflicts || table.holdsCurrentState()) {
                prepareStage(table);
            }
        }
        inTransaction(() -> {
            Positions.advance(connection, transaction.advances()); // first: who is fenced touches no row
            for (Map.Entry<Table, List<Row>> entry : rows.entrySet()) {
                Table table = entry.getKey();
                if (conflicts || table.holdsCurrentState()) {
                    merge(table, Row.latest(entry.getValue()));
                } else {
                    copy(table.copy(), entry.getValue());
                }
            }
            if (!transaction.refused().isEmpty()) {
                Quarantine.insert(connection, transaction.refused());
            }
            return null;
        });
    }

    /** Outside the batch's transaction, whose end could be a rollback. */
    private void prepareStage(Table table) throws SQLException {
        if (!staged.contains(table)) {
            inTransaction(() -> execute(table.createStage()));
            staged.add(table);
        }
    }

    private void merge(Table table, Collection<Row> rows) throws SQLException {
        copy(table.copyToStage(), rows);
        execute(table.merge());
    }

    private void copy(String sql, Collection<Row> rows) throws SQLException {
        CopyIn copy = connection.unwrap(PGConnection.class).getCopyAPI().copyIn(sql);
        try {
            Messages messages = new Messages(copy, MESSAGE_BYTES);
            messages.add(HEADER);
            for (Row row : rows) {
                messages.add(row.tuple());
            }
            messages.add(TRAILER);
            messages.flush();
            copy.endCopy();
        } finally {
            if (copy.isActive()) {
                copy.cancelCopy();
            }
        }
    }

    private int execute(String sql) throws SQLException {
        try (Statement statement = connection.createStatement()) {
            return statement.executeUpdate(sql);
        }
    }

    private <T> T inTransaction(Work<T> work) throws SQLException {
        boolean done = false;
        try {
            T result = work.run();
            connection.commit();
            done = true;
            return result;
        } finally {
            if (!done) {
                rollBack();
            }
        }
    }

    /** The failure that led here is the one to report; a connection that cannot even roll back is gone anyway. */
    private void rollBack() {
        try {
            connection.rollback();
        } catch (SQLException e) {
            LOG.debug("rolling back failed; the server does it when it misses us", e);
        }
    }

    private interface Work<T> {
        T run() throws SQLException;
    }

    /** Gathers rows into messages. */
    private static final class Messages {
        private final CopyIn copy;
        private final byte[] buffer;
        private int length;

        Messages(CopyIn copy, int size) {
            this.copy = copy;
            this.buffer = new byte[size];
        }

        void add(byte[] bytes) throws SQLException {
            if (length + bytes.length > buffer.length) {
                flush();
            }
            if (bytes.length > buffer.length) {
                copy.writeToCopy(bytes, 0, bytes.length);
                return;
            }
            System.arraycopy(bytes, 0, buffer, length, bytes.length);
            length += bytes.length;
        }

        void flush() throws SQLException {
            if (length > 0) {
                copy.writeToCopy(buffer, 0, length);
                length = 0;
            }
        }
    }
}
