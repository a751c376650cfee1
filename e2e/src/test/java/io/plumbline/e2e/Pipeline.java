package io.plumbline.e2e;

import static org.awaitility.Awaitility.await;

import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.plumbline.local.Directories;
import io.plumbline.local.LocalBroker;
import io.plumbline.local.LocalRegistry;
import io.plumbline.schemas.event.MeasurementBatch;
import io.plumbline.schemas.registry.RegistryClient;
import io.plumbline.schemas.serde.AvroSerde;
import io.plumbline.schemas.topic.SchemaCatalogue;
import io.plumbline.schemas.topic.Topic;
import io.plumbline.schemas.topic.TopicAdmin;
import io.plumbline.schemas.topic.TopicCatalogue;
import io.plumbline.settings.Settings;
import io.plumbline.sink.SinkApp;
import io.plumbline.sink.migrate.Migrations;
import io.plumbline.streams.app.StreamsApp;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Future;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.serialization.StringSerializer;

/** Real broker, registry and database with topics, schemas and tables applied: what the processes under test connect to. */
final class Pipeline implements AutoCloseable {
    private final Path directory = Directories.temporary("plumbline-e2e-");
    private final LocalBroker broker = LocalBroker.start(directory.resolve("kafka"));
    private final LocalRegistry registry = LocalRegistry.start();
    private final TestDatabase database;
    private final TopicCatalogue topics = new TopicCatalogue(TopicCatalogue.DEFAULT_PREFIX, 4);

    private Pipeline(TestDatabase database) {
        this.database = database;
    }

    /** On plain PostgreSQL. */
    static Pipeline prepare() throws Exception {
        return prepare(TestDatabase.plain());
    }

    /** @param database closed with the pipeline */
    static Pipeline prepare(TestDatabase database) throws Exception {
        Pipeline pipeline = new Pipeline(database);
        try (Admin admin = Admin.create(Map.of("bootstrap.servers", pipeline.broker.bootstrapServers()));
                RegistryClient client = pipeline.registryClient()) {
            TopicAdmin.apply(admin, pipeline.topics, (short) 1);
            SchemaCatalogue.apply(client, pipeline.topics);
        }
        Migrations.run(database.url());
        return pipeline;
    }

    /** Sends the events through topology and sink in this JVM, and returns when all of them are stored. */
    void store(KnownEvents known, Connection database) throws Exception {
        Settings settings = Settings.of(settings());
        try (StreamsApp streams = StreamsApp.start(settings, topics, new SimpleMeterRegistry());
                SinkApp sink = SinkApp.start(settings, topics, new SimpleMeterRegistry());
                Publisher publisher = publisher()) {
            known.batches().forEach(publisher::send);
            publisher.awaitAcknowledged();
            await().atMost(Duration.ofMinutes(1))
                    .failFast("streams or sink died", () -> !streams.live() || !sink.live())
                    .until(() ->
                            StoredRows.storedEvents(database) == known.events().size());
        }
    }

    RegistryClient registryClient() {
        return RegistryClient.create(Map.of("schema.registry.url", registry.url()));
    }

    Connection database() throws SQLException {
        return DriverManager.getConnection(database.url());
    }

    /** Settings for every part, tuned so that a killed process is missed after seconds instead of the better part of a minute. */
    Map<String, String> settings() {
        Map<String, String> settings = new HashMap<>();
        settings.put("kafka.bootstrap.servers", broker.bootstrapServers());
        settings.put("kafka.consumer.session.timeout.ms", "6000");
        settings.put("kafka.consumer.heartbeat.interval.ms", "1000");
        settings.put("kafka.producer.transaction.timeout.ms", "5000");
        settings.put("registry.schema.registry.url", registry.url());
        settings.put("db.url", database.url());
        settings.put("windows.idle.timeout", "2s");
        settings.put("streams.state.directory", directory.resolve("streams").toString());
        return settings;
    }

    /** The settings as arguments of a command. */
    List<String> arguments(String command, String... more) {
        List<String> arguments = new ArrayList<>(List.of(command));
        settings().forEach((key, value) -> arguments.addAll(List.of("--set", key + "=" + value)));
        arguments.addAll(List.of(more));
        return arguments;
    }

    Path log(String name) {
        return directory.resolve(name + ".log");
    }

    Publisher publisher() {
        RegistryClient client = registryClient();
        Topic<MeasurementBatch> topic = topics.measurements();
        Producer<String, MeasurementBatch> producer = new KafkaProducer<>(
                Map.of(
                        "bootstrap.servers",
                        broker.bootstrapServers(),
                        "acks",
                        "all",
                        "linger.ms",
                        "5",
                        "max.in.flight.requests.per.connection",
                        "1"),
                new StringSerializer(),
                new AvroSerde<>(topic.type(), client).serializer());
        return new Publisher(producer, client, topic.name(), new ArrayList<>());
    }

    @Override
    public void close() {
        database.close();
        registry.close();
        broker.close();
        Directories.delete(directory);
    }

    /** Sends batches as an agent does: key node, timestamp of the latest event. */
    record Publisher(
            Producer<String, MeasurementBatch> producer, RegistryClient client, String topic, List<Future<?>> sent)
            implements AutoCloseable {
        void send(MeasurementBatch batch) {
            long latestMillis = batch.getMeasurements().stream()
                    .mapToLong(m ->
                            m.getIntendedStart().plusNanos(m.getDurationNanos()).toEpochMilli())
                    .max()
                    .orElseThrow();
            sent.add(producer.send(new ProducerRecord<>(topic, null, latestMillis, batch.getNode(), batch)));
        }

        /** Returns when Kafka has acknowledged every batch. */
        void awaitAcknowledged() throws ExecutionException, InterruptedException {
            for (Future<?> acknowledgement : sent) {
                acknowledgement.get();
            }
            sent.clear();
        }

        @Override
        public void close() {
            producer.close();
            client.close();
        }
    }
}
