package io.plumbline.producers.publish;

import io.plumbline.producers.agent.NodeIdentity;
import io.plumbline.schemas.registry.RegistryClient;
import io.plumbline.schemas.topic.Topic;
import io.plumbline.schemas.topic.TopicCatalogue;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.atomic.AtomicReference;
import org.apache.avro.specific.SpecificRecord;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.errors.InterruptException;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.common.serialization.StringSerializer;

/**
 * Publishes events to Kafka in the order in which they were given, and says at {@link #flush} whether all of them are
 * stored. It blocks while Kafka is slow: its memory is bounded. After the first failure it takes nothing more.
 *
 * <p>Thread-safe, but each stream is for one thread.
 */
public final class EventPublisher implements EventSink, AutoCloseable {
    private static final Duration CLOSE_TIMEOUT = Duration.ofSeconds(10);

    private final Producer<String, byte[]> producer;
    private final RecordEncoder encoder;
    private final EventStreams streams;
    private final AtomicLong acknowledged = new AtomicLong();
    private final AtomicReference<PublishException> failure = new AtomicReference<>();

    private EventPublisher(TopicCatalogue topics, Producer<String, byte[]> producer, RegistryClient registry) {
        this.producer = producer;
        this.encoder = new RecordEncoder(registry);
        this.streams = new EventStreams((batch, at) -> publish(topics.measurements(), batch, at));
    }

    /**
     * Neither Kafka nor the registry need to be there yet.
     *
     * @param kafka settings of Kafka's producer, at least {@code bootstrap.servers}
     * @param registry not closed by the publisher
     * @throws io.plumbline.settings.ConfigException if {@code kafka} lacks the servers or weakens the guarantee
     */
    public static EventPublisher open(TopicCatalogue topics, Map<String, String> kafka, RegistryClient registry) {
        return new EventPublisher(
                topics,
                new KafkaProducer<>(PublisherSettings.of(kafka), new StringSerializer(), new ByteArraySerializer()),
                registry);
    }

    @Override
    public EventStream stream(NodeIdentity identity, String boot) {
        return streams.of(identity, boot);
    }

    @Override
    public <V extends SpecificRecord> void publish(Topic<V> topic, V value, Instant at) {
        throwFailure();
        try {
            send(encoder.encode(topic, value, at));
        } catch (InterruptException e) {
            throw e;
        } catch (RuntimeException e) { // the registry's, or the producer's own
            fail(topic.name(), e);
            throwFailure();
        }
    }

    /**
     * Publishes what waits in the streams too, and returns when everything is stored.
     *
     * @throws PublishException if not everything that was given so far is, with the first reason
     */
    public void flush() {
        streams.flush();
        producer.flush();
        throwFailure();
    }

    /** Records that Kafka has stored so far; a batch of measurements is one. */
    public long acknowledged() {
        return acknowledged.get();
    }

    /** Gives up what is not stored yet after some seconds, and what waits in streams: {@link #flush} first. */
    @Override
    public void close() {
        producer.close(CLOSE_TIMEOUT);
    }

    @SuppressWarnings("FutureReturnValueIgnored") // the callback is told the same
    private void send(ProducerRecord<String, byte[]> message) {
        producer.send(message, (metadata, exception) -> {
            if (exception == null) {
                acknowledged.incrementAndGet();
            } else {
                fail(message.topic(), exception);
            }
        });
    }

    private void fail(String topic, Exception reason) {
        failure.compareAndSet(
                null, new PublishException("cannot publish to " + topic + ": " + reason.getMessage(), reason));
    }

    private void throwFailure() {
        PublishException first = failure.get();
        if (first != null) {
            throw first;
        }
    }
}
