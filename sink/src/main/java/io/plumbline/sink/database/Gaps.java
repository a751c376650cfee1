package io.plumbline.sink.database;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;

/** The table of gaps that somebody accepted. */
final class Gaps {
    /** Behind deleted records the counts go on; in a topic that is another, or shorter, they begin anew. */
    private static final String MOVE = """
            UPDATE plumbline.sink_position SET topic_id = ?, next_offset = ?, moved_at = clock_timestamp(),
                counted_from = CASE WHEN ? THEN counted_from ELSE ? END,
                stored_records = CASE WHEN ? THEN stored_records ELSE 0 END,
                quarantined_records = CASE WHEN ? THEN quarantined_records ELSE 0 END,
                empty_records = CASE WHEN ? THEN empty_records ELSE 0 END
            WHERE topic = ? AND partition = ? AND epoch = ? AND next_offset = ?
            """;

    private static final String KEEP = """
            INSERT INTO plumbline.sink_gap (topic, partition, topic_id, from_offset, upto_offset, kind)
            VALUES (?, ?, ?, ?, ?, ?)
            """;

    private Gaps() {}

    static boolean skip(Connection connection, Gap gap, Position at) throws SQLException {
        if (!move(connection, gap, at)) {
            return false;
        }
        try (PreparedStatement statement = connection.prepareStatement(KEEP)) {
            statement.setString(1, gap.partition().topic());
            statement.setInt(2, gap.partition().partition());
            statement.setString(3, gap.topicId());
            statement.setLong(4, gap.from());
            statement.setLong(5, gap.upto());
            statement.setString(6, gap.kind().name());
            statement.executeUpdate();
        }
        return true;
    }

    private static boolean move(Connection connection, Gap gap, Position at) throws SQLException {
        boolean counting = gap.kind() == Gap.Kind.RETENTION;
        try (PreparedStatement statement = connection.prepareStatement(MOVE)) {
            statement.setString(1, gap.newTopicId());
            statement.setLong(2, gap.upto());
            statement.setBoolean(3, counting);
            statement.setLong(4, gap.upto());
            statement.setBoolean(5, counting);
            statement.setBoolean(6, counting);
            statement.setBoolean(7, counting);
            statement.setString(8, gap.partition().topic());
            statement.setInt(9, gap.partition().partition());
            statement.setLong(10, at.epoch());
            statement.setLong(11, at.next());
            return statement.executeUpdate() == 1;
        }
    }
}
