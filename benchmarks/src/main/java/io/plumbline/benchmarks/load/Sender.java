package io.plumbline.benchmarks.load;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.plumbline.benchmarks.run.Cluster;
import io.plumbline.schemas.event.MeasurementBatch;
import io.plumbline.schemas.registry.RegistryClient;
import io.plumbline.schemas.serde.AvroSerializer;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.atomic.AtomicReference;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.serialization.ByteArraySerializer;

/** Sends batches to the input as an agent does: framed by the agents' serializer, keyed by node, acknowledged. */
final class Sender implements AutoCloseable {
    private final String topic;
    private final RegistryClient registry;
    private final AvroSerializer<MeasurementBatch> values;
    private final KafkaProducer<byte[], byte[]> producer;
    private final AtomicReference<Exception> failure = new AtomicReference<>();

    /** @param lingerMillis how long records wait for company */
    Sender(Cluster cluster, int lingerMillis) {
        topic = cluster.input();
        registry = cluster.registry();
        values = new AvroSerializer<>(MeasurementBatch.class, registry);
        producer = new KafkaProducer<>(
                settings(cluster, lingerMillis), new ByteArraySerializer(), new ByteArraySerializer());
    }

    @SuppressWarnings("FutureReturnValueIgnored") // the callback is told the same
    void send(MeasurementBatch batch, Instant timestamp) {
        byte[] key = batch.getNode().getBytes(UTF_8);
        byte[] value = values.serialize(topic, batch);
        producer.send(
                new ProducerRecord<>(topic, null, timestamp.toEpochMilli(), key, value),
                (metadata, e) -> failure.compareAndSet(null, e));
    }

    /** Waits until all are acknowledged. */
    void flush() {
        producer.flush();
        if (failure.get() != null) {
            throw new IllegalStateException("the topic could not be filled", failure.get());
        }
    }

    @Override
    public void close() {
        producer.close();
        values.close();
        registry.close();
    }

    private static Map<String, Object> settings(Cluster cluster, int lingerMillis) {
        Map<String, Object> settings = new HashMap<>();
        settings.put(ProducerConfig.BOOTSTRAP_SERVERS_CONFIG, cluster.bootstrapServers());
        settings.put(ProducerConfig.COMPRESSION_TYPE_CONFIG, "lz4");
        settings.put(ProducerConfig.LINGER_MS_CONFIG, lingerMillis);
        settings.put(ProducerConfig.BATCH_SIZE_CONFIG, 65_536);
        settings.put(ProducerConfig.BUFFER_MEMORY_CONFIG, 64L << 20);
        return settings;
    }
}
