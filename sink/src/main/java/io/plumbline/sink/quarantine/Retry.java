package io.plumbline.sink.quarantine;

import io.plumbline.schemas.registry.RegistryClient;
import io.plumbline.schemas.topic.TopicCatalogue;
import io.plumbline.settings.Settings;
import io.plumbline.sink.database.BinaryCopy;
import io.plumbline.sink.database.DatabaseConfig;
import io.plumbline.sink.database.Failure;
import io.plumbline.sink.database.Row;
import io.plumbline.sink.route.Decoded;
import io.plumbline.sink.route.Router;
import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Savepoint;
import java.sql.Statement;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.header.internals.RecordHeaders;
import org.apache.kafka.common.record.TimestampType;

/**
 * Tries records of the quarantine again. What the sink refused is decoded and stored as the sink would; what the topology
 * refused is sent to its topic again, as it was. What became of it is written to its row in the transaction that stores
 * it; a record that is sent and not marked, because this process died in between, is sent twice by the next retry, which
 * its sequence numbers tell. Uses one connection, so one thread at a time.
 */
public final class Retry implements AutoCloseable {
    private final Connection connection;
    private final RegistryClient registry;
    private final Router router;
    private final Resending resending;
    private final Resender resender;
    private final QuarantineStore store;
    private final String author;
    private final boolean dryRun;

    /**
     * Opens what it needs.
     *
     * @param settings {@code db.*}, {@code registry.*}, {@code kafka.*}
     * @param author who tries, for the record's row
     * @param dryRun whether to find out what would become of the records, and to leave everything as it is
     */
    public Retry(Settings settings, TopicCatalogue topics, String author, boolean dryRun) throws SQLException {
        DatabaseConfig database = DatabaseConfig.from(settings);
        Map<String, String> kafka = settings.under("kafka.");
        this.registry = RegistryClient.create(settings.under("registry."));
        this.router = new Router(topics, registry);
        this.resending = new Resending(Set.of(
                topics.measurements().name(),
                topics.resources().name(),
                topics.transport().name()));
        this.resender = new Resender(kafka);
        this.author = author;
        this.dryRun = dryRun;
        this.connection = database.connect("plumbline-quarantine");
        this.store = new QuarantineStore(connection);
        connection.setAutoCommit(false);
        try (Statement statement = connection.createStatement()) {
            statement.execute("SET lock_timeout = '10s'; SET statement_timeout = '60s'; SET TimeZone = 'UTC'");
        }
        connection.commit();
    }

    /** The coordinates of what is to be tried. */
    public List<Entry> choose(Selection selection) throws SQLException {
        List<Entry> chosen = store.list(selection);
        connection.commit();
        return chosen;
    }

    /**
     * Tries one record.
     *
     * @return empty if no such record is in quarantine, or it is stored or sent again already
     * @throws SQLException if the database cannot be asked; nothing has changed then
     * @throws org.apache.kafka.common.KafkaException if Kafka or the registry cannot be asked; likewise
     */
    public Optional<Attempt> retry(Coordinates found) throws SQLException {
        boolean isDone = false;
        try {
            Optional<Held> held = store.take(found).filter(it -> !it.isDone());
            if (held.isEmpty()) {
                return Optional.empty();
            }
            Attempt attempt = attempt(held.get());
            if (!dryRun) {
                store.mark(held.get(), author, attempt);
                connection.commit();
                isDone = true;
            }
            return Optional.of(attempt);
        } finally {
            if (!isDone) {
                connection.rollback();
            }
        }
    }

    @Override
    public void close() throws SQLException {
        resender.close();
        registry.close();
        connection.close();
    }

    private Attempt attempt(Held held) throws SQLException {
        if (held.entry().stage().equals("streams")) {
            Optional<String> obstacle = resending.obstacle(held);
            if (obstacle.isPresent()) {
                return Attempt.refused(obstacle.get());
            }
            return dryRun ? Attempt.resent(null) : resender.send(held);
        }
        String topic = held.entry().found().topic();
        Settings.check(
                router.topics().contains(topic), "the sink stores no topic " + topic + "; is topics.prefix right?");
        Decoded decoded = router.decode(record(held));
        if (decoded instanceof Decoded.Stored stored) {
            return store(stored.rows());
        }
        return Attempt.refused(
                decoded instanceof Decoded.SetAside aside ? aside.refused().reason() : "it says nothing to store");
    }

    /** A row that the database refuses again leaves the transaction as it was before. */
    private Attempt store(List<Row> rows) throws SQLException {
        Savepoint before = connection.setSavepoint();
        try {
            for (Row row : rows) {
                execute(row.table().createStage());
                BinaryCopy.write(connection, row.table().copyToStage(), List.of(row.tuple()));
                execute(row.table().mergeOutOfTurn());
            }
            return Attempt.stored();
        } catch (SQLException e) {
            if (Failure.of(e) != Failure.POISON) {
                throw e;
            }
            connection.rollback(before);
            return Attempt.refused(e.getMessage());
        }
    }

    private void execute(String sql) throws SQLException {
        try (Statement statement = connection.createStatement()) {
            statement.execute(sql);
        }
    }

    private static ConsumerRecord<byte[], byte[]> record(Held held) {
        Coordinates found = held.entry().found();
        RecordHeaders headers = new RecordHeaders();
        held.headers().forEach((name, text) -> headers.add(name, text.getBytes(StandardCharsets.UTF_8)));
        return new ConsumerRecord<>(
                found.topic(),
                found.partition(),
                found.offset(),
                Resender.timestamp(held),
                TimestampType.CREATE_TIME,
                ConsumerRecord.NULL_SIZE,
                ConsumerRecord.NULL_SIZE,
                held.key(),
                held.value(),
                headers,
                Optional.empty());
    }
}
