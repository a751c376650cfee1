package io.plumbline.cli.alert;

import io.plumbline.schemas.event.Decision;
import io.plumbline.schemas.registry.RegistryClient;
import io.plumbline.schemas.serde.AvroSerde;
import io.plumbline.schemas.topic.Topic;
import io.plumbline.settings.Settings;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.common.serialization.StringSerializer;

/** Says what somebody decided of alerts. */
public final class Decisions implements AutoCloseable {
    private static final Duration PATIENCE = Duration.ofSeconds(10);

    private final Topic<Decision> topic;
    private final RegistryClient registry;
    private final Producer<String, byte[]> producer;

    private Decisions(Topic<Decision> topic, RegistryClient registry, Producer<String, byte[]> producer) {
        this.topic = topic;
        this.registry = registry;
        this.producer = producer;
    }

    /** @param settings {@code kafka.*} and {@code registry.*} */
    public static Decisions open(Topic<Decision> topic, Settings settings) {
        Map<String, Object> kafka = new HashMap<>(settings.under("kafka."));
        Settings.check(
                kafka.containsKey("bootstrap.servers"),
                "setting kafka.bootstrap.servers is missing, e.g. --set kafka.bootstrap.servers=127.0.0.1:9092");
        kafka.put("client.id", "plumbline-alert");
        kafka.put("acks", "all");
        kafka.putIfAbsent("max.block.ms", Long.toString(PATIENCE.toMillis()));
        kafka.putIfAbsent("request.timeout.ms", "5000");
        kafka.putIfAbsent("delivery.timeout.ms", Long.toString(PATIENCE.toMillis()));
        RegistryClient registry = RegistryClient.create(settings.under("registry."));
        try {
            return new Decisions(
                    topic, registry, new KafkaProducer<>(kafka, new StringSerializer(), new ByteArraySerializer()));
        } catch (RuntimeException e) {
            registry.close();
            throw e;
        }
    }

    /** Returns when the broker has it. */
    public void publish(Decision decision) throws ExecutionException, InterruptedException {
        byte[] value = new AvroSerde<>(topic.type(), registry).serializer().serialize(topic.name(), decision);
        String key = decision.getSystem() + "/" + decision.getRun(); // where the signals of its alerts are
        producer.send(new ProducerRecord<>(topic.name(), null, decision.getAt().toEpochMilli(), key, value))
                .get();
    }

    @Override
    public void close() {
        producer.close(PATIENCE);
        registry.close();
    }
}
