package io.plumbline.producers;

import static org.awaitility.Awaitility.await;

import io.plumbline.local.LocalBroker;
import io.plumbline.local.LocalRegistry;
import io.plumbline.producers.publish.CommittedRecords;
import io.plumbline.schemas.registry.RegistryClient;
import io.plumbline.schemas.serde.AvroSerde;
import io.plumbline.schemas.topic.Topic;
import io.plumbline.schemas.topic.TopicAdmin;
import io.plumbline.schemas.topic.TopicCatalogue;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.function.Predicate;
import org.apache.avro.specific.SpecificRecord;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.StringDeserializer;

/** A real broker and registry, with topics of its own for each test. */
public final class Pipeline implements AutoCloseable {
    private final LocalBroker broker;
    private final LocalRegistry registry;
    private final RegistryClient client;

    public Pipeline(Path directory) {
        broker = LocalBroker.start(directory);
        registry = LocalRegistry.start();
        client = RegistryClient.create(registrySettings());
    }

    public LocalBroker broker() {
        return broker;
    }

    public RegistryClient registry() {
        return client;
    }

    public Map<String, String> registrySettings() {
        return Map.of("schema.registry.url", registry.url());
    }

    public Map<String, String> kafkaSettings() {
        return Map.of("bootstrap.servers", broker.bootstrapServers());
    }

    public TopicCatalogue topics(String prefix) throws ExecutionException, InterruptedException {
        TopicCatalogue catalogue = new TopicCatalogue(prefix + ".", 2);
        try (Admin admin = Admin.create(Map.of("bootstrap.servers", broker.bootstrapServers()))) {
            TopicAdmin.apply(admin, catalogue, (short) 1);
        }
        return catalogue;
    }

    /** What was committed of all that has been written until now; waits until that is decided. */
    public <V extends SpecificRecord> List<ConsumerRecord<String, V>> read(Topic<V> topic) {
        return read(topic, "read_committed");
    }

    /** @param isolation {@code read_uncommitted} to see what was begun, too */
    public <V extends SpecificRecord> List<ConsumerRecord<String, V>> read(Topic<V> topic, String isolation) {
        Map<String, Object> settings = new HashMap<>(kafkaSettings());
        settings.put("isolation.level", isolation);
        try (var consumer = new KafkaConsumer<>(
                        settings, new StringDeserializer(), new AvroSerde<>(topic.type(), client).deserializer());
                var all = new KafkaConsumer<>(
                        new HashMap<String, Object>(kafkaSettings()),
                        new StringDeserializer(),
                        new StringDeserializer())) { // sees as far as there are records, whatever becomes of them
            List<TopicPartition> partitions = CommittedRecords.assigned(consumer, topic.name());
            return CommittedRecords.until(consumer, all.endOffsets(partitions));
        }
    }

    public <V extends SpecificRecord> List<V> values(Topic<V> topic) {
        return read(topic).stream().map(ConsumerRecord::value).toList();
    }

    /** The values of a topic, as soon as they satisfy {@code condition}. */
    public <V extends SpecificRecord> List<V> awaitValues(Topic<V> topic, Predicate<List<V>> condition) {
        return await("records in " + topic.name())
                .atMost(Duration.ofSeconds(30))
                .until(() -> values(topic), condition);
    }

    @Override
    public void close() {
        client.close();
        registry.close();
        broker.close();
    }
}
