package io.plumbline.cli;

import static org.awaitility.Awaitility.await;

import io.plumbline.local.Directories;
import io.plumbline.local.LocalBroker;
import io.plumbline.local.LocalPostgres;
import io.plumbline.local.LocalRegistry;
import io.plumbline.schemas.event.Baseline;
import io.plumbline.schemas.event.Decision;
import io.plumbline.schemas.registry.RegistryClient;
import io.plumbline.schemas.serde.AvroSerde;
import io.plumbline.schemas.topic.TopicCatalogue;
import io.plumbline.settings.Settings;
import io.plumbline.sink.database.Advance;
import io.plumbline.sink.database.Counts;
import io.plumbline.sink.database.DatabaseConfig;
import io.plumbline.sink.database.DatabaseWriter;
import io.plumbline.sink.database.Position;
import io.plumbline.sink.database.Row;
import io.plumbline.sink.database.Transaction;
import io.plumbline.sink.migrate.Migrations;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.common.serialization.StringDeserializer;
import org.apache.kafka.common.serialization.StringSerializer;

/** A real broker, registry and database; each test takes topics of its own. */
final class BaselineServers implements AutoCloseable {
    private static final TopicPartition PARTITION = new TopicPartition("tests", 0);
    private static final int PARTITIONS = 2;

    private final Path directory = Directories.temporary("plumbline-baseline-test-");
    private final LocalBroker broker = LocalBroker.start(directory);
    private final LocalRegistry registry = LocalRegistry.start();
    private final LocalPostgres postgres = LocalPostgres.start();
    private final RegistryClient client = RegistryClient.create(Map.of("schema.registry.url", registry.url()));
    private final AvroSerde<Baseline> serde = new AvroSerde<>(Baseline.class, client);
    private final Producer<String, byte[]> producer = new KafkaProducer<>(
            Map.of("bootstrap.servers", broker.bootstrapServers()), new StringSerializer(), new ByteArraySerializer());

    BaselineServers() throws SQLException {
        Migrations.run(postgres.jdbcUrl());
    }

    /** Makes the topic of baselines, and waits until the broker knows it. */
    TopicCatalogue topics(String prefix) throws ExecutionException, InterruptedException {
        TopicCatalogue topics = new TopicCatalogue(prefix, PARTITIONS);
        make(topics.baselines().name());
        return topics;
    }

    /** Makes the topic of decisions, and waits until the broker knows it. */
    TopicCatalogue decisionTopics(String prefix) throws ExecutionException, InterruptedException {
        TopicCatalogue topics = new TopicCatalogue(prefix, PARTITIONS);
        make(topics.decisions().name());
        return topics;
    }

    private void make(String name) throws ExecutionException, InterruptedException {
        try (Admin admin = Admin.create(Map.of("bootstrap.servers", broker.bootstrapServers()))) {
            admin.createTopics(List.of(new NewTopic(name, PARTITIONS, (short) 1)))
                    .all()
                    .get();
            await().until(() -> admin.listTopics().names().get().contains(name));
        }
    }

    /** As an operator would have them, who may only read the database. */
    Map<String, String> settings(String prefix) {
        Map<String, String> settings = new HashMap<>();
        settings.put("kafka.bootstrap.servers", broker.bootstrapServers());
        settings.put("registry.schema.registry.url", registry.url());
        settings.put("db.url", postgres.jdbcUrl("plumbline_grafana"));
        settings.put("topics.prefix", prefix);
        return settings;
    }

    /** Of a superuser. */
    String databaseUrl() {
        return postgres.jdbcUrl();
    }

    void execute(String sql) throws SQLException {
        try (Connection connection = DatabaseConfig.of(postgres.jdbcUrl()).connect("tests");
                Statement statement = connection.createStatement()) {
            statement.execute(sql);
        }
    }

    /** The first column of the first row. */
    String query(String sql) throws SQLException {
        try (Connection connection = DatabaseConfig.of(postgres.jdbcUrl()).connect("tests");
                Statement statement = connection.createStatement();
                ResultSet rows = statement.executeQuery(sql)) {
            return rows.next() ? rows.getString(1) : null;
        }
    }

    Settings client(String prefix) {
        return Settings.of(settings(prefix));
    }

    void store(List<Row> rows) throws SQLException {
        try (DatabaseWriter writer =
                new DatabaseWriter(DatabaseConfig.of(postgres.jdbcUrl()).connect("tests"))) {
            Position at = writer.claim(PARTITION, "id", 0);
            writer.write(
                    new Transaction(List.of(new Advance(PARTITION, at, at.next() + 1, Counts.NONE)), rows, List.of()));
        }
    }

    void publish(TopicCatalogue topics, String key, Baseline baseline) throws ExecutionException, InterruptedException {
        publish(topics, key, serde.serializer().serialize(topics.baselines().name(), baseline));
    }

    void publish(TopicCatalogue topics, String key, byte[] value) throws ExecutionException, InterruptedException {
        producer.send(new ProducerRecord<>(topics.baselines().name(), key, value))
                .get();
    }

    /** All that was ever written to the topic, in the order of its partitions; {@code key version status author}. */
    List<String> written(TopicCatalogue topics) {
        return read(topics.baselines().name()).stream()
                .map(record -> {
                    Baseline baseline = serde.deserializer().deserialize(record.topic(), record.value());
                    return "%s %d %s %s"
                            .formatted(record.key(), baseline.getVersion(), baseline.getStatus(), baseline.getAuthor());
                })
                .toList();
    }

    /** All decisions that were ever written to the topic. */
    List<Decision> decisions(TopicCatalogue topics) {
        AvroSerde<Decision> decisionSerde = new AvroSerde<>(Decision.class, client);
        return read(topics.decisions().name()).stream()
                .map(record -> decisionSerde.deserializer().deserialize(record.topic(), record.value()))
                .toList();
    }

    private List<ConsumerRecord<String, byte[]>> read(String topic) {
        Map<String, Object> configuration = Map.of("bootstrap.servers", broker.bootstrapServers());
        try (Consumer<String, byte[]> consumer =
                new KafkaConsumer<>(configuration, new StringDeserializer(), new ByteArrayDeserializer())) {
            List<TopicPartition> partitions = List.of(new TopicPartition(topic, 0), new TopicPartition(topic, 1));
            consumer.assign(partitions);
            consumer.seekToBeginning(partitions);
            Map<TopicPartition, Long> ends = consumer.endOffsets(partitions);
            List<ConsumerRecord<String, byte[]>> result = new ArrayList<>();
            while (partitions.stream().anyMatch(partition -> consumer.position(partition) < ends.get(partition))) {
                consumer.poll(Duration.ofMillis(100)).forEach(result::add);
            }
            return result;
        }
    }

    @Override
    public void close() {
        producer.close();
        client.close();
        postgres.close();
        registry.close();
        broker.close();
        Directories.delete(directory);
    }
}
