package io.plumbline.sink.simulation;

import io.plumbline.sink.database.Advance;
import io.plumbline.sink.database.Gap;
import io.plumbline.sink.database.Position;
import io.plumbline.sink.database.Refused;
import io.plumbline.sink.database.Row;
import io.plumbline.sink.database.Session;
import io.plumbline.sink.database.Table;
import java.sql.SQLException;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import org.apache.kafka.common.TopicPartition;

/** A session that does what another does; mutants do one thing differently. */
class SessionWrapper implements Session {
    final Session to;

    SessionWrapper(Session to) {
        this.to = to;
    }

    @Override
    public Optional<Position> claim(TopicPartition partition, String topicId, long start) throws SQLException {
        return to.claim(partition, topicId, start);
    }

    @Override
    public void evict(TopicPartition partition) throws SQLException {
        to.evict(partition);
    }

    @Override
    public int advance(List<Advance> advances) throws SQLException {
        return to.advance(advances);
    }

    @Override
    public boolean skip(Gap gap, Position at) throws SQLException {
        return to.skip(gap, at);
    }

    @Override
    public void prepareStage(Table table) throws SQLException {
        to.prepareStage(table);
    }

    @Override
    public void copy(Table table, Collection<Row> rows) throws SQLException {
        to.copy(table, rows);
    }

    @Override
    public void stage(Table table, Collection<Row> rows) throws SQLException {
        to.stage(table, rows);
    }

    @Override
    public void merge(Table table) throws SQLException {
        to.merge(table);
    }

    @Override
    public void quarantine(List<Refused> refused, List<Advance> advances) throws SQLException {
        to.quarantine(refused, advances);
    }

    @Override
    public void commit() throws SQLException {
        to.commit();
    }

    @Override
    public void rollback() {
        to.rollback();
    }

    @Override
    public void close() {
        to.close();
    }
}
