package io.plumbline.sink.simulation;

import io.plumbline.sink.database.Advance;
import io.plumbline.sink.database.Counts;
import io.plumbline.sink.database.Gap;
import io.plumbline.sink.database.Position;
import io.plumbline.sink.database.Refused;
import io.plumbline.sink.database.Row;
import io.plumbline.sink.database.Session;
import io.plumbline.sink.database.Table;
import io.plumbline.sink.simulation.Sent.Kind;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.apache.kafka.common.TopicPartition;

/** One instance's connection. A mutant may leave out what {@link #compares} says. */
class SimulatedSession implements Session {
    private final World world;
    private final SimulatedDatabase database;
    private final Instance instance;
    private final Connection connection;
    private final Set<Table> prepared = new HashSet<>();
    private final Map<Table, List<Row>> staged = new HashMap<>();

    /** What the SQL compares. */
    enum Comparison {
        EPOCH,
        OFFSET,
        REVISION
    }

    SimulatedSession(World world, Instance instance) {
        this.world = world;
        this.database = world.database;
        this.instance = instance;
        this.connection = new Connection(world, instance);
    }

    boolean compares(Comparison comparison) {
        return true;
    }

    @Override
    public Optional<Position> claim(TopicPartition partition, String topicId, long start) throws SQLException {
        Tx tx = connection.step("db.claim", true);
        long epoch = database.nextEpoch();
        connection.lock(tx, partition);
        Place before = database.place(tx, partition);
        if (before != null && before.epoch() >= epoch) {
            return Optional.empty();
        }
        Place after = before == null ? new Place(topicId, start, epoch, start, Counts.NONE) : before.claimed(epoch);
        tx.places.put(partition, after);
        tx.claims.add(partition);
        return Optional.of(new Position(after.topicId(), after.next(), epoch));
    }

    @Override
    public void evict(TopicPartition partition) throws SQLException {
        connection.step("db.evict", false);
        database.evict(partition);
    }

    @Override
    public int advance(List<Advance> advances) throws SQLException {
        Tx tx = connection.step("db.advance", true);
        int moved = 0;
        for (Advance advance : advances) {
            connection.lock(tx, advance.partition());
            Place place = database.place(tx, advance.partition());
            if (matches(place, advance.at())) {
                tx.places.put(advance.partition(), place.moved(advance.to(), advance.counts()));
                tx.advances.add(advance);
                moved++;
            }
        }
        if (moved < advances.size()) {
            world.chance.count(Fault.FENCED);
        }
        return moved;
    }

    private boolean matches(Place place, Position at) {
        return place != null
                && (place.epoch() == at.epoch() || !compares(Comparison.EPOCH))
                && (place.next() == at.next() || !compares(Comparison.OFFSET));
    }

    @Override
    public boolean skip(Gap gap, Position at) throws SQLException {
        Tx tx = connection.step("db.skip", true);
        connection.lock(tx, gap.partition());
        Place place = database.place(tx, gap.partition());
        if (!matches(place, at)) {
            return false;
        }
        boolean counting = gap.kind() == Gap.Kind.RETENTION;
        tx.places.put(gap.partition(), place.skipped(gap.newTopicId(), gap.upto(), counting));
        keep(tx, gap);
        return true;
    }

    void keep(Tx tx, Gap gap) {
        tx.gaps.put(gap.partition(), gap);
    }

    @Override
    public void prepareStage(Table table) throws SQLException {
        if (prepared.add(table)) {
            connection.step("db.prepare", false);
            connection.commit();
        }
    }

    @Override
    public void copy(Table table, Collection<Row> rows) throws SQLException {
        Tx tx = connection.step("db.copy", true);
        check(table, rows);
        for (Row row : rows) {
            Key key = Key.of(row);
            if (database.rows.containsKey(key) || tx.rows.containsKey(key)) {
                world.chance.count(Fault.KEY_CONFLICT);
                throw connection.fails("23505", "COPY " + table.name() + ", line 1");
            }
            tx.rows.put(key, kept(row));
        }
    }

    @Override
    public void stage(Table table, Collection<Row> rows) throws SQLException {
        Violation.unless(prepared.contains(table), () -> "no stage for " + table.name());
        connection.step("db.stage", true);
        check(table, rows);
        staged.put(table, new ArrayList<>(rows));
    }

    @Override
    public void merge(Table table) throws SQLException {
        Tx tx = connection.step("db.merge", true);
        for (Row row : staged.remove(table)) {
            Sent sent = Sent.of(row.tuple());
            if (sent.kind() == Kind.POISON_AT_MERGE) {
                throw connection.fails("23503", "");
            }
            Kept old = tx.rows.getOrDefault(Key.of(row), database.rows.get(Key.of(row)));
            boolean newer = old == null || table.revision().isEmpty() || old.revision() < sent.revision();
            if (newer || !compares(Comparison.REVISION)) {
                tx.rows.put(Key.of(row), kept(row));
            }
        }
    }

    /** As the server checks rows while they arrive. */
    private void check(Table table, Collection<Row> rows) throws SQLException {
        int line = 0;
        for (Row row : rows) {
            line++;
            switch (Sent.of(row.tuple()).kind()) {
                case POISON -> throw connection.fails("23514", "COPY " + table.name() + ", line " + line);
                case NAMELESS -> throw connection.fails("22021", "");
                case TOO_BIG -> throw connection.fails("54000", "COPY " + table.name() + ", line " + line);
                default -> {}
            }
        }
    }

    @Override
    public void quarantine(List<Refused> refused, List<Advance> advances) throws SQLException {
        Tx tx = connection.step("db.quarantine", true);
        Map<TopicPartition, String> topicIds = new HashMap<>();
        advances.forEach(
                advance -> topicIds.put(advance.partition(), advance.at().topicId()));
        for (Refused one : refused) {
            tx.quarantine.put(
                    new Coordinates(one.found(), topicIds.get(one.found()), one.foundOffset()),
                    Sent.of(one.value()).id());
        }
    }

    @Override
    public void commit() throws SQLException {
        instance.enter("db.commit");
        connection.commit();
    }

    @Override
    public void rollback() {
        connection.rollback();
    }

    @Override
    public void close() {
        connection.close();
    }

    private static Kept kept(Row row) {
        Sent sent = Sent.of(row.tuple());
        return new Kept(sent.id(), sent.revision());
    }
}
