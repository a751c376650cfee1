package io.plumbline.sink.audit;

import static org.assertj.core.api.Assertions.assertThat;

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
import io.plumbline.sink.SinkApp;
import io.plumbline.sink.TestDatabase;
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

/** A real broker and registry, and topics of one partition each, so that a test knows the offsets of what it sends. */
public final class AuditedPipeline implements AutoCloseable {
    private static final Duration PATIENCE = Duration.ofSeconds(30);

    private final Path directory = Directories.temporary("plumbline-audit-test-");
    private final LocalBroker broker = LocalBroker.start(directory);
    private final LocalRegistry registry = LocalRegistry.start();
    private final RegistryClient client = RegistryClient.create(Map.of("schema.registry.url", registry.url()));
    private final Admin admin = Admin.create(Map.of("bootstrap.servers", broker.bootstrapServers()));
    private final Producer<String, byte[]> producer = new KafkaProducer<>(
            Map.of("bootstrap.servers", broker.bootstrapServers()), new StringSerializer(), new ByteArraySerializer());

    public TopicCatalogue topics(String prefix) throws ExecutionException, InterruptedException {
        TopicCatalogue topics = new TopicCatalogue(prefix, 1);
        TopicAdmin.apply(admin, topics, (short) 1);
        SchemaCatalogue.apply(client, topics);
        return topics;
    }

    public Admin admin() {
        return admin;
    }

    public RegistryClient registry() {
        return client;
    }

    public <V extends SpecificRecord> byte[] bytes(Topic<V> topic, V event) {
        try (AvroSerializer<V> serializer = new AvroSerializer<>(topic.type(), client)) {
            return serializer.serialize(topic.name(), event);
        }
    }

    public <V extends SpecificRecord> void send(Topic<V> topic, String key, V event) {
        publish(new ProducerRecord<>(topic.name(), key, bytes(topic, event)));
    }

    /** Returns its offset. */
    public long publish(ProducerRecord<String, byte[]> record) {
        try {
            return producer.send(record).get().offset();
        } catch (InterruptedException | ExecutionException e) {
            throw new IllegalStateException("cannot publish", e);
        }
    }

    /** Runs a sink until everything is stored. */
    public void store(TestDatabase database, TopicCatalogue topics) throws InterruptedException {
        Map<String, String> settings = settings(database, topics);
        settings.put("sink.backoff.last", "500ms");
        try (SinkApp sink = SinkApp.start(Settings.of(settings), topics, new SimpleMeterRegistry())) {
            assertThat(sink.awaitCaughtUp(PATIENCE)).isTrue();
        }
    }

    public Map<String, String> settings(TestDatabase database, TopicCatalogue topics) {
        Map<String, String> settings = new HashMap<>();
        settings.put("kafka.bootstrap.servers", broker.bootstrapServers());
        settings.put("registry.schema.registry.url", registry.url());
        settings.put("db.url", database.url());
        settings.put("topics.prefix", topics.deadLetters().name().replace("dead-letters", ""));
        return settings;
    }

    @Override
    public void close() {
        producer.close();
        admin.close();
        client.close();
        registry.close();
        broker.close();
        Directories.delete(directory);
    }
}
