package io.plumbline.sink.core;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.plumbline.sink.DatabaseContract;
import io.plumbline.sink.TestServer;
import io.plumbline.sink.database.Column;
import io.plumbline.sink.database.ColumnType;
import io.plumbline.sink.database.DatabaseWriter;
import io.plumbline.sink.database.JdbcSession;
import io.plumbline.sink.database.Row;
import io.plumbline.sink.database.Table;
import io.plumbline.sink.database.Tuple;
import io.plumbline.sink.route.Decoded;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.IntStream;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.TopicPartition;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What becomes of records that a real database refuses, and what it costs to find them. */
public abstract class StoringContract extends DatabaseContract {
    private static final TopicPartition PARTITION = new TopicPartition("t", 0);
    private static final List<Column> COLUMNS =
            List.of(new Column("key", ColumnType.BIGINT), new Column("value", ColumnType.BIGINT));
    /** Rows usually are new: plain COPY. */
    private static final Table NEW = new Table("storing", COLUMNS, List.of("key"), "value");
    /** Rows usually replace others: by way of the stage. */
    private static final Table REPLACING = new Table("storing", COLUMNS, List.of("key"), "");

    private final Ownership ownership = new Ownership();
    private CountingJournal journal;
    private DatabaseWriter writer;
    private Storing storing;

    protected StoringContract(TestServer server) {
        super(server);
    }

    @BeforeEach
    void prepare() throws SQLException {
        database.execute(
                "DROP TABLE IF EXISTS plumbline.storing; CREATE TABLE plumbline.storing (key bigint PRIMARY KEY,"
                        + " value bigint CHECK (value >= 0), stored_at timestamptz DEFAULT now());"
                        + " TRUNCATE plumbline.sink_position, plumbline.quarantine");
        journal = new CountingJournal();
        writer = new DatabaseWriter(new JdbcSession(database.connect()));
        ownership.claimed(PARTITION, writer.claim(PARTITION, "id", 0));
        storing = new Storing(
                ownership, new RefusalShares(RefusalLimit.DEFAULT), journal, System::nanoTime, Runnable::run);
    }

    @AfterEach
    void close() {
        writer.close();
    }

    @Test
    void eachPoisonedRowCostsOneMoreTransaction() throws Exception {
        storing.store(writer, batch(NEW, 0, 200, Set.of(0, 77, 199)));

        assertThat(journal.transactions).isEqualTo(4);
        assertStored(197, 0, 77, 199);
    }

    @Test
    void eachPoisonedRowCostsOneMoreTransactionWhereRowsReplaceOthersToo() throws Exception {
        storing.store(writer, batch(REPLACING, 0, 200, Set.of(0, 77, 199)));

        assertThat(journal.transactions).isEqualTo(4);
        assertStored(197, 0, 77, 199);
    }

    @Test
    void eachPoisonedRowCostsOneMoreTransactionWhereRevisionsAreCompared() throws Exception {
        storing.store(writer, batch(NEW, 0, 10, Set.of()));
        storing.store(writer, again(batch(NEW, 5, 40, Set.of(23)), 10)); // keys 5 to 9 are there already

        assertThat(journal.transactions).isEqualTo(1 + 2);
        assertThat(database.count("plumbline.storing")).isEqualTo(39);
        assertThat(database.query("SELECT count(*) FROM plumbline.quarantine")).isEqualTo("1");
    }

    @Test
    void aSupersededRowIsCheckedAsWell() throws Exception {
        List<Item> items = new ArrayList<>();
        items.add(item(REPLACING, 0, 1, -1)); // no good, and the next has its key
        items.add(item(REPLACING, 1, 1, 5));
        storing.store(writer, new Batch(items, Map.of(PARTITION, 2L)));

        assertStored(1, 0);
    }

    @Test
    void aRowThatTheServerDoesNotNameIsFoundByHalving() throws Exception {
        database.execute("DROP TABLE IF EXISTS plumbline.storing_parent CASCADE;"
                + " CREATE TABLE plumbline.storing_parent (id bigint PRIMARY KEY);"
                + " INSERT INTO plumbline.storing_parent VALUES (1);"
                + " ALTER TABLE plumbline.storing ADD FOREIGN KEY (value) REFERENCES plumbline.storing_parent");
        List<Item> items = new ArrayList<>(IntStream.range(0, 64)
                .mapToObj(i -> item(NEW, i, i, i == 40 ? 2 : 1))
                .toList());
        storing.store(writer, new Batch(items, Map.of(PARTITION, 64L)));

        assertThat(journal.transactions).isLessThanOrEqualTo(2 * 6 + 2);
        assertStored(63, 40);
    }

    @Test
    void aTableThatRefusesEverythingIsBlamedInsteadOfItsRecords() throws Exception {
        database.execute("ALTER TABLE plumbline.storing ADD COLUMN other bigint NOT NULL");

        assertThatThrownBy(() -> storing.store(writer, batch(NEW, 0, 100, Set.of())))
                .isInstanceOf(WaitException.class)
                .hasMessageContaining("table storing refuses too many records, SQLSTATE 23502")
                .hasMessageContaining("t-0 offset 20");
        assertThat(database.count("plumbline.quarantine")).isZero();

        database.execute("ALTER TABLE plumbline.storing DROP COLUMN other"); // somebody mends it
        storing.store(writer, batch(NEW, 0, 100, Set.of()));
        assertStored(100);
    }

    @Test
    void recordByRecordAtMostTheLimitIsSetAside() throws Exception {
        database.execute("ALTER TABLE plumbline.storing ADD CHECK (value > 1000)");
        for (int i = 0; i < RefusalLimit.AT_LEAST; i++) {
            storing.store(writer, batch(REPLACING, i, i + 1, Set.of()));
        }

        Batch next = batch(REPLACING, 20, 21, Set.of());
        assertThatThrownBy(() -> storing.store(writer, next))
                .isInstanceOf(WaitException.class)
                .hasMessageContaining("23514");
        assertThat(database.count("plumbline.quarantine")).isEqualTo(RefusalLimit.AT_LEAST);
    }

    @Test
    void aTenthOfTheLastThousandMayBeBad() throws Exception {
        Set<Integer> bad = Set.copyOf(
                IntStream.range(0, 1_000).filter(i -> i % 25 == 0).boxed().toList());

        assertThatCode(() -> storing.store(writer, batch(NEW, 0, 1_000, bad))).doesNotThrowAnyException();
        assertThat(database.count("plumbline.quarantine")).isEqualTo(40);
    }

    private void assertStored(int rows, Integer... aside) {
        assertThat(database.count("plumbline.storing")).isEqualTo(rows);
        assertThat(database.query("SELECT array_agg(found_offset ORDER BY found_offset) FROM plumbline.quarantine"
                        + " WHERE found_topic_id = 'id'"))
                .isEqualTo(
                        aside.length == 0
                                ? null
                                : List.of(aside)
                                        .toString()
                                        .replace('[', '{')
                                        .replace(']', '}')
                                        .replace(" ", ""));
        assertThat(database.query("SELECT concat_ws(' ', next_offset, counted_from, stored_records,"
                        + " quarantined_records, empty_records) FROM plumbline.sink_position"))
                .isEqualTo(ownership.positions().get(PARTITION) + " 0 "
                        + (ownership.positions().get(PARTITION) - aside.length) + " " + aside.length + " 0");
    }

    private static Batch batch(Table table, int from, int upto, Set<Integer> bad) {
        List<Item> items = IntStream.range(from, upto)
                .mapToObj(i -> item(table, i, i, bad.contains(i) ? -1 : 1))
                .toList();
        return new Batch(items, Map.of(PARTITION, (long) upto));
    }

    /** The same rows in records that begin at another offset. */
    private static Batch again(Batch batch, long offset) {
        List<Item> items = new ArrayList<>();
        for (Item item : batch.items()) {
            items.add(new Item(PARTITION, record(offset + items.size()), item.decoded()));
        }
        return new Batch(items, Map.of(PARTITION, offset + items.size()));
    }

    private static Item item(Table table, long offset, long key, long value) {
        byte[] tuple = new Tuple(COLUMNS).bigint(key).bigint(value).bytes();
        return new Item(PARTITION, record(offset), new Decoded.Stored(List.of(new Row(table, tuple))));
    }

    private static ConsumerRecord<byte[], byte[]> record(long offset) {
        return new ConsumerRecord<>(PARTITION.topic(), PARTITION.partition(), offset, null, new byte[] {1});
    }
}
