package io.plumbline.benchmarks.store;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.plumbline.benchmarks.load.Topics;
import io.plumbline.benchmarks.run.Cluster;
import io.plumbline.schemas.event.WindowStats;
import io.plumbline.schemas.registry.RegistryClient;
import io.plumbline.schemas.serde.AvroSerializer;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.atomic.AtomicReference;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.serialization.ByteArraySerializer;

/** Fills the topic of windows' rows as the topology does: framed, compressed, keyed by system, run and operation. */
final class ResultTopic {
    private ResultTopic() {}

    /** @throws IllegalStateException if the broker refuses a record */
    static void fill(Cluster cluster, StoreWorkload workload) throws ExecutionException, InterruptedException {
        Topics.create(cluster);
        append(cluster, workload, 0, workload.records());
    }

    /** The records from {@code from} up to, without, {@code until}. */
    @SuppressWarnings("FutureReturnValueIgnored") // the callback is told the same
    static void append(Cluster cluster, StoreWorkload workload, int from, int until) {
        String topic = cluster.topics().windowStats().name();
        WindowRows rows = new WindowRows(workload);
        AtomicReference<Exception> failure = new AtomicReference<>();
        try (RegistryClient registry = cluster.registry();
                AvroSerializer<WindowStats> values = new AvroSerializer<>(WindowStats.class, registry);
                KafkaProducer<byte[], byte[]> producer =
                        new KafkaProducer<>(settings(cluster), new ByteArraySerializer(), new ByteArraySerializer())) {
            for (int index = from; index < until; index++) {
                WindowStats row = rows.record(index);
                byte[] key = (row.getSystem() + "/" + row.getOperation() + "/" + row.getNode()).getBytes(UTF_8);
                producer.send(
                        new ProducerRecord<>(topic, key, values.serialize(topic, row)),
                        (metadata, e) -> failure.compareAndSet(null, e));
            }
            producer.flush();
        }
        if (failure.get() != null) {
            throw new IllegalStateException("the topic could not be filled", failure.get());
        }
    }

    private static Map<String, Object> settings(Cluster cluster) {
        Map<String, Object> settings = new HashMap<>();
        settings.put(ProducerConfig.BOOTSTRAP_SERVERS_CONFIG, cluster.bootstrapServers());
        settings.put(ProducerConfig.COMPRESSION_TYPE_CONFIG, "lz4");
        settings.put(ProducerConfig.LINGER_MS_CONFIG, 20);
        settings.put(ProducerConfig.BATCH_SIZE_CONFIG, 131_072);
        return settings;
    }
}
