package io.plumbline.sink.simulation;

import java.sql.SQLException;
import org.apache.kafka.common.TopicPartition;

/** A connection with its transaction, and all that can happen to it on the way of a statement. */
final class Connection {
    private final World world;
    private final Instance instance;
    private Tx tx;
    private boolean lost;

    Connection(World world, Instance instance) {
        this.world = world;
        this.instance = instance;
    }

    /** A statement on its way: the transaction in which it runs. */
    Tx step(String name, boolean writes) throws SQLException {
        boolean copying = name.equals("db.copy") || name.equals("db.stage");
        if (tx != null) {
            tx.copying = copying; // the process may stop here, in the middle of it
        }
        instance.enter(name);
        notice();
        if (tx == null) {
            tx = world.database.begin();
        }
        if (tx.failed) {
            throw SimulatedDatabase.error("25P02", "");
        }
        tx.lastStep = world.now();
        // whatever goes wrong in the middle of a COPY, the server says at which line
        strike(writes, copying ? "COPY t, line 1" : "");
        tx.copying = false;
        return tx;
    }

    void lock(Tx holder, TopicPartition partition) throws SQLException {
        try {
            world.database.lock(holder, partition);
        } catch (SQLException e) {
            holder.failed = true;
            throw e;
        }
    }

    private void strike(boolean writes, String where) throws SQLException {
        if (world.chance.strikes(Fault.BACKEND_KILLED, 60)) {
            world.database.end(tx, "57P01");
            notice();
        }
        strike(Fault.SERIALIZATION_FAILURE, "40001", where);
        strike(Fault.DEADLOCK, "40P01", where);
        strike(Fault.STATEMENT_TIMEOUT, "57014", where);
        strike(Fault.DISK_FULL, "53100", where);
        if (writes && world.database.readOnly) {
            throw fails("25006", "");
        }
        if (writes && world.database.broken) {
            throw fails("42501", "");
        }
    }

    private void strike(Fault fault, String state, String where) throws SQLException {
        if (world.chance.strikes(fault, 200)) {
            throw fails(state, where);
        }
    }

    SQLException fails(String state, String where) {
        tx.failed = true;
        return SimulatedDatabase.error(state, where);
    }

    /** The server may have ended the transaction, or all, meanwhile. */
    private void notice() throws SQLException {
        if (lost || world.database.down) {
            lost = true;
            rollback();
            throw SimulatedDatabase.error("08006", "");
        }
        if (tx != null && tx.endedBy != null) {
            String state = tx.endedBy;
            tx = null;
            lost = true;
            throw SimulatedDatabase.error(state, "");
        }
    }

    void commit() throws SQLException {
        notice();
        if (tx == null) {
            return;
        }
        if (tx.failed) {
            rollback();
            throw SimulatedDatabase.error("25P02", "");
        }
        Tx done = tx;
        tx = null;
        lost = true; // unless all goes well
        if (world.chance.strikes(Fault.COMMIT_LOST, 40)) {
            world.database.end(done, "08006");
        } else if (world.chance.oneIn(40) && !world.chance.calm) {
            done.committing = true;
            world.chance.say(() -> "  commit on its way, begun at " + done.begun);
        } else {
            boolean unanswered = world.chance.strikes(Fault.COMMIT_UNANSWERED, 40);
            world.database.commit(done);
            if (!unanswered) {
                lost = false;
                return;
            }
        }
        throw SimulatedDatabase.error("08006", "");
    }

    void rollback() {
        if (!instance.dead() && tx != null) {
            world.database.end(tx, "08003");
            tx = null;
        }
    }

    /** A process that died may be missed at once, or only when its transaction has been idle for too long. */
    void close() {
        rollback();
    }
}
