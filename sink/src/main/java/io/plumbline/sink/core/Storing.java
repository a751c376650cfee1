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
import java.util.function.LongSupplier;

/**
 * Stores batches, and finds the records that the database refuses: by the row that it names, each at the price of one
 * more transaction, or by halving where it names none. Not thread-safe.
 */
final class Storing {
    private final Ownership ownership;
    private final RefusalShares shares;
    private final Journal journal;
    private final LongSupplier nanos;

    Storing(Ownership ownership, RefusalShares shares, Journal journal, LongSupplier nanos) {
        this.ownership = ownership;
        this.shares = shares;
        this.journal = journal;
        this.nanos = nanos;
    }

    /**
     * Stores all of it. After any exception a part of it may be stored: the positions tell.
     *
     * @throws SQLException if it may succeed later
     * @throws WaitException if somebody must act first
     */
    void store(DatabaseWriter writer, Batch batch) throws SQLException, WaitException {
        try {
            write(writer, batch);
        } catch (RowRefusedException e) {
            store(writer, without(batch, e));
        } catch (SQLException e) {
            storeParts(writer, batch, e);
        }
    }

    private void write(DatabaseWriter writer, Batch batch) throws SQLException {
        long start = nanos.getAsLong();
        boolean conflict;
        try {
            conflict = writer.write(new Transaction(ownership.advances(batch), batch.rows(), batch.refused()));
        } catch (SQLException e) {
            journal.failed(start, nanos.getAsLong());
            throw e;
        }
        ownership.stored(batch.ends());
        shares.stored(batch);
        journal.stored(batch, conflict, start, nanos.getAsLong());
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
