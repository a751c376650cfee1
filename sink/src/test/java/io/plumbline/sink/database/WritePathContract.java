package io.plumbline.sink.database;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;
import static org.awaitility.Awaitility.await;

import io.plumbline.schemas.event.NodeState;
import io.plumbline.schemas.event.WindowStats;
import io.plumbline.sink.DatabaseContract;
import io.plumbline.sink.Events;
import io.plumbline.sink.TestServer;
import io.plumbline.sink.rows.NodeStatusRows;
import io.plumbline.sink.rows.WindowStatsRows;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.stream.IntStream;
import org.apache.kafka.common.TopicPartition;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Rows and positions in one transaction, on the failures that matter. */
public abstract class WritePathContract extends DatabaseContract {
    private static final TopicPartition PARTITION = new TopicPartition("window-stats", 0);
    private static final List<Refused> NONE = List.of();

    private DatabaseWriter writer;
    private Position position;

    protected WritePathContract(TestServer server) {
        super(server);
    }

    @BeforeEach
    void claim() throws SQLException {
        database.truncateWindows();
        database.execute("TRUNCATE plumbline.node_status, plumbline.sink_position, plumbline.quarantine");
        writer = new DatabaseWriter(database.connect());
        position = writer.claim(PARTITION, "id", 0);
    }

    @AfterEach
    void close() {
        writer.close();
    }

    @Test
    void rowsAndPositionAreStoredTogether() throws SQLException {
        boolean conflict = writer.write(transaction(0, 5, windows(5)));

        assertThat(conflict).isFalse();
        assertThat(storedWindows()).isEqualTo(5);
        assertThat(storedPosition()).isEqualTo(5);
        assertThat(database.query("SELECT plumbline.counts(sketch_counts) FROM plumbline.window_stats LIMIT 1"))
                .startsWith("{1,");
        assertThat(database.query(
                        "SELECT window_start = '2026-01-02T03:04:05Z' AND max_ns = 3000 AND service_min_ns = 500"
                                + " FROM plumbline.window_stats ORDER BY window_start LIMIT 1"))
                .isEqualTo("t");
    }

    @Test
    void aWriterThatLostThePartitionCannotWrite() throws SQLException {
        try (DatabaseWriter other = new DatabaseWriter(database.connect())) {
            other.claim(PARTITION, "id", 0);
        }

        assertThatThrownBy(() -> writer.write(transaction(0, 1, windows(1)))).isInstanceOf(FencedException.class);
        assertThat(storedWindows()).isZero();
        assertThat(storedPosition()).isZero();
    }

    @Test
    void aRedeliveredBatchChangesNothing() throws SQLException {
        Transaction batch = transaction(0, 3, windows(3));
        writer.write(batch);
        String before = database.query("SELECT max(stored_at) FROM plumbline.window_stats");

        assertThatThrownBy(() -> writer.write(batch)).isInstanceOf(FencedException.class);
        assertThat(database.query("SELECT max(stored_at) FROM plumbline.window_stats"))
                .isEqualTo(before);
        assertThat(storedPosition()).isEqualTo(3);
    }

    @Test
    void aClaimResumesWhereTheLastTransactionEnded() throws SQLException {
        writer.write(transaction(0, 7, windows(3)));

        Position next = writer.claim(PARTITION, "id", 0);

        assertThat(next.next()).isEqualTo(7);
        assertThat(next.epoch()).isGreaterThan(position.epoch());
    }

    @Test
    void aHigherRevisionReplacesItsRow() throws SQLException {
        writer.write(transaction(0, 1, windows(1)));

        boolean conflict = writer.write(transaction(1, 2, List.of(row(Events.window(0, 1, 5_000, 6_000)))));

        assertThat(conflict).isTrue();
        assertThat(database.query("SELECT revision || '/' || event_count FROM plumbline.window_stats"))
                .isEqualTo("1/2");
    }

    @Test
    void aLowerOrEqualRevisionIsIgnoredAndItsNeighbourStored() throws SQLException {
        writer.write(transaction(0, 1, List.of(row(Events.window(0, 2, 9_000)))));

        writer.write(transaction(
                1, 4, List.of(row(Events.window(0, 1, 1)), row(Events.window(0, 2, 2)), row(Events.window(1)))));

        assertThat(database.query("SELECT max_ns FROM plumbline.window_stats ORDER BY window_start"))
                .isEqualTo("9000");
        assertThat(storedWindows()).isEqualTo(2);
    }

    @Test
    void oneBatchMayHoldSeveralRevisionsOfAWindow() throws SQLException {
        writer.write(transaction(
                0, 3, List.of(row(Events.window(0)), row(Events.window(0, 2, 7)), row(Events.window(0, 1, 5)))));

        assertThat(database.query("SELECT revision FROM plumbline.window_stats"))
                .isEqualTo("2");
    }

    @Test
    void theLaterRecordWinsWhereRowsHoldCurrentState() throws SQLException {
        NodeStatusRows nodes = new NodeStatusRows();
        writer.write(transaction(
                0, 2, List.of(nodes.row(Events.node(NodeState.UP, 5)), nodes.row(Events.node(NodeState.UP, 9)))));
        writer.write(transaction(2, 3, List.of(nodes.row(Events.node(NodeState.STOPPED, 10)))));

        assertThat(database.query("SELECT state || recorded FROM plumbline.node_status"))
                .isEqualTo("STOPPED10");
    }

    @Test
    void aBackendKilledBetweenCopyAndCommitLeavesNothing() throws Exception {
        try (Connection blocker = database.connect();
                Statement lock = blocker.createStatement()) {
            blocker.setAutoCommit(false);
            lock.execute("LOCK plumbline.quarantine"); // the write stops here, after its COPY
            CompletableFuture<SQLException> failure = CompletableFuture.supplyAsync(() -> catchThrowableOfType(
                    SQLException.class,
                    () -> writer.write(new Transaction(advance(0, 4), windows(4), List.of(refused(3))))));
            await().until(() -> database.count(
                            "pg_stat_activity WHERE wait_event_type = 'Lock' AND datname = '" + database.name() + "'")
                    == 1);
            database.query("SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE wait_event_type = 'Lock'"
                    + " AND datname = '" + database.name() + "'");
            assertThat(Failure.of(failure.get())).isEqualTo(Failure.RETRY);
        }

        assertThat(storedWindows()).isZero();
        assertThat(storedPosition()).isZero();
    }

    @Test
    void anUnansweredCommitIsResolvedByThePosition() throws Exception {
        try (CommitCuttingProxy proxy = new CommitCuttingProxy(database.url())) {
            DatabaseWriter cut = new DatabaseWriter(proxy.connect());
            Position mine = cut.claim(PARTITION, "id", 0);
            proxy.cutAtNextCommit();

            SQLException failure = catchThrowableOfType(
                    SQLException.class,
                    () -> cut.write(
                            new Transaction(List.of(new Advance(PARTITION, mine, 4, Counts.NONE)), windows(4), NONE)));

            assertThat(Failure.of(failure)).isEqualTo(Failure.RETRY);
        }
        // The claim waits for the end of the transaction whose answer was lost.
        assertThat(writer.claim(PARTITION, "id", 0).next()).isEqualTo(4);
        assertThat(storedWindows()).isEqualTo(4);
    }

    @Test
    void aRowThatTheConstraintsRefuseIsPoisonAndNamed() throws SQLException {
        WindowStats impossible = Events.window(6);
        impossible.setRatePerSecond(-1);
        List<Row> rows = new ArrayList<>(windows(10));
        rows.set(6, row(impossible));

        RowRefusedException failure =
                catchThrowableOfType(RowRefusedException.class, () -> writer.write(transaction(0, 10, rows)));

        assertThat(Failure.of(failure)).isEqualTo(Failure.POISON);
        assertThat(failure.row()).isSameAs(rows.get(6));
        assertThat(storedPosition()).isZero();
    }

    /** The server names the line that it was at, whatever the reason: a row must not pay for an outage. */
    @Test
    void aCopyThatTookTooLongBlamesNoRow() throws SQLException {
        database.execute(
                "CREATE TABLE plumbline.slow (key text PRIMARY KEY);"
                        + " CREATE FUNCTION plumbline.dawdle() RETURNS trigger LANGUAGE plpgsql"
                        + " AS 'BEGIN PERFORM pg_sleep(9); RETURN NEW; END';"
                        + " CREATE TRIGGER dawdle BEFORE INSERT ON plumbline.slow FOR EACH ROW EXECUTE FUNCTION plumbline.dawdle()");
        List<Column> columns = List.of(new Column("key", ColumnType.TEXT));
        Table table = new Table("slow", columns, List.of("key"), "key");
        Row row = new Row(table, new Tuple(columns).text("k").bytes());
        Connection connection = database.connect();
        try (DatabaseWriter hasty = new DatabaseWriter(connection)) {
            Position mine = hasty.claim(PARTITION, "id", 0);
            try (Statement statement = connection.createStatement()) {
                statement.execute("SET statement_timeout = 50");
            }
            connection.commit();
            Transaction transaction =
                    new Transaction(List.of(new Advance(PARTITION, mine, 1, new Counts(1, 0, 0))), List.of(row), NONE);

            SQLException failure = catchThrowableOfType(SQLException.class, () -> hasty.write(transaction));

            assertThat((Throwable) failure)
                    .hasMessageContaining("statement timeout")
                    .isNotInstanceOf(RowRefusedException.class);
            assertThat(Failure.of(failure)).isEqualTo(Failure.RETRY);
        }
    }

    @Test
    void aTableThatHasChangedMakesNoRowPoison() {
        database.execute("CREATE TABLE plumbline.changed (key text PRIMARY KEY, count integer)"); // was a bigint
        List<Column> columns = List.of(new Column("key", ColumnType.TEXT), new Column("count", ColumnType.BIGINT));
        Table table = new Table("changed", columns, List.of("key"), "count");
        byte[] tuple = new Tuple(columns).text("k").bigint(1).bytes();

        SQLException failure = catchThrowableOfType(
                SQLException.class, () -> writer.write(transaction(0, 1, List.of(new Row(table, tuple)))));

        assertThat(Failure.of(failure)).isEqualTo(Failure.WAIT);
        assertThat(storedPosition()).isZero();
    }

    @Test
    void whatIsSetAsideKeepsItsCoordinatesAndBytes() throws SQLException {
        writer.write(new Transaction(advance(0, 1), List.of(), List.of(refused(0))));

        assertThat(database.query("SELECT concat_ws(' ', found_topic, found_partition, found_offset, stage, topic,"
                        + " partition, record_offset, record_time AT TIME ZONE 'UTC', key, value, reason, headers)"
                        + " FROM plumbline.quarantine"))
                .isEqualTo(
                        "window-stats 0 0 sink other 3 42 1970-01-01 00:00:01 \\x6b \\x0001 no\uFFFDgood {\"a\": \"b\"}");
    }

    @Test
    void windowsOfAnHourAreStoredAndReadLikeThoseOfASecond() throws SQLException {
        WindowStats hour = Events.window(0);
        hour.setWindowStart(Instant.parse("2026-01-02T03:00:00Z"));
        hour.setWindowMillis(3_600_000);
        writer.write(transaction(0, 2, List.of(row(hour), row(Events.window(0)))));

        assertThat(database.query("SELECT window_end AT TIME ZONE 'UTC' || ' ' || event_count FROM grafana.windows"
                        + " WHERE window_ms = 3600000"))
                .isEqualTo("2026-01-02 04:00:00 3");
        assertThat(storedWindows()).isEqualTo(2);
    }

    @Test
    void intervalsAndServiceTimesAreStoredAndWhatIsNotKnownIsNull() throws SQLException {
        WindowStats known = Events.window(0, 0, 1_000, 2_000, 3_000);
        known.setP95LowNanos(1_000d);
        known.setP95HighNanos(3_000d);
        known.setP99LowNanos(2_000d);
        known.setP99FewSamples(true);
        known.setServiceMeanNanos(500d);
        known.setServiceP50Nanos(500d);
        known.setServiceP95Nanos(500d);
        known.setServiceP99Nanos(500d);
        writer.write(transaction(0, 2, List.of(row(known), row(Events.window(1)))));

        assertThat(database.query("SELECT string_agg(concat_ws(' ', p95_low_ns, p95_high_ns, p99_low_ns,"
                        + " coalesce(p99_high_ns::text, '-'), p99_few_samples, service_mean_ns, service_p50_ns,"
                        + " service_p95_ns, service_p99_ns), '; ' ORDER BY window_start) FROM grafana.windows"))
                .isEqualTo("1000 3000 2000 - t 500 500 500 500; -");
    }

    @Test
    void anIntervalThatDoesNotHoldItsPercentileIsPoison() {
        WindowStats impossible = Events.window(0);
        impossible.setP99LowNanos(impossible.getP99Nanos() + 1);

        SQLException failure = catchThrowableOfType(
                SQLException.class, () -> writer.write(transaction(0, 1, List.of(row(impossible)))));

        assertThat(Failure.of(failure)).isEqualTo(Failure.POISON);
    }

    @Test
    void everyTypeArrivesAsItWas() throws SQLException {
        List<Column> columns = List.of(
                new Column("t", ColumnType.TEXT),
                new Column("i", ColumnType.INTEGER),
                new Column("b", ColumnType.BIGINT),
                new Column("d", ColumnType.DOUBLE),
                new Column("f", ColumnType.BOOLEAN),
                new Column("at", ColumnType.TIMESTAMP),
                new Column("a", ColumnType.COUNTS),
                new Column("j", ColumnType.JSONB));
        Table table = new Table("every_type", columns, List.of("t"), "b");
        database.execute(
                "CREATE TABLE plumbline.every_type (t text PRIMARY KEY, i integer, b bigint, d double precision, f boolean,"
                        + " at timestamptz, a bytea, j jsonb)");
        Instant[] times = {
            Instant.parse("2026-01-02T03:04:05.123456789Z"),
            Instant.parse("0001-01-01T00:00:00Z"),
            Instant.parse("-4712-01-01T00:00:00Z"),
            Instant.parse("+294276-12-31T23:59:59.999999Z")
        };
        Double[] numbers = {Double.MIN_VALUE, -Double.MAX_VALUE, -0.0, null};
        List<Row> rows = IntStream.range(0, 4)
                .mapToObj(i -> new Row(
                        table,
                        new Tuple(columns)
                                .text("ä€😀" + i)
                                .integer(i == 1 ? null : Integer.MIN_VALUE)
                                .bigint(Long.MAX_VALUE)
                                .number(numbers[i])
                                .flag(i == 0 ? null : (Boolean) (i == 1))
                                .timestamp(times[i])
                                .counts(i == 0 ? new long[0] : i == 1 ? null : new long[] {1, 0, Long.MAX_VALUE})
                                .jsonb("{\"x\": [1]}")
                                .bytes()))
                .toList();

        writer.write(transaction(0, 1, rows));

        assertThat(database.query(
                                "SELECT string_agg(concat_ws(' ', t, i, b, d, f, at AT TIME ZONE 'UTC', plumbline.counts(a), j), E'\\n'"
                                        + " ORDER BY t) FROM plumbline.every_type")
                        .lines())
                .containsExactly(
                        "ä€😀0 -2147483648 9223372036854775807 5e-324 2026-01-02 03:04:05.123456 {} {\"x\": [1]}",
                        "ä€😀1 9223372036854775807 -1.7976931348623157e+308 t 0001-01-01 00:00:00 {\"x\": [1]}",
                        "ä€😀2 -2147483648 9223372036854775807 -0 f 4713-01-01 00:00:00 BC {1,0,9223372036854775807} {\"x\": [1]}",
                        "ä€😀3 -2147483648 9223372036854775807 f 294276-12-31 23:59:59.999999 {1,0,9223372036854775807} {\"x\": [1]}");
    }

    private Transaction transaction(long from, long to, List<Row> rows) {
        return new Transaction(advance(from, to), rows, NONE);
    }

    private List<Advance> advance(long from, long to) {
        return List.of(new Advance(PARTITION, position.movedTo(from), to, new Counts(to - from, 0, 0)));
    }

    private static List<Row> windows(int count) {
        return IntStream.range(0, count).mapToObj(i -> row(Events.window(i))).toList();
    }

    private static Row row(WindowStats window) {
        return new WindowStatsRows().row(window);
    }

    private static Refused refused(long offset) {
        return new Refused(
                PARTITION,
                offset,
                "sink",
                new TopicPartition("other", 3),
                42,
                1000,
                new byte[] {'k'},
                new byte[] {0, 1},
                "no\0good",
                "{\"a\": \"b\"}");
    }

    private long storedWindows() {
        return database.count("plumbline.window_stats");
    }

    private long storedPosition() {
        return Long.parseLong(database.query("SELECT next_offset FROM plumbline.sink_position"));
    }
}
