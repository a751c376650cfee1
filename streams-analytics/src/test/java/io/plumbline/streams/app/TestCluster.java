package io.plumbline.streams.app;

import io.plumbline.local.LocalBroker;
import io.plumbline.local.LocalRegistry;
import io.plumbline.schemas.event.MeasurementBatch;
import io.plumbline.schemas.registry.RegistryClient;
import io.plumbline.schemas.serde.AvroSerde;
import io.plumbline.schemas.topic.Topic;
import io.plumbline.schemas.topic.TopicAdmin;
import io.plumbline.schemas.topic.TopicCatalogue;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.apache.avro.specific.SpecificRecord;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.AlterConfigOp;
import org.apache.kafka.clients.admin.ConfigEntry;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.config.ConfigResource;
import org.apache.kafka.common.config.TopicConfig;
import org.apache.kafka.common.serialization.StringDeserializer;
import org.apache.kafka.common.serialization.StringSerializer;

/** A real broker with our topics, a registry, and an agent's producer. */
final class TestCluster implements AutoCloseable {
    final LocalBroker broker;
    final LocalRegistry registry = LocalRegistry.start();
    final TopicCatalogue topics = new TopicCatalogue("plumbline.", 4);
    private final RegistryClient client = RegistryClient.create(Map.of("schema.registry.url", registry.url()));
    private final KafkaProducer<String, MeasurementBatch> producer;

    TestCluster(Path directory) throws Exception {
        broker = LocalBroker.start(directory);
        try (Admin admin = Admin.create(Map.of("bootstrap.servers", broker.bootstrapServers()))) {
            TopicAdmin.apply(admin, topics, (short) 1);
            keepForEver(admin);
        }
        producer = new KafkaProducer<>(
                Map.of("bootstrap.servers", broker.bootstrapServers(), "linger.ms", 0),
                new StringSerializer(),
                new AvroSerde<>(MeasurementBatch.class, client).serializer());
    }

    /** Events of tests are of 1970: half a minute after its start the broker would delete what is as old as they are. */
    private void keepForEver(Admin admin) throws Exception {
        AlterConfigOp forEver =
                new AlterConfigOp(new ConfigEntry(TopicConfig.RETENTION_MS_CONFIG, "-1"), AlterConfigOp.OpType.SET);
        Map<ConfigResource, Collection<AlterConfigOp>> changes = new HashMap<>();
        topics.all()
                .forEach(topic ->
                        changes.put(new ConfigResource(ConfigResource.Type.TOPIC, topic.name()), List.of(forEver)));
        admin.incrementalAlterConfigs(changes).all().get();
    }

    /** Settings for an app that notices a dead instance soon. */
    Map<String, String> settings(Path stateDirectory) {
        Map<String, String> settings = new HashMap<>();
        settings.put("kafka.bootstrap.servers", broker.bootstrapServers());
        settings.put("kafka.consumer.session.timeout.ms", "6000");
        settings.put("kafka.consumer.heartbeat.interval.ms", "1000");
        settings.put("kafka.producer.transaction.timeout.ms", "3000");
        settings.put("registry.schema.registry.url", registry.url());
        settings.put("streams.state.directory", stateDirectory.toString());
        settings.put("windows.past.limit", "36500d"); // events of tests are of 1970
        return settings;
    }

    /** Sends and waits until the broker has it. */
    void send(MeasurementBatch batch) throws Exception {
        producer.send(new ProducerRecord<>(topics.measurements().name(), batch.getNode(), batch))
                .get();
    }

    /** Everything committed in a topic, in the order of each partition. */
    <V extends SpecificRecord> List<V> committed(Topic<V> topic) {
        List<V> values = new ArrayList<>();
        try (KafkaConsumer<String, V> consumer = new KafkaConsumer<>(
                Map.of("bootstrap.servers", broker.bootstrapServers(), "isolation.level", "read_committed"),
                new StringDeserializer(),
                new AvroSerde<>(topic.type(), client).deserializer())) {
            List<TopicPartition> partitions = consumer.partitionsFor(topic.name()).stream()
                    .map(info -> new TopicPartition(info.topic(), info.partition()))
                    .toList();
            consumer.assign(partitions);
            consumer.seekToBeginning(partitions);
            Map<TopicPartition, Long> ends = consumer.endOffsets(Set.copyOf(partitions));
            while (partitions.stream().anyMatch(partition -> consumer.position(partition) < ends.get(partition))) {
                consumer.poll(Duration.ofMillis(100)).forEach(record -> values.add(record.value()));
            }
        }
        return values;
    }

    @Override
    public void close() {
        producer.close();
        client.close();
        registry.close();
        broker.close();
    }
}
