package io.plumbline.producers.scale.real;

import io.plumbline.producers.probe.ProbeTarget;
import io.plumbline.settings.ConfigException;
import io.plumbline.settings.Settings;
import java.net.URI;
import java.time.Duration;
import java.util.HashMap;
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
    private static final Map<String, String> OURS = Map.of(
            ProducerConfig.ACKS_CONFIG,
            "all",
            ProducerConfig.LINGER_MS_CONFIG,
            "0"); // nothing would come to share the batch

    private final String topic;
    private final Producer<byte[], byte[]> producer;

    private KafkaTarget(String servers, String topic, Map<String, String> settings) {
        this.topic = topic;
        Map<String, Object> all = new HashMap<>(settings);
        all.putAll(OURS);
        all.put(ProducerConfig.BOOTSTRAP_SERVERS_CONFIG, servers);
        producer = new KafkaProducer<>(all, new ByteArraySerializer(), new ByteArraySerializer());
    }

    static boolean isMeantBy(String target) {
        return target.startsWith(SCHEME + ":");
    }

    /**
     * Connects to nothing yet.
     *
     * @param target {@code kafka://HOST:PORT/TOPIC}
     * @param settings of its producer
     * @throws ConfigException if it is not of that form
     */
    static KafkaTarget of(String target, Map<String, String> settings) {
        URI uri = checked(target);
        return new KafkaTarget(uri.getAuthority(), uri.getPath().substring(1), settings);
    }

    /** @throws ConfigException if they say what is measured, or where, which is not for them */
    static void check(Map<String, String> settings) {
        OURS.forEach((key, value) -> Settings.check(
                value.equals(settings.getOrDefault(key, value)),
                key + " of a Kafka target is " + value + ", was " + settings.get(key)));
        Settings.check(
                !settings.containsKey(ProducerConfig.BOOTSTRAP_SERVERS_CONFIG),
                "bootstrap.servers of a Kafka target stand in --target");
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
