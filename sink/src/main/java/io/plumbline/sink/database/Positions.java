package io.plumbline.sink.database;

import java.sql.Array;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.List;
import java.util.stream.Stream;
import org.apache.kafka.common.TopicPartition;

/** The table of positions: who may write a partition, and how far it is. */
final class Positions {
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
            UPDATE plumbline.sink_position AS p SET next_offset = a.upto, moved_at = clock_timestamp()
            FROM unnest(?::text[], ?::integer[], ?::bigint[], ?::bigint[], ?::bigint[])
                AS a (topic, partition, epoch, since, upto)
            WHERE p.topic = a.topic AND p.partition = a.partition AND p.epoch = a.epoch AND p.next_offset = a.since
            """;

    private Positions() {}

    static Position claim(Connection connection, TopicPartition partition, String topicId, long start)
            throws SQLException {
        try (PreparedStatement statement = connection.prepareStatement(CLAIM)) {
            statement.setString(1, partition.topic());
            statement.setInt(2, partition.partition());
            statement.setString(3, topicId);
            statement.setLong(4, start);
            statement.setLong(5, start);
            try (ResultSet row = statement.executeQuery()) {
                if (!row.next()) {
                    throw new FencedException("a newer writer claimed " + partition + " at the same time");
                }
                return new Position(row.getString("topic_id"), row.getLong("next_offset"), row.getLong("epoch"));
            }
        }
    }

    static void advance(Connection connection, List<Advance> advances) throws SQLException {
        try (PreparedStatement statement = connection.prepareStatement(ADVANCE)) {
            statement.setArray(
                    1,
                    array(
                            connection,
                            "text",
                            advances.stream().map(a -> a.partition().topic())));
            statement.setArray(
                    2,
                    array(
                            connection,
                            "integer",
                            advances.stream().map(a -> a.partition().partition())));
            statement.setArray(3, array(connection, "bigint", advances.stream().map(Advance::epoch)));
            statement.setArray(4, array(connection, "bigint", advances.stream().map(Advance::from)));
            statement.setArray(5, array(connection, "bigint", advances.stream().map(Advance::to)));
            int moved = statement.executeUpdate();
            if (moved != advances.size()) {
                throw new FencedException(
                        "only " + moved + " of " + advances.size() + " positions are ours: " + advances);
            }
        }
    }

    private static Array array(Connection connection, String type, Stream<?> values) throws SQLException {
        return connection.createArrayOf(type, values.toArray());
    }
}
