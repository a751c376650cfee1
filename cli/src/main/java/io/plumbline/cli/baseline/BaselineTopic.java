package io.plumbline.cli.baseline;

import io.plumbline.producers.publish.CommittedRecords;
import io.plumbline.schemas.event.Baseline;
import io.plumbline.schemas.registry.RegistryClient;
import io.plumbline.schemas.serde.AvroSerde;
import io.plumbline.schemas.topic.Topic;
import io.plumbline.settings.ConfigException;
import io.plumbline.settings.Settings;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Future;
import java.util.stream.Collectors;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.clients.producer.RecordMetadata;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.SerializationException;
import org.apache.kafka.common.errors.TimeoutException;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.common.serialization.StringDeserializer;
import org.apache.kafka.common.serialization.StringSerializer;

/**
 * The baselines as their topic has them, which is the truth: whoever compares reads it there. The next version of a series
 * is one more than the topic's last, not than the database's, which lags behind.
 *
 * <p>Nobody locks the topic, and the topology writes to it too. So each version is read back after it was written: where
 * somebody else's came in between, ours is written again after it, with a higher number. Hence a version that is returned
 * has a higher number than any record of its series before it, and no two that are returned have the same (ADR 21).
 *
 * <p>Not thread-safe.
 */
public final class BaselineTopic implements AutoCloseable {
    private static final Duration PATIENCE = Duration.ofSeconds(10);
    private static final int TRIES = 20;

    private final Topic<Baseline> topic;
    private final RegistryClient registry;
    private final AvroSerde<Baseline> serde;
    private final Consumer<String, byte[]> consumer;
    private final Producer<String, byte[]> producer;
    private final Map<String, Entry> latest = new HashMap<>();

    /**
     * The last record of a key.
     *
     * @param baseline what it says; null if it cannot be read
     * @param highest version of the key so far
     */
    private record Entry(ConsumerRecord<String, byte[]> record, Baseline baseline, int highest) {
        int next() {
            if (baseline == null) {
                throw new ConfigException("the present baseline %s cannot be read: %s-%d, offset %d"
                        .formatted(record.key(), record.topic(), record.partition(), record.offset()));
            }
            return highest + 1;
        }
    }

    private BaselineTopic(Topic<Baseline> topic, Map<String, String> kafka, RegistryClient registry) {
        this.topic = topic;
        this.registry = registry;
        this.serde = new AvroSerde<>(topic.type(), registry);
        this.consumer = new KafkaConsumer<>(consumer(kafka), new StringDeserializer(), new ByteArrayDeserializer());
        this.producer = new KafkaProducer<>(producer(kafka), new StringSerializer(), new ByteArraySerializer());
    }

    /**
     * Reads the topic up to its end.
     *
     * @param settings {@code kafka.*} and {@code registry.*}
     * @throws ConfigException if the topic is not there
     * @throws TimeoutException if that takes more than some seconds
     */
    public static BaselineTopic open(Topic<Baseline> topic, Settings settings) {
        Map<String, String> kafka = settings.under("kafka.");
        Settings.check(
                kafka.containsKey("bootstrap.servers"),
                "setting kafka.bootstrap.servers is missing, e.g. --set kafka.bootstrap.servers=127.0.0.1:9092");
        BaselineTopic result = new BaselineTopic(topic, kafka, RegistryClient.create(settings.under("registry.")));
        try {
            result.readAll();
            return result;
        } catch (RuntimeException e) {
            result.close();
            throw e;
        }
    }

    /** The last baseline of each series, as of the last read. */
    public List<Baseline> present() {
        return latest.values().stream()
                .filter(entry -> entry.baseline != null)
                .map(Entry::baseline)
                .toList();
    }

    /**
     * Writes these, each of another series, as the next versions.
     *
     * @return as they stand in the topic
     * @throws ConfigException if the present version of one cannot be read: then nothing is written
     */
    public List<Baseline> publish(List<Baseline> changes) throws ExecutionException, InterruptedException {
        List<Baseline> result = new ArrayList<>();
        List<Baseline> left = changes;
        for (int i = 0; i < TRIES && !left.isEmpty(); i++) {
            Map<Baseline, RecordMetadata> written =
                    send(left.stream().map(this::numbered).toList());
            List<ConsumerRecord<String, byte[]>> since = readPast(written.values());
            Map<Boolean, List<Baseline>> overtaken = written.keySet().stream()
                    .collect(Collectors.partitioningBy(ours -> overtaken(ours, written.get(ours), since)));
            since.forEach(this::see);
            result.addAll(overtaken.get(false));
            left = overtaken.get(true);
        }
        if (!left.isEmpty()) {
            throw new TimeoutException(
                    "others write baselines of " + key(left.get(0)) + " all the time: try again later");
        }
        return result;
    }

    @Override
    public void close() {
        producer.close(PATIENCE);
        consumer.close();
        registry.close();
    }

    /** The key of a series, as the topology has it. */
    static String key(Baseline baseline) {
        String overAll = baseline.getSystem() + "/" + baseline.getRun() + "/" + baseline.getOperation();
        return baseline.getNode().isEmpty() ? overAll : overAll + "/" + baseline.getNode();
    }

    private Baseline numbered(Baseline change) {
        Entry last = latest.get(key(change));
        return Baseline.newBuilder(change)
                .setVersion(last == null ? 1 : last.next())
                .build();
    }

    private Map<Baseline, RecordMetadata> send(List<Baseline> versions)
            throws ExecutionException, InterruptedException {
        Map<Baseline, Future<RecordMetadata>> sent = new LinkedHashMap<>();
        for (Baseline version : versions) {
            byte[] value = serde.serializer().serialize(topic.name(), version);
            sent.put(version, producer.send(new ProducerRecord<>(topic.name(), key(version), value)));
        }
        producer.flush();
        Map<Baseline, RecordMetadata> written = new LinkedHashMap<>();
        for (Map.Entry<Baseline, Future<RecordMetadata>> entry : sent.entrySet()) {
            written.put(entry.getKey(), entry.getValue().get());
        }
        return written;
    }

    /** All records that we had not read, up to the last of ours in each partition at least. */
    private List<ConsumerRecord<String, byte[]>> readPast(Collection<RecordMetadata> written) {
        Map<TopicPartition, Long> ends = new HashMap<>();
        written.forEach(record ->
                ends.merge(new TopicPartition(record.topic(), record.partition()), record.offset() + 1, Math::max));
        return CommittedRecords.until(consumer, ends);
    }

    /** Whether another version with its number or a higher one came before it, which we had not read then. */
    private boolean overtaken(Baseline ours, RecordMetadata written, List<ConsumerRecord<String, byte[]>> since) {
        return since.stream()
                .filter(record -> record.key().equals(key(ours)) && record.offset() < written.offset())
                .filter(record -> record.value() != null)
                .map(this::read)
                .anyMatch(other -> other != null && other.getVersion() >= ours.getVersion());
    }

    private void readAll() {
        List<TopicPartition> partitions = CommittedRecords.assigned(consumer, topic.name());
        Settings.check(
                !partitions.isEmpty(), "there is no topic " + topic.name() + ": `plumbline topics apply` makes it");
        CommittedRecords.until(consumer, consumer.endOffsets(partitions)).forEach(this::see);
    }

    /** Remembers it as the last of its key; a tombstone ends the key. */
    private void see(ConsumerRecord<String, byte[]> record) {
        if (record.value() == null) {
            latest.remove(record.key());
            return;
        }
        Baseline baseline = read(record);
        Entry before = latest.get(record.key());
        int highest = Math.max(before == null ? 0 : before.highest, baseline == null ? 0 : baseline.getVersion());
        latest.put(record.key(), new Entry(record, baseline, highest));
    }

    /** Null if it cannot be read: whoever wants to follow on it is told. */
    private Baseline read(ConsumerRecord<String, byte[]> record) {
        try {
            return serde.deserializer().deserialize(record.topic(), record.headers(), record.value());
        } catch (SerializationException e) {
            return null;
        }
    }

    private static Map<String, Object> consumer(Map<String, String> kafka) {
        Map<String, Object> result = CommittedRecords.consumer(kafka);
        result.put("client.id", "plumbline-baseline");
        return result;
    }

    private static Map<String, Object> producer(Map<String, String> kafka) {
        Map<String, Object> result = new HashMap<>(kafka);
        result.put("client.id", "plumbline-baseline");
        result.put("acks", "all");
        result.putIfAbsent("max.block.ms", Long.toString(PATIENCE.toMillis()));
        result.putIfAbsent("request.timeout.ms", "5000");
        result.putIfAbsent("delivery.timeout.ms", Long.toString(PATIENCE.toMillis()));
        return result;
    }
}
