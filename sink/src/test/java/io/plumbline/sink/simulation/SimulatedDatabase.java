package io.plumbline.sink.simulation;

import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.apache.kafka.common.TopicPartition;
import org.postgresql.util.PSQLException;

/** Tables, the locks on positions, and open transactions. */
final class SimulatedDatabase {
    private static final long LOCK_NANOS = Duration.ofSeconds(10).toNanos();
    private static final long IDLE_NANOS = Duration.ofSeconds(15).toNanos();

    private final World world;
    final Map<TopicPartition, Place> places = new HashMap<>();
    final Map<Key, Kept> rows = new HashMap<>();
    final Map<Coordinates, Long> quarantine = new HashMap<>();
    private final Map<TopicPartition, Tx> locks = new HashMap<>();
    private final Set<Tx> open = new LinkedHashSet<>();
    private long lastEpoch;
    boolean down;
    boolean readOnly;
    boolean broken;

    SimulatedDatabase(World world) {
        this.world = world;
    }

    Tx begin() {
        Tx tx = new Tx(world.now());
        open.add(tx);
        return tx;
    }

    long nextEpoch() {
        return ++lastEpoch;
    }

    Place place(Tx tx, TopicPartition partition) {
        return tx.places.getOrDefault(partition, places.get(partition));
    }

    /** Waits for whoever has the position, as long as the lock's timeout allows. */
    void lock(Tx tx, TopicPartition partition) throws PSQLException {
        Tx holder = locks.get(partition);
        if (holder != null && holder != tx) {
            await(holder);
        }
        locks.put(partition, tx);
    }

    private void await(Tx holder) throws PSQLException {
        if (holder.committing) {
            resolve(holder);
        } else if (!holder.copying && holder.lastStep + IDLE_NANOS <= world.now() + LOCK_NANOS) {
            world.passes(Duration.ofNanos(Math.max(0, holder.lastStep + IDLE_NANOS - world.now())));
            world.chance.count(Fault.IDLE_TRANSACTION_ENDED);
            end(holder, "25P03");
        } else {
            world.passes(Duration.ofNanos(LOCK_NANOS));
            world.chance.count(Fault.LOCK_TIMEOUT);
            throw error("55P03", "");
        }
    }

    void evict(TopicPartition partition) {
        Tx holder = locks.get(partition);
        if (holder != null && !holder.committing && holder.begun + LOCK_NANOS <= world.now()) {
            world.chance.count(Fault.HOLDER_EVICTED);
            end(holder, "57P01");
        }
    }

    /** A commit of which nobody got the answer is carried out, or is not. */
    private void resolve(Tx tx) {
        if (world.chance.oneIn(2)) {
            world.chance.count(Fault.COMMIT_LATE);
            commit(tx);
        } else {
            end(tx, "08006");
        }
    }

    void resolveAll() {
        List.copyOf(open).stream().filter(tx -> tx.committing).forEach(this::resolve);
    }

    void commit(Tx tx) {
        tx.committing = false;
        end(tx, "08003");
        places.putAll(tx.places);
        rows.putAll(tx.rows);
        quarantine.putAll(tx.quarantine);
        world.model.committed(tx);
    }

    /** Without a trace. */
    void end(Tx tx, String state) {
        tx.endedBy = state;
        open.remove(tx);
        locks.values().removeIf(holder -> holder == tx);
    }

    void goDown() {
        down = true;
        for (Tx tx : new ArrayList<>(open)) {
            if (tx.committing) {
                resolve(tx);
            } else {
                end(tx, "57P01");
            }
        }
    }

    static PSQLException error(String state, String where) {
        return new ServerError(state, where);
    }
}
