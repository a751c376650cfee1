package io.plumbline.sink.database;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.sql.Types;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.apache.kafka.common.TopicPartition;

/** The table of records that were set aside. */
final class Quarantine {
    private static final String INSERT = """
            INSERT INTO plumbline.quarantine (found_topic, found_partition, found_offset, stage, topic, partition,
                record_offset, record_time, key, value, reason, headers, found_topic_id)
            VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?::jsonb, ?)
            ON CONFLICT DO NOTHING
            """;

    /** The last millisecond that PostgreSQL can hold: the end of the year 294276. */
    private static final long LAST_MILLIS = 9_224_318_015_999_999L;

    private Quarantine() {}

    static void insert(Connection connection, List<Refused> refused, List<Advance> advances) throws SQLException {
        Map<TopicPartition, String> topicIds = new HashMap<>();
        advances.forEach(
                advance -> topicIds.put(advance.partition(), advance.at().topicId()));
        try (PreparedStatement statement = connection.prepareStatement(INSERT)) {
            for (Refused one : refused) {
                bind(statement, one);
                statement.setString(13, topicIds.get(one.found()));
                statement.addBatch();
            }
            statement.executeBatch();
        }
    }

    private static void bind(PreparedStatement statement, Refused one) throws SQLException {
        statement.setString(1, one.found().topic());
        statement.setInt(2, one.found().partition());
        statement.setLong(3, one.foundOffset());
        statement.setString(4, one.stage());
        statement.setString(5, storable(one.original().topic()));
        statement.setInt(6, one.original().partition());
        statement.setLong(7, one.originalOffset());
        if (one.timestampMillis() < 0 || one.timestampMillis() > LAST_MILLIS) {
            statement.setNull(8, Types.TIMESTAMP_WITH_TIMEZONE);
        } else {
            statement.setTimestamp(8, new Timestamp(one.timestampMillis()));
        }
        statement.setBytes(9, one.key());
        statement.setBytes(10, one.value());
        statement.setString(11, storable(one.reason()));
        statement.setString(12, one.headers());
    }

    /** Text that must not be refused in its turn. */
    private static String storable(String text) {
        return text.replace('\0', '\uFFFD');
    }
}
