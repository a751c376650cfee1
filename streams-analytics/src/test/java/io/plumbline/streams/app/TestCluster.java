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
import org.apache.avro.specific.SpecificRecord;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.AlterConfigOp;
import org.apache.kafka.clients.admin.ConfigEntry;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.clients.producer.RecordMetadata;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.config.ConfigResource;
import org.apache.kafka.common.config.TopicConfig;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.common.serialization.Deserializer;
import org.apache.kafka.common.serialization.Serializer;
import org.apache.kafka.common.serialization.StringDeserializer;
import org.apache.kafka.common.serialization.StringSerializer;

/** A real broker with our topics, a registry, and an agent's producer. */
final class TestCluster implements AutoCloseable {
    final LocalBroker broker;
    final LocalRegistry registry = LocalRegistry.start();
    final TopicCatalogue topics = new TopicCatalogue("plumbline.", 4);
    private final RegistryClient client = RegistryClient.create(Map.of("schema.registry.url", registry.url()));
    private final Serializer<MeasurementBatch> serializer =
            new AvroSerde<>(MeasurementBatch.class, client).serializer();
    private final KafkaProducer<String, byte[]> producer;

    TestCluster(Path directory) throws Exception {
        broker = LocalBroker.start(directory);
        try (Admin admin = Admin.create(Map.of("bootstrap.servers", broker.bootstrapServers()))) {
            TopicAdmin.apply(admin, topics, (short) 1);
            keepForEver(admin);
        }
        producer = new KafkaProducer<>(
                Map.of("bootstrap.servers", broker.bootstrapServers(), "linger.ms", 0),
                new StringSerializer(),
                new ByteArraySerializer());
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

    /** The record that an agent makes of a batch. */
    ProducerRecord<String, byte[]> record(MeasurementBatch batch) {
        String topic = topics.measurements().name();
        return new ProducerRecord<>(topic, batch.getNode(), serializer.serialize(topic, batch));
    }

    /** Sends and waits until the broker has it. */
    RecordMetadata send(MeasurementBatch batch) throws Exception {
        return send(record(batch));
    }

    /** Sends and waits until the broker has it. */
    RecordMetadata send(ProducerRecord<String, byte[]> record) throws Exception {
        return producer.send(record).get();
    }

    /** Every value committed in a topic, in the order of each partition. */
    <V extends SpecificRecord> List<V> committed(Topic<V> topic) {
        Deserializer<V> values = new AvroSerde<>(topic.type(), client).deserializer();
        return committed(topic.name()).stream()
                .map(record -> values.deserialize(topic.name(), record.value()))
                .toList();
    }

    /**
     * Every record committed in a topic, in the order of each partition. What a killed process left open holds back all
     * behind it: this waits until the broker has ended that.
     */
    List<ConsumerRecord<String, byte[]>> committed(String topic) {
        List<ConsumerRecord<String, byte[]>> records = new ArrayList<>();
        try (KafkaConsumer<String, byte[]> all = consumer("read_uncommitted");
                KafkaConsumer<String, byte[]> consumer = consumer("read_committed")) {
            List<TopicPartition> partitions = all.partitionsFor(topic).stream()
                    .map(info -> new TopicPartition(info.topic(), info.partition()))
                    .toList();
            Map<TopicPartition, Long> ends = all.endOffsets(partitions);
            consumer.assign(partitions);
            consumer.seekToBeginning(partitions);
            while (partitions.stream().anyMatch(partition -> consumer.position(partition) < ends.get(partition))) {
                consumer.poll(Duration.ofMillis(100)).forEach(records::add);
            }
        }
        return records;
    }

    private KafkaConsumer<String, byte[]> consumer(String isolation) {
        return new KafkaConsumer<>(
                Map.of("bootstrap.servers", broker.bootstrapServers(), "isolation.level", isolation),
                new StringDeserializer(),
                new ByteArrayDeserializer());
    }

    @Override
    public void close() {
        producer.close();
        client.close();
        registry.close();
        broker.close();
    }
}
