package io.plumbline.producers.publish;

import io.plumbline.settings.Settings;
import java.util.HashMap;
import java.util.Map;
import org.apache.kafka.clients.producer.ProducerConfig;

/** The publisher's Kafka producer: what must be so, and what is only a default. */
final class PublisherSettings {
    private static final Map<String, String> DEFAULTS = Map.of(
            ProducerConfig.CLIENT_ID_CONFIG, "plumbline-publisher",
            ProducerConfig.COMPRESSION_TYPE_CONFIG, "lz4",
            ProducerConfig.LINGER_MS_CONFIG, "5",
            ProducerConfig.BATCH_SIZE_CONFIG, "262144",
            ProducerConfig.BUFFER_MEMORY_CONFIG, "33554432");

    /** One request at a time keeps the order even where the first of two is refused by a leader that is just starting. */
    private static final Map<String, String> REQUIRED = Map.of(
            ProducerConfig.ACKS_CONFIG, "all",
            ProducerConfig.ENABLE_IDEMPOTENCE_CONFIG, "true",
            ProducerConfig.MAX_IN_FLIGHT_REQUESTS_PER_CONNECTION, "1");

    private PublisherSettings() {}

    /** @throws io.plumbline.settings.ConfigException if {@code kafka} lacks the servers or weakens the guarantee */
    static Map<String, Object> of(Map<String, String> kafka) {
        Settings.check(
                !kafka.getOrDefault(ProducerConfig.BOOTSTRAP_SERVERS_CONFIG, "").isBlank(),
                "setting kafka.bootstrap.servers is missing");
        REQUIRED.forEach((key, value) -> Settings.check(
                value.equals(kafka.getOrDefault(key, value)),
                "setting kafka." + key + " must be " + value + " here, was " + kafka.get(key)));
        Map<String, Object> result = new HashMap<>(DEFAULTS);
        result.putAll(kafka);
        result.putAll(REQUIRED);
        return result;
    }
}
