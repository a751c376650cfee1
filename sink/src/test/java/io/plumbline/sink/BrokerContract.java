package io.plumbline.sink;

import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.plumbline.local.Directories;
import io.plumbline.local.LocalBroker;
import io.plumbline.local.LocalRegistry;
import io.plumbline.schemas.registry.RegistryClient;
import io.plumbline.schemas.serde.AvroSerializer;
import io.plumbline.schemas.topic.SchemaCatalogue;
import io.plumbline.schemas.topic.Topic;
import io.plumbline.schemas.topic.TopicAdmin;
import io.plumbline.schemas.topic.TopicCatalogue;
import io.plumbline.settings.Settings;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import org.apache.avro.specific.SpecificRecord;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.common.serialization.StringSerializer;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;

/** A real broker and registry beside the real database; each test has topics of its own. */
public abstract class BrokerContract extends DatabaseContract {
    static final Duration PATIENCE = Duration.ofSeconds(30);

    private Path directory;
    LocalBroker broker;
    SwitchableRegistry registry;
    RegistryClient client;
    Admin admin;
    private Producer<String, byte[]> producer;
    TopicCatalogue topics;
    int test;

    protected BrokerContract(TestServer server) {
        super(server);
    }

    @BeforeAll
    void startServers() throws Exception {
        directory = Directories.temporary("plumbline-sink-test-");
        broker = LocalBroker.start(directory);
        registry = new SwitchableRegistry(LocalRegistry.start());
        client = RegistryClient.create(Map.of("schema.registry.url", registry.directUrl()));
        admin = Admin.create(Map.of("bootstrap.servers", broker.bootstrapServers()));
        producer = new KafkaProducer<>(
                Map.of("bootstrap.servers", broker.bootstrapServers()),
                new StringSerializer(),
                new ByteArraySerializer());
    }

    @AfterAll
    void stopServers() {
        if (broker != null) {
            producer.close();
            admin.close();
            client.close();
            registry.close();
            broker.close();
            Directories.delete(directory);
        }
    }

    /** Each test has topics of its own, and an empty database. */
    @BeforeEach
    void prepare() throws Exception {
        topics = new TopicCatalogue("t" + ++test + ".", 2);
        TopicAdmin.apply(admin, topics, (short) 1);
        SchemaCatalogue.apply(client, topics);
        database.truncateWindows();
        database.execute("TRUNCATE plumbline.node_status, plumbline.delivery, plumbline.run_event, plumbline.health,"
                + " plumbline.health_history, plumbline.sink_position, plumbline.sink_gap, plumbline.quarantine");
    }

    final SinkApp start() {
        return start(Map.of());
    }

    final SinkApp start(Map<String, String> more) {
        Map<String, String> settings = new HashMap<>();
        settings.put("kafka.bootstrap.servers", broker.bootstrapServers());
        settings.put("registry.schema.registry.url", registry.url());
        settings.put("db.url", database.url());
        settings.put("topics.prefix", "t" + test + ".");
        settings.put("sink.backoff.last", "500ms");
        settings.putAll(more);
        return SinkApp.start(Settings.of(settings), topics, new SimpleMeterRegistry());
    }

    final <V extends SpecificRecord> void send(Topic<V> topic, String key, V event) {
        try (AvroSerializer<V> serializer = new AvroSerializer<>(topic.type(), client)) {
            sendBytes(topic, key, serializer.serialize(topic.name(), event));
        }
    }

    final void sendBytes(Topic<?> topic, String key, byte[] value) {
        publish(new ProducerRecord<>(topic.name(), key, value));
    }

    final void publish(ProducerRecord<String, byte[]> record) {
        try {
            producer.send(record).get();
        } catch (InterruptedException | ExecutionException e) {
            throw new IllegalStateException("cannot publish", e);
        }
    }
}
