package io.plumbline.benchmarks.store;

import io.plumbline.benchmarks.run.Stopwatch;
import io.plumbline.schemas.event.WindowStats;
import io.plumbline.schemas.registry.RegistryClient;
import io.plumbline.schemas.serde.AvroSerde;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.ConsumerRecords;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.Deserializer;

/** Reads the whole topic, decoded by Plumbline's reader, for contenders that are no more than a loop. */
final class WindowConsumer {
    private static final Duration POLL = Duration.ofMillis(100);

    /** What is done with the rows of one poll. */
    interface Work {
        void accept(List<WindowStats> rows) throws SQLException;
    }

    private WindowConsumer() {}

    static void readAll(StoreTask task, Stopwatch stopwatch, Work work) throws SQLException {
        try (RegistryClient registry = task.cluster().registry();
                KafkaConsumer<byte[], byte[]> consumer = consumer(task)) {
            Deserializer<WindowStats> values = new AvroSerde<>(WindowStats.class, registry).deserializer();
            long deadline = task.patienceNanos();
            int read = 0;
            while (read < task.records()) {
                ConsumerRecords<byte[], byte[]> polled = consumer.poll(POLL);
                if (System.nanoTime() - deadline > 0) {
                    throw new IllegalStateException("only " + read + " of " + task.records() + " records came");
                }
                if (!polled.isEmpty()) {
                    stopwatch.start();
                    work.accept(decoded(polled, values));
                    read += polled.count();
                }
            }
        }
    }

    private static List<WindowStats> decoded(ConsumerRecords<byte[], byte[]> polled, Deserializer<WindowStats> values) {
        List<WindowStats> rows = new ArrayList<>(polled.count());
        for (ConsumerRecord<byte[], byte[]> polledRecord : polled) {
            rows.add(values.deserialize(polledRecord.topic(), polledRecord.value()));
        }
        return rows;
    }

    private static KafkaConsumer<byte[], byte[]> consumer(StoreTask task) {
        Map<String, Object> settings = new HashMap<>();
        settings.put(ConsumerConfig.BOOTSTRAP_SERVERS_CONFIG, task.cluster().bootstrapServers());
        settings.put(ConsumerConfig.AUTO_OFFSET_RESET_CONFIG, "earliest");
        settings.put(ConsumerConfig.ENABLE_AUTO_COMMIT_CONFIG, "false");
        settings.put(ConsumerConfig.MAX_POLL_RECORDS_CONFIG, Integer.toString(task.batchRows()));
        settings.put(ConsumerConfig.FETCH_MAX_BYTES_CONFIG, Integer.toString(16 << 20)); // as Plumbline's sink
        KafkaConsumer<byte[], byte[]> consumer =
                new KafkaConsumer<>(settings, new ByteArrayDeserializer(), new ByteArrayDeserializer());
        consumer.assign(IntStream.range(0, task.cluster().topics().windowStats().partitions())
                .mapToObj(partition -> new TopicPartition(task.topic(), partition))
                .toList());
        return consumer;
    }
}
