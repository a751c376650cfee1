package io.plumbline.sink.database;

import java.sql.Connection;
import java.sql.SQLException;
import java.util.List;
import java.util.Map;
import java.util.OptionalInt;
import org.apache.kafka.common.TopicPartition;

/**
 * Writes rows and positions in one transaction, step by step. Not thread-safe.
 *
 * <p>Its methods throw {@link SQLException}, to be judged by {@link Failure}, and {@link FencedException}; then nothing
 * of the transaction is stored, except when the connection broke during the commit itself: then only the stored position
 * tells, so a new writer must {@link #claim} the partitions and resume from there.
 */
public final class DatabaseWriter implements AutoCloseable {
    private final Session session;

    public DatabaseWriter(Session session) {
        this.session = session;
    }

    /** @param connection belongs to this writer from now on */
    public DatabaseWriter(Connection connection) throws SQLException {
        this(new JdbcSession(connection));
    }

    /**
     * Takes a partition over from whoever had it, and waits until that one's transaction has ended.
     *
     * @param topicId Kafka's id of the topic
     * @param start where to begin if nothing is stored
     */
    public Position claim(TopicPartition partition, String topicId, long start) throws SQLException {
        try {
            return inTransaction(() -> session.claim(partition, topicId, start)
                    .orElseThrow(
                            () -> new FencedException("a newer writer claimed " + partition + " at the same time")));
        } catch (SQLException e) {
            if (Failure.isLockTimeout(e)) {
                inTransaction(() -> {
                    session.evict(partition);
                    return null;
                });
            }
            throw e;
        }
    }

    /** Keeps a gap that was accepted, and puts the position of a claim behind it. */
    public Position skip(Gap gap, Position at) throws SQLException {
        return inTransaction(() -> {
            if (!session.skip(gap, at)) {
                throw new FencedException("the position of " + gap.partition() + " is not ours: " + at);
            }
            return new Position(gap.newTopicId(), gap.upto(), at.epoch());
        });
    }

    /** @throws FencedException unless the position still is what a claim said */
    public void confirm(TopicPartition partition, Position at) throws SQLException {
        inTransaction(() -> {
            advance(List.of(new Advance(partition, at, at.next(), Counts.NONE)));
            return null;
        });
    }

    /**
     * Stores all of it, or nothing. Returns whether rows met others with their key.
     *
     * @throws RowRefusedException if the database named the row that it does not take
     */
    public boolean write(Transaction transaction) throws SQLException {
        try {
            write(transaction, false);
            return false;
        } catch (SQLException e) {
            if (Failure.of(e) != Failure.CONFLICT) {
                throw e;
            }
            write(transaction, true); // rows are there already: their revisions decide
            return true;
        }
    }

    @Override
    public void close() {
        session.close();
    }

    private void write(Transaction transaction, boolean conflicts) throws SQLException {
        Map<Table, List<Row>> rows = Row.byTable(transaction.rows());
        for (Table table : rows.keySet()) {
            if (conflicts || table.holdsCurrentState()) {
                session.prepareStage(table); // before the transaction, whose end could be a rollback
            }
        }
        inTransaction(() -> {
            advance(transaction.advances()); // first: who is fenced touches no row
            for (Map.Entry<Table, List<Row>> entry : rows.entrySet()) {
                put(entry.getKey(), entry.getValue(), conflicts);
            }
            if (!transaction.refused().isEmpty()) {
                session.quarantine(transaction.refused(), transaction.advances());
            }
            return null;
        });
    }

    private void advance(List<Advance> advances) throws SQLException {
        int moved = session.advance(advances);
        if (moved != advances.size()) {
            throw new FencedException("only " + moved + " of " + advances.size() + " positions are ours: " + advances);
        }
    }

    private void put(Table table, List<Row> rows, boolean conflicts) throws SQLException {
        if (conflicts || table.holdsCurrentState()) {
            naming(rows, () -> session.stage(table, rows));
            session.merge(table);
        } else {
            naming(rows, () -> session.copy(table, rows));
        }
    }

    /**
     * A COPY whose failure names the row, if the server named its line. It names one in every failure, a timeout or a full
     * disk too: only where the row is to blame is it meant.
     */
    private static void naming(List<Row> rows, Step copy) throws SQLException {
        try {
            copy.run();
        } catch (SQLException e) {
            OptionalInt line = Failure.of(e) == Failure.POISON ? CopyLine.of(e) : OptionalInt.empty();
            if (line.isPresent() && line.getAsInt() >= 0 && line.getAsInt() < rows.size()) {
                throw new RowRefusedException(rows.get(line.getAsInt()), e);
            }
            throw e;
        }
    }

    private <T> T inTransaction(Work<T> work) throws SQLException {
        boolean done = false;
        try {
            T result = work.run();
            session.commit();
            done = true;
            return result;
        } finally {
            if (!done) {
                session.rollback();
            }
        }
    }

    private interface Step {
        void run() throws SQLException;
    }

    private interface Work<T> {
        T run() throws SQLException;
    }
}
