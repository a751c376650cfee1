package io.plumbline.sink.database;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.plumbline.sink.DatabaseContract;
import io.plumbline.sink.TestServer;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.List;
import org.apache.kafka.common.TopicPartition;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.postgresql.PGConnection;
import org.postgresql.copy.CopyIn;

/** Who may move a position, over which gaps, and for how long somebody silent may hold it. */
public abstract class PositionsContract extends DatabaseContract {
    private static final TopicPartition PARTITION = new TopicPartition("t", 0);
    private static final Duration SHORT = Duration.ofMillis(300);
    private static final String STATE = "SELECT concat_ws(' ', topic_id, next_offset, counted_from, stored_records,"
            + " quarantined_records, empty_records) FROM plumbline.sink_position";

    private DatabaseWriter writer;
    private Position at;

    protected PositionsContract(TestServer server) {
        super(server);
    }

    @BeforeEach
    void claim() throws SQLException {
        database.execute("TRUNCATE plumbline.sink_position, plumbline.sink_gap");
        writer = new DatabaseWriter(new JdbcSession(
                database.connect(), new Patience(SHORT, Duration.ofSeconds(60), Duration.ofSeconds(15))));
        at = writer.claim(PARTITION, "id", 3);
        writer.write(
                new Transaction(List.of(new Advance(PARTITION, at, 10, new Counts(4, 2, 1))), List.of(), List.of()));
        at = at.movedTo(10);
    }

    @AfterEach
    void close() {
        writer.close();
    }

    @Test
    void countsGoWithThePosition() throws SQLException {
        writer.write(
                new Transaction(List.of(new Advance(PARTITION, at, 12, new Counts(1, 0, 1))), List.of(), List.of()));

        assertThat(database.query(STATE)).isEqualTo("id 12 3 5 2 2");
    }

    @Test
    void behindDeletedRecordsTheCountsGoOn() throws SQLException {
        Position behind = writer.skip(new Gap(Gap.Kind.RETENTION, PARTITION, "id", 10, 50, "id"), at);

        assertThat(behind).isEqualTo(new Position("id", 50, at.epoch()));
        assertThat(database.query(STATE)).isEqualTo("id 50 3 4 2 1");
        assertThat(gap()).isEqualTo("t 0 id 10 50 RETENTION");
    }

    @Test
    void aTopicMadeAgainIsCountedAnew() throws SQLException {
        writer.skip(new Gap(Gap.Kind.RECREATED, PARTITION, "id", 10, 0, "id2"), at);

        assertThat(database.query(STATE)).isEqualTo("id2 0 0 0 0 0");
        assertThat(gap()).isEqualTo("t 0 id 10 0 RECREATED");
    }

    @Test
    void whoLostThePartitionAcceptsNoGap() throws SQLException {
        try (DatabaseWriter other = new DatabaseWriter(database.connect())) {
            other.claim(PARTITION, "id", 0);
        }

        assertThat(catchThrowableOfType(
                        FencedException.class,
                        () -> writer.skip(new Gap(Gap.Kind.TRUNCATED, PARTITION, "id", 10, 8, "id"), at)))
                .isNotNull();
        assertThat(database.query(STATE)).startsWith("id 10 ");
        assertThat(database.count("plumbline.sink_gap")).isZero();
    }

    @Test
    void aTransactionThatRestsWithThePositionInHandIsEnded() throws SQLException {
        try (Connection zombie = database.connect();
                Statement statement = zombie.createStatement()) {
            zombie.setAutoCommit(false);
            statement.execute("UPDATE plumbline.sink_position SET next_offset = 99");

            assertTakenOver();
        }
    }

    @Test
    void aWriterThatIsSilentInTheMiddleOfACopyIsEnded() throws SQLException {
        try (Connection zombie = database.connect();
                Statement statement = zombie.createStatement()) {
            zombie.setAutoCommit(false);
            statement.execute(
                    "SET statement_timeout = '100ms'"); // which the server does not heed while it waits for rows
            statement.execute("UPDATE plumbline.sink_position SET next_offset = 99");
            CopyIn copy = zombie.unwrap(PGConnection.class)
                    .getCopyAPI()
                    .copyIn("COPY plumbline.sink_gap FROM STDIN (FORMAT binary)");
            copy.writeToCopy(new byte[] {'P', 'G'}, 0, 2);
            copy.flushCopy();

            assertTakenOver();
        }
    }

    private void assertTakenOver() throws SQLException {
        SQLException waited = catchThrowableOfType(SQLException.class, () -> writer.claim(PARTITION, "id", 0));

        assertThat(waited.getSQLState()).isEqualTo("55P03");
        assertThat(writer.claim(PARTITION, "id", 0).next()).isEqualTo(10);
    }

    /** Ten seconds in which a claim waits, at most ten of pause before the next: a zombie is out within 30 s. */
    @Test
    void asConfiguredNobodyKeepsAPositionForThirtySeconds() throws SQLException {
        assertThat(Patience.DEFAULT.lock()).isLessThanOrEqualTo(Duration.ofSeconds(10));
        assertThat(Patience.DEFAULT.idle()).isLessThanOrEqualTo(Duration.ofSeconds(15));
        Connection connection = database.connect();
        try (JdbcSession session = new JdbcSession(connection);
                Statement statement = connection.createStatement();
                var shown = statement.executeQuery("SELECT concat_ws(' ', current_setting('lock_timeout'),"
                        + " current_setting('idle_in_transaction_session_timeout'))")) {
            assertThat(session).isNotNull();
            shown.next();
            assertThat(shown.getString(1)).isEqualTo("10s 15s");
        }
    }

    private String gap() {
        return database.query(
                "SELECT concat_ws(' ', topic, partition, topic_id, from_offset, upto_offset, kind) FROM plumbline.sink_gap");
    }
}
