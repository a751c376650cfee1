package io.plumbline.producers.publish;

import io.plumbline.producers.agent.NodeIdentity;
import io.plumbline.schemas.registry.RegistryClient;
import io.plumbline.schemas.topic.Topic;
import io.plumbline.schemas.topic.TopicCatalogue;
import io.plumbline.settings.ConfigException;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import org.apache.avro.specific.SpecificRecord;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.InterruptException;

/**
 * Publishes a sequence of events exactly once, however often its publisher is killed and begins again (ADR 32). The sequence
 * must be the same each time, and its reader {@code read_committed}: records go to Kafka in transactions, each with the
 * position that it reaches, and whoever resumes passes over what stands before the last position.
 *
 * <p>For one thread.
 */
public final class ResumablePublisher implements SequenceSink, AutoCloseable {
    private final RecordEncoder encoder;
    private final EventStreams streams;
    private final Transactions transactions;
    private final Optional<Position> found;
    private Position stored = Position.start("");
    private Passed passed = new Passed("");

    /** @param transactions closed by the publisher */
    ResumablePublisher(TopicCatalogue topics, RegistryClient registry, Transactions transactions) {
        this.encoder = new RecordEncoder(registry);
        this.streams = new EventStreams((batch, at) -> publish(topics.measurements(), batch, at));
        this.transactions = transactions;
        this.found = transactions.position();
    }

    /**
     * Takes {@code name}: who publishes under it elsewhere is refused from now on, and what that has not committed is not there.
     *
     * @param kafka settings of Kafka's clients, at least {@code bootstrap.servers}
     * @param registry not closed by the publisher
     * @param name of the sequence, the same whenever it is published again: Kafka's transactional id, and the group of its position
     * @throws ConfigException if {@code kafka} lacks the servers or weakens the guarantee
     * @throws PublishException if Kafka cannot be reached, or refuses transactions
     */
    public static ResumablePublisher open(
            TopicCatalogue topics,
            Map<String, String> kafka,
            RegistryClient registry,
            String name,
            CommitPolicy policy) {
        return new ResumablePublisher(topics, registry, Transactions.open(kafka, name, place(topics), policy));
    }

    /** Positions must be said of a partition that is there. This one is; what it holds has nothing to do with them. */
    static TopicPartition place(TopicCatalogue topics) {
        return new TopicPartition(topics.runs().name(), 0);
    }

    /** Says in Kafka that the sequence has begun, before anything of it is published. */
    public void mark() {
        transactions.mark(Position.start(""));
    }

    /** Whether it had when this was opened; false, too, when Kafka has forgotten it. */
    public boolean isMarked() {
        return found.isPresent();
    }

    /** The latest event time of what was published of the part when this was opened; empty if that is nothing. */
    public Optional<Instant> reached(String part) {
        return last(part).filter(last -> last.records() > 0).map(last -> Instant.ofEpochMilli(last.latestMillis()));
    }

    /** What follows is {@code part} of the sequence, from its beginning, whatever of it is published already. */
    public void begin(String part) {
        from(Position.start(part));
    }

    @Override
    public OptionalLong resume(String part) {
        Position position = last(part).orElse(Position.start(part));
        from(position);
        return position.records() == 0 ? OptionalLong.empty() : OptionalLong.of(position.events());
    }

    @Override
    public EventStream stream(NodeIdentity identity, String boot) {
        return streams.of(identity, boot);
    }

    /**
     * {@inheritDoc}
     *
     * @throws ConfigException if this is not what stood here when it was published for the first time
     */
    @Override
    public <V extends SpecificRecord> void publish(Topic<V> topic, V value, Instant at) {
        ProducerRecord<String, byte[]> message = encode(topic, value, at);
        passed.add(message, value);
        if (passed.records() > stored.records()) {
            transactions.send(message);
            if (transactions.isDue()) {
                commit();
            }
        } else if (passed.records() == stored.records()) {
            checkSame();
        }
    }

    /** Stores what was published so far, without what waits in streams: a sequence that ends here can be resumed. */
    public void commit() {
        transactions.commit(passed.position());
    }

    /**
     * {@inheritDoc}
     *
     * @throws ConfigException if more of it was published before than there is now
     */
    @Override
    public void flush() {
        streams.flush();
        if (passed.records() < stored.records()) {
            checkSame();
        }
        commit();
    }

    /** What is not committed is given up. */
    @Override
    public void close() {
        transactions.close();
    }

    private Optional<Position> last(String part) {
        return found.filter(last -> last.part().equals(part));
    }

    private void from(Position position) {
        streams.clear();
        stored = position;
        passed = new Passed(position.part());
    }

    private void checkSame() {
        if (!passed.position().equals(stored)) {
            throw new ConfigException(
                    "what was published before the interruption is not what comes now: it was cut or read"
                            + " otherwise, by other options, settings, or another version; nothing more was published");
        }
    }

    private <V extends SpecificRecord> ProducerRecord<String, byte[]> encode(Topic<V> topic, V value, Instant at) {
        try {
            return encoder.encode(topic, value, at);
        } catch (InterruptException e) {
            throw e;
        } catch (RuntimeException e) { // the registry's
            throw new PublishException("cannot publish to " + topic.name() + ": " + e.getMessage(), e);
        }
    }
}
