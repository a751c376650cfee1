package io.plumbline.sink.database;

import java.sql.SQLException;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import org.apache.kafka.common.TopicPartition;

/**
 * The steps that transactions are made of, on one connection: a port, so that whoever calls can be interrupted between
 * any two. A transaction begins with the first step and lasts until {@link #commit} or {@link #rollback}. Nothing is
 * decided here; {@link Failure} judges the exceptions. Not thread-safe.
 */
public interface Session extends AutoCloseable {
    /**
     * Takes a partition over under a new epoch, once the transaction of whoever had it has ended.
     *
     * @param topicId Kafka's id of the topic, stored if nothing is
     * @param start where to begin if nothing is stored
     * @return where it stands; empty: a newer writer has it
     */
    Optional<Position> claim(TopicPartition partition, String topicId, long start) throws SQLException;

    /** Ends the transaction that keeps a claim waiting, if it holds the partition's position for too long. */
    void evict(TopicPartition partition) throws SQLException;

    /** Moves each position that stands where its step says and is of its epoch; returns how many these were. */
    int advance(List<Advance> advances) throws SQLException;

    /** Keeps an accepted gap and puts the position behind it, if it is of this epoch; returns whether it is. */
    boolean skip(Gap gap, Position at) throws SQLException;

    /** Makes the temporary table that {@link #stage} fills; does nothing if this session has made it already. */
    void prepareStage(Table table) throws SQLException;

    /** Straight into the table. */
    void copy(Table table, Collection<Row> rows) throws SQLException;

    /** Into the temporary table, which checks rows as the table itself does. */
    void stage(Table table, Collection<Row> rows) throws SQLException;

    /** From the temporary table into the table: of two rows with one key the newer stays. */
    void merge(Table table) throws SQLException;

    /** @param advances of the same transaction: they know the ids of the topics */
    void quarantine(List<Refused> refused, List<Advance> advances) throws SQLException;

    void commit() throws SQLException;

    /** Never fails: of a connection that cannot even roll back, the server disposes. */
    void rollback();

    @Override
    void close();
}
