package io.plumbline.sink.core;

import io.plumbline.sink.database.DatabaseWriter;
import io.plumbline.sink.database.Failure;
import io.plumbline.sink.database.Row;
import io.plumbline.sink.database.RowRefusedException;
import io.plumbline.sink.database.Table;
import io.plumbline.sink.database.Transaction;
import java.sql.SQLException;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.Executor;
import java.util.concurrent.FutureTask;
import java.util.function.LongSupplier;

/**
 * Stores batches, one of them at a time beside the thread that reads, and finds the records that the database refuses: by
 * the row that it names, each at the price of one more transaction, or by halving where it names none. Not thread-safe:
 * only the transaction itself is in the hand of another thread, and until it has ended the writer belongs to that.
 */
final class Storing {
    private final Ownership ownership;
    private final RefusalShares shares;
    private final Journal journal;
    private final LongSupplier nanos;
    private final Executor beside;
    private UnderWay underWay;

    private record UnderWay(DatabaseWriter writer, Batch batch, FutureTask<Outcome> outcome) {}

    /** @param failure null: it is stored */
    private record Outcome(boolean conflict, Throwable failure, long startNanos, long endNanos) {}

    /** @param beside runs transactions, or leaves that to whoever needs their end */
    Storing(Ownership ownership, RefusalShares shares, Journal journal, LongSupplier nanos, Executor beside) {
        this.ownership = ownership;
        this.shares = shares;
        this.journal = journal;
        this.nanos = nanos;
        this.beside = beside;
    }

    /** Begins to store it; nothing else may be under way. The writer must not be used until {@link #settle}. */
    void begin(DatabaseWriter writer, Batch batch) {
        Transaction transaction = transaction(batch);
        FutureTask<Outcome> outcome = new FutureTask<>(() -> write(writer, transaction));
        underWay = new UnderWay(writer, batch, outcome);
        beside.execute(outcome);
    }

    /** Whether {@link #settle} would not have to wait. */
    boolean hasEnded() {
        return underWay != null && underWay.outcome.isDone();
    }

    /** Waits until the transaction under way has ended; {@link #settle} tells how. */
    void await() {
        if (underWay != null) {
            Uninterruptibly.get(underWay.outcome);
        }
    }

    /**
     * Waits for what is under way and sees it to its end, as {@link #store} does.
     *
     * @return whether there was anything
     */
    boolean settle() throws SQLException, WaitException {
        UnderWay ended = underWay;
        if (ended == null) {
            return false;
        }
        underWay = null;
        conclude(ended.writer, ended.batch, Uninterruptibly.get(ended.outcome));
        return true;
    }

    /**
     * Stores all of it. After any exception a part of it may be stored: the positions tell.
     *
     * @throws SQLException if it may succeed later
     * @throws WaitException if somebody must act first
     */
    void store(DatabaseWriter writer, Batch batch) throws SQLException, WaitException {
        conclude(writer, batch, write(writer, transaction(batch)));
    }

    private Transaction transaction(Batch batch) {
        return new Transaction(ownership.advances(batch), batch.rows(), batch.refused());
    }

    private Outcome write(DatabaseWriter writer, Transaction transaction) {
        long start = nanos.getAsLong();
        try {
            boolean conflict = writer.write(transaction);
            return new Outcome(conflict, null, start, nanos.getAsLong());
        } catch (SQLException | RuntimeException | Error e) { // for the thread that decides
            return new Outcome(false, e, start, nanos.getAsLong());
        }
    }

    private void conclude(DatabaseWriter writer, Batch batch, Outcome outcome) throws SQLException, WaitException {
        if (outcome.failure == null) {
            ownership.stored(batch.ends());
            shares.stored(batch);
            journal.stored(batch, outcome.conflict, outcome.startNanos, outcome.endNanos);
        } else if (outcome.failure instanceof SQLException failure) {
            journal.failed(outcome.startNanos, outcome.endNanos);
            recover(writer, batch, failure);
        } else {
            throw unchecked(outcome.failure);
        }
    }

    private void recover(DatabaseWriter writer, Batch batch, SQLException failure) throws SQLException, WaitException {
        if (!ownership.claimed().containsAll(batch.ends().keySet())) {
            throw failure; // a partition left meanwhile: the rest of the batch is read again
        }
        if (failure instanceof RowRefusedException refused) {
            store(writer, without(batch, refused));
        } else {
            storeParts(writer, batch, failure);
        }
    }

    private static RuntimeException unchecked(Throwable failure) {
        if (failure instanceof Error error) {
            throw error;
        }
        return (RuntimeException) failure;
    }

    /** The batch, with the record of the refused row set aside. */
    private Batch without(Batch batch, RowRefusedException e) throws WaitException {
        Row row = e.row();
        return setAside(batch, batch.indexOf(row).orElseThrow(), Set.of(row.table()), e);
    }

    private Batch setAside(Batch batch, int index, Set<Table> tables, SQLException e) throws WaitException {
        Item item = batch.items().get(index).refused(tables, e.getMessage());
        Batch changed = batch.with(index, item);
        Optional<Table> blamed = tables.stream()
                .filter(table -> shares.exceeded(table, changed.items().subList(0, index + 1)))
                .findFirst();
        if (blamed.isPresent()) {
            throw tooMany(blamed.get(), item, e);
        }
        journal.setAside(item.record(), e.getMessage());
        return changed;
    }

    private static WaitException tooMany(Table table, Item item, SQLException e) {
        return new WaitException(
                "table " + table.name() + " refuses too many records, SQLSTATE " + e.getSQLState() + ", for example "
                        + item.partition() + " offset " + item.record().offset()
                        + ": its definition and the sink's do not fit, so no more are set aside; " + e.getMessage(),
                e);
    }

    private void storeParts(DatabaseWriter writer, Batch batch, SQLException e) throws SQLException, WaitException {
        Failure kind = Failure.of(e);
        if (kind == Failure.CONFLICT) {
            throw new WaitException("a unique constraint beside the primary key refuses a row", e);
        }
        boolean divisible = kind == Failure.POISON || kind == Failure.SPLIT;
        if (!divisible || batch.items().isEmpty()) {
            throw e;
        }
        if (batch.items().size() > 1) {
            List<Batch> halves = batch.halves();
            store(writer, halves.get(0));
            store(writer, halves.get(1));
            return;
        }
        Item item = batch.items().get(0);
        if (item.rows().isEmpty()) {
            throw new WaitException("the table of quarantine refuses a record: " + e.getMessage(), e);
        }
        store(writer, setAside(batch, 0, item.tables(), e));
    }
}
