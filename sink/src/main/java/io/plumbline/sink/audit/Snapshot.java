package io.plumbline.sink.audit;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.apache.kafka.common.TopicPartition;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The database at one moment: a transaction that sees none of what is stored meanwhile, and that is rolled back in the
 * end. So positions, rows and quarantine fit together while a sink goes on. Not thread-safe.
 */
final class Snapshot implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(Snapshot.class);

    /**
     * Read-write, because temporary tables must be made. Nested loops find a batch by its keys; without statistics of
     * temporary tables the planner might read whole tables of results instead.
     */
    private static final String BEGIN = "SET SESSION CHARACTERISTICS AS TRANSACTION ISOLATION LEVEL REPEATABLE READ,"
            + " READ WRITE; SET idle_in_transaction_session_timeout = 0; SET statement_timeout = '80s';"
            + " SET lock_timeout = '10s'; SET TimeZone = 'UTC'; SET enable_hashjoin = off; SET enable_mergejoin = off";

    private static final String POSITIONS = """
            SELECT topic, partition, topic_id, next_offset, counted_from, stored_records, quarantined_records, empty_records
            FROM plumbline.sink_position
            """;

    private static final String GAPS = """
            SELECT topic, partition, topic_id, from_offset, upto_offset, kind, accepted_at FROM plumbline.sink_gap
            ORDER BY topic, partition, accepted_at
            """;

    private static final String HORIZON =
            "SELECT now() - keep FROM plumbline.retention WHERE table_name = 'quarantine' AND keep IS NOT NULL";

    private static final String OF_PARTITION = """
            FROM plumbline.quarantine
            WHERE found_topic = ? AND found_topic_id = ? AND found_partition = ? AND found_offset >= ? AND found_offset < ?
            """;

    private final Connection connection;
    private final Instant at;

    /** @param connection belongs to this from now on */
    Snapshot(Connection connection) throws SQLException {
        this.connection = connection;
        try (Statement statement = connection.createStatement()) {
            statement.execute(BEGIN);
        }
        connection.setAutoCommit(false);
        try (Statement statement = connection.createStatement();
                ResultSet row = statement.executeQuery("SELECT now()")) {
            row.next();
            at = row.getTimestamp(1).toInstant();
        }
    }

    /** When it was taken, by the database's clock. */
    Instant at() {
        return at;
    }

    Connection connection() {
        return connection;
    }

    Map<TopicPartition, StoredPosition> positions() throws SQLException {
        Map<TopicPartition, StoredPosition> result = new HashMap<>();
        try (Statement statement = connection.createStatement();
                ResultSet row = statement.executeQuery(POSITIONS)) {
            while (row.next()) {
                TopicPartition partition = new TopicPartition(row.getString("topic"), row.getInt("partition"));
                Tally counted = new Tally(
                        row.getLong("stored_records"),
                        row.getLong("quarantined_records"),
                        row.getLong("empty_records"));
                result.put(
                        partition,
                        new StoredPosition(
                                partition,
                                row.getString("topic_id"),
                                row.getLong("next_offset"),
                                row.getLong("counted_from"),
                                counted));
            }
        }
        return result;
    }

    List<Gap> gaps() throws SQLException {
        List<Gap> result = new ArrayList<>();
        try (Statement statement = connection.createStatement();
                ResultSet row = statement.executeQuery(GAPS)) {
            while (row.next()) {
                result.add(new Gap(
                        row.getString("topic"),
                        row.getInt("partition"),
                        row.getString("topic_id"),
                        row.getLong("from_offset"),
                        row.getLong("upto_offset"),
                        row.getString("kind"),
                        row.getTimestamp("accepted_at").toInstant()));
            }
        }
        return result;
    }

    /** What stands in quarantine of [from, to): offset and outcome of its retry, which is empty before any. */
    Map<Long, String> quarantined(StoredPosition of, long from, long to) throws SQLException {
        Map<Long, String> result = new TreeMap<>();
        try (PreparedStatement statement =
                        prepare("SELECT found_offset, coalesce(outcome, '') " + OF_PARTITION, of, from, to);
                ResultSet row = statement.executeQuery()) {
            while (row.next()) {
                result.put(row.getLong(1), row.getString(2));
            }
        }
        return result;
    }

    /** Records that were set aside before need not be there any more; empty: they are kept for ever. */
    Optional<Instant> quarantineHorizon() throws SQLException {
        try (Statement statement = connection.createStatement();
                ResultSet row = statement.executeQuery(HORIZON)) {
            return row.next() ? Optional.of(row.getTimestamp(1).toInstant()) : Optional.empty();
        }
    }

    /** How many records stand in quarantine of [from, to). */
    long countQuarantined(StoredPosition of, long from, long to) throws SQLException {
        try (PreparedStatement statement = prepare("SELECT count(*) " + OF_PARTITION, of, from, to);
                ResultSet row = statement.executeQuery()) {
            row.next();
            return row.getLong(1);
        }
    }

    @Override
    public void close() {
        try {
            connection.rollback();
            connection.close();
        } catch (SQLException e) {
            LOG.debug("closing a connection failed; the server will notice", e);
        }
    }

    private PreparedStatement prepare(String sql, StoredPosition of, long from, long to) throws SQLException {
        PreparedStatement statement = connection.prepareStatement(sql);
        statement.setString(1, of.partition().topic());
        statement.setString(2, of.topicId());
        statement.setInt(3, of.partition().partition());
        statement.setLong(4, from);
        statement.setLong(5, to);
        return statement;
    }
}
