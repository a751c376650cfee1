package io.plumbline.benchmarks.engine;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.plumbline.schemas.event.MeasurementBatch;
import io.plumbline.schemas.registry.RegistryClient;
import io.plumbline.schemas.serde.AvroSerializer;
import io.plumbline.schemas.topic.SchemaCatalogue;
import io.plumbline.schemas.topic.TopicAdmin;
import io.plumbline.schemas.topic.TopicCatalogue;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.atomic.AtomicReference;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.AlterConfigOp;
import org.apache.kafka.clients.admin.ConfigEntry;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.config.ConfigResource;
import org.apache.kafka.common.serialization.ByteArraySerializer;

/** Makes Plumbline's topics and fills the input with a workload. */
final class Fill {
    private Fill() {}

    /** The event times end now, because brokers and engines have ideas about the past and the future. */
    @SuppressWarnings("FutureReturnValueIgnored") // the callback is told the same
    static void run(Cluster cluster, Workload workload) throws ExecutionException, InterruptedException {
        TopicCatalogue topics = cluster.topics();
        createTopics(cluster, topics);
        String topic = topics.measurements().name();
        Generator generator = new Generator(workload, Instant.now().minus(workload.span()));
        AtomicReference<Exception> failure = new AtomicReference<>();
        try (RegistryClient registry = cluster.registry();
                AvroSerializer<MeasurementBatch> values = new AvroSerializer<>(MeasurementBatch.class, registry);
                KafkaProducer<byte[], byte[]> producer = producer(cluster)) {
            while (generator.hasNext()) {
                MeasurementBatch batch = generator.next();
                byte[] value = values.serialize(topic, batch);
                byte[] key = batch.getNode().getBytes(UTF_8);
                producer.send(
                        new ProducerRecord<>(topic, null, generator.latest().toEpochMilli(), key, value),
                        (metadata, e) -> failure.compareAndSet(null, e));
            }
            producer.flush();
        }
        if (failure.get() != null) {
            throw new IllegalStateException("the topic could not be filled", failure.get());
        }
    }

    private static void createTopics(Cluster cluster, TopicCatalogue topics)
            throws ExecutionException, InterruptedException {
        try (Admin admin = cluster.admin();
                RegistryClient registry = cluster.registry()) {
            TopicAdmin.apply(admin, topics, (short) 1);
            SchemaCatalogue.apply(registry, topics);
            ConfigResource input = new ConfigResource(
                    ConfigResource.Type.TOPIC, topics.measurements().name());
            AlterConfigOp keep = new AlterConfigOp(new ConfigEntry("retention.ms", "-1"), AlterConfigOp.OpType.SET);
            admin.incrementalAlterConfigs(Map.of(input, List.of(keep))).all().get();
        }
    }

    /** Compressed and gathered as agents do, but from one producer: only then do records fill the batches of the log. */
    private static KafkaProducer<byte[], byte[]> producer(Cluster cluster) {
        return new KafkaProducer<>(
                Map.of(
                        ProducerConfig.BOOTSTRAP_SERVERS_CONFIG, cluster.bootstrapServers(),
                        ProducerConfig.COMPRESSION_TYPE_CONFIG, "lz4",
                        ProducerConfig.LINGER_MS_CONFIG, "20",
                        ProducerConfig.BATCH_SIZE_CONFIG, "65536",
                        ProducerConfig.BUFFER_MEMORY_CONFIG, "67108864"),
                new ByteArraySerializer(),
                new ByteArraySerializer());
    }
}
