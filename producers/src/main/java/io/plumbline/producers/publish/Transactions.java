package io.plumbline.producers.publish;

import io.plumbline.settings.Settings;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.consumer.ConsumerGroupMetadata;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.InterruptException;
import org.apache.kafka.common.errors.InvalidProducerEpochException;
import org.apache.kafka.common.errors.ProducerFencedException;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.common.serialization.StringSerializer;

/**
 * Kafka's transactions under one name, each of which moves a position along with its records: both are stored, or neither is.
 * Whoever opens a name last has it; the one before is refused from then on. For one thread.
 */
final class Transactions implements AutoCloseable {
    private static final Duration PATIENCE = Duration.ofSeconds(10);

    private final Producer<String, byte[]> producer;
    private final TopicPartition place;
    private final CommitPolicy policy;
    private Group group;
    private boolean open;
    private long records;
    private long begunNanos;

    /**
     * The group that keeps the position.
     *
     * @param last the position found there
     */
    private record Group(ConsumerGroupMetadata metadata, Optional<Position> last) {}

    private Transactions(Producer<String, byte[]> producer, TopicPartition place, CommitPolicy policy) {
        this.producer = producer;
        this.place = place;
        this.policy = policy;
    }

    /**
     * Takes the name. What its last owner had not committed is aborted then.
     *
     * @param name transactional id, and group of the position
     * @param place the partition that the position is said of; it must be there
     */
    static Transactions open(Map<String, String> kafka, String name, TopicPartition place, CommitPolicy policy) {
        return open(
                kafka,
                name,
                place,
                policy,
                settings -> new KafkaProducer<>(settings, new StringSerializer(), new ByteArraySerializer()));
    }

    static Transactions open(
            Map<String, String> kafka,
            String name,
            TopicPartition place,
            CommitPolicy policy,
            Function<Map<String, Object>, Producer<String, byte[]>> producers) {
        Map<String, Object> settings = PublisherSettings.of(kafka);
        settings.put(ProducerConfig.TRANSACTIONAL_ID_CONFIG, name);
        checkTimeout(kafka, policy);
        settings.putIfAbsent(
                ProducerConfig.RETRY_BACKOFF_MS_CONFIG, "20"); // a transaction waits for the end of the one before
        Transactions result = new Transactions(producers.apply(settings), place, policy);
        try {
            result.trying(result.producer::initTransactions);
            result.group = group(kafka, name, place); // now that nobody else moves it
            return result;
        } catch (RuntimeException e) {
            result.close();
            throw e;
        }
    }

    /** The position of the last transaction under this name; empty before the first, and when Kafka has forgotten it. */
    Optional<Position> position() {
        return group.last;
    }

    /** May begin a transaction. */
    @SuppressWarnings("FutureReturnValueIgnored") // what is not stored makes the commit fail
    void send(ProducerRecord<String, byte[]> message) {
        begin();
        trying(() -> producer.send(message));
        records++;
    }

    boolean isDue() {
        return open
                && (records >= policy.records()
                        || System.nanoTime() - begunNanos >= policy.time().toNanos());
    }

    /** Stores a position alone. */
    void mark(Position position) {
        begin();
        commit(position);
    }

    /** Ends the transaction, if there is one: what was sent since the last one, and {@code position}, are stored. */
    void commit(Position position) {
        if (open) {
            trying(() -> producer.sendOffsetsToTransaction(Map.of(place, position.offset()), group.metadata));
            trying(producer::commitTransaction);
            open = false;
        }
    }

    /** What is not committed is not there: Kafka aborts it now, or when it is not reached, after its own timeout. */
    @Override
    public void close() {
        try {
            if (open) {
                producer.abortTransaction();
            }
        } catch (KafkaException
                | IllegalStateException e) { // then Kafka aborts it: for its next owner, or after its timeout
            open = false;
        } finally {
            producer.close(PATIENCE);
        }
    }

    private void begin() {
        if (!open) {
            trying(producer::beginTransaction);
            open = true;
            records = 0;
            begunNanos = System.nanoTime();
        }
    }

    private static Group group(Map<String, String> kafka, String name, TopicPartition place) {
        Map<String, Object> settings = CommittedRecords.consumer(kafka);
        settings.put(ConsumerConfig.GROUP_ID_CONFIG, name);
        try (Consumer<byte[], byte[]> consumer =
                new KafkaConsumer<>(settings, new ByteArrayDeserializer(), new ByteArrayDeserializer())) {
            OffsetAndMetadata offset = consumer.committed(Set.of(place)).get(place);
            return new Group(
                    consumer.groupMetadata(), Optional.ofNullable(offset).map(Position::of));
        }
    }

    private void trying(Runnable step) {
        try {
            step.run();
        } catch (InterruptException e) {
            throw e;
        } catch (ProducerFencedException | InvalidProducerEpochException e) {
            throw new PublishException(
                    "the same is being published by somebody else, who goes on from what is committed (or Kafka waited for us"
                            + " longer than transaction.timeout.ms); the same command goes on from there, too",
                    e);
        } catch (KafkaException e) {
            throw new PublishException("cannot publish: " + e.getMessage(), e);
        }
    }

    private static void checkTimeout(Map<String, String> kafka, CommitPolicy policy) {
        long least = 4 * policy.time().toMillis();
        String timeout = kafka.getOrDefault(ProducerConfig.TRANSACTION_TIMEOUT_CONFIG, Long.toString(least));
        Settings.check(
                timeout.matches("\\d{1,18}") && Long.parseLong(timeout) >= least,
                "setting kafka.transaction.timeout.ms must be " + least + " at least, was " + timeout);
    }
}
