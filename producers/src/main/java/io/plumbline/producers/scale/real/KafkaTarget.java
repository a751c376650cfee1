package io.plumbline.producers.scale.real;

import io.plumbline.producers.probe.ProbeTarget;
import io.plumbline.settings.ConfigException;
import java.net.URI;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.serialization.ByteArraySerializer;

/**
 * A topic of a Kafka broker to which one record is written at a time: it has answered when all replicas in sync have the
 * record.
 */
final class KafkaTarget implements ProbeTarget {
    private static final String SCHEME = "kafka";
    private static final int RECORD_BYTES = 256;

    private final String topic;
    private final Producer<byte[], byte[]> producer;

    private KafkaTarget(String servers, String topic) {
        this.topic = topic;
        producer = new KafkaProducer<>(
                Map.of(
                        ProducerConfig.BOOTSTRAP_SERVERS_CONFIG,
                        servers,
                        ProducerConfig.ACKS_CONFIG,
                        "all",
                        ProducerConfig.LINGER_MS_CONFIG,
                        0), // nothing would come to share the batch
                new ByteArraySerializer(),
                new ByteArraySerializer());
    }

    static boolean isMeantBy(String target) {
        return target.startsWith(SCHEME + ":");
    }

    /**
     * Connects to nothing yet.
     *
     * @param target {@code kafka://HOST:PORT/TOPIC}
     * @throws ConfigException if it is not of that form
     */
    static KafkaTarget of(String target) {
        URI uri = checked(target);
        return new KafkaTarget(uri.getAuthority(), uri.getPath().substring(1));
    }

    /** @throws ConfigException unless it is {@code kafka://HOST:PORT/TOPIC} */
    static URI checked(String target) {
        if (!target.matches("kafka://[^/@\\s]+:\\d{1,5}/[A-Za-z0-9._-]{1,249}")) {
            throw new ConfigException("a Kafka target must be kafka://HOST:PORT/TOPIC");
        }
        return URI.create(target);
    }

    @Override
    public Answer ask(Duration allowed) throws Exception {
        try {
            return new Answer(producer.send(new ProducerRecord<>(topic, new byte[RECORD_BYTES]))
                    .get(allowed.toMillis(), TimeUnit.MILLISECONDS)
                    .serializedValueSize());
        } catch (ExecutionException e) {
            throw e.getCause() instanceof Exception cause ? cause : e;
        }
    }

    @Override
    public void close() {
        producer.close(Duration.ZERO); // nothing waits that anybody counts
    }
}
