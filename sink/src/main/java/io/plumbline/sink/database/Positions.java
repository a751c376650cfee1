package io.plumbline.sink.database;

import java.sql.Array;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import org.apache.kafka.common.TopicPartition;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The table of positions: who may write a partition, and how far it is. */
final class Positions {
    private static final Logger LOG = LoggerFactory.getLogger(Positions.class);

    /** A new epoch takes the partition, unless a newer one has; the answer is where to resume. */
    private static final String CLAIM = """
            INSERT INTO plumbline.sink_position AS p (topic, partition, topic_id, next_offset, counted_from, epoch)
            VALUES (?, ?, ?, ?, ?, nextval('plumbline.sink_epoch'))
            ON CONFLICT (topic, partition) DO UPDATE SET epoch = excluded.epoch, claimed_at = clock_timestamp()
            WHERE p.epoch < excluded.epoch
            RETURNING topic_id, next_offset, epoch
            """;

    /** Compare and swap, all partitions of a batch at once; a partition that is missing from the count is not ours. */
    private static final String ADVANCE = """
            UPDATE plumbline.sink_position AS p SET next_offset = a.upto, moved_at = clock_timestamp(),
                stored_records = p.stored_records + a.stored,
                quarantined_records = p.quarantined_records + a.quarantined,
                empty_records = p.empty_records + a.empty
            FROM unnest(?::text[], ?::integer[], ?::bigint[], ?::bigint[], ?::bigint[], ?::bigint[], ?::bigint[],
                    ?::bigint[]) AS a (topic, partition, epoch, since, upto, stored, quarantined, empty)
            WHERE p.topic = a.topic AND p.partition = a.partition AND p.epoch = a.epoch AND p.next_offset = a.since
            """;

    /**
     * Whoever locks the row has its transaction's number in xmax. Ended it must be, not asked to end: a server that waits
     * for the next bytes of a COPY listens to no timeout.
     */
    private static final String EVICT = """
            SELECT pg_terminate_backend(a.pid)
            FROM plumbline.sink_position AS p
            JOIN pg_locks AS l ON l.locktype = 'transactionid' AND l.granted AND l.transactionid = p.xmax
            JOIN pg_stat_activity AS a ON a.pid = l.pid
            WHERE p.topic = ? AND p.partition = ? AND a.pid <> pg_backend_pid()
              AND a.xact_start <= clock_timestamp() - ? * interval '1 millisecond'
            """;

    private Positions() {}

    static Optional<Position> claim(Connection connection, TopicPartition partition, String topicId, long start)
            throws SQLException {
        try (PreparedStatement statement = connection.prepareStatement(CLAIM)) {
            statement.setString(1, partition.topic());
            statement.setInt(2, partition.partition());
            statement.setString(3, topicId);
            statement.setLong(4, start);
            statement.setLong(5, start);
            try (ResultSet row = statement.executeQuery()) {
                return row.next()
                        ? Optional.of(new Position(
                                row.getString("topic_id"), row.getLong("next_offset"), row.getLong("epoch")))
                        : Optional.empty();
            }
        }
    }

    static void evict(Connection connection, TopicPartition partition, Duration held) throws SQLException {
        try (PreparedStatement statement = connection.prepareStatement(EVICT)) {
            statement.setString(1, partition.topic());
            statement.setInt(2, partition.partition());
            statement.setLong(3, held.toMillis());
            try (ResultSet rows = statement.executeQuery()) {
                if (rows.next()) {
                    LOG.warn("ended a transaction that held the position of {} for too long", partition);
                }
            }
        }
    }

    static int advance(Connection connection, List<Advance> advances) throws SQLException {
        try (PreparedStatement statement = connection.prepareStatement(ADVANCE)) {
            statement.setArray(
                    1, array(connection, "text", advances, a -> a.partition().topic()));
            statement.setArray(
                    2, array(connection, "integer", advances, a -> a.partition().partition()));
            statement.setArray(3, array(connection, "bigint", advances, a -> a.at().epoch()));
            statement.setArray(4, array(connection, "bigint", advances, a -> a.at().next()));
            statement.setArray(5, array(connection, "bigint", advances, Advance::to));
            statement.setArray(
                    6, array(connection, "bigint", advances, a -> a.counts().stored()));
            statement.setArray(
                    7, array(connection, "bigint", advances, a -> a.counts().quarantined()));
            statement.setArray(
                    8, array(connection, "bigint", advances, a -> a.counts().empty()));
            return statement.executeUpdate();
        }
    }

    private static Array array(
            Connection connection, String type, List<Advance> advances, Function<Advance, Object> value)
            throws SQLException {
        return connection.createArrayOf(type, advances.stream().map(value).toArray());
    }
}
