package io.plumbline.producers.publish;

import io.plumbline.producers.agent.DeliverySettings;
import java.util.Map;
import org.apache.kafka.clients.producer.ProducerConfig;

/** What holds for the publisher's Kafka producer where its user says nothing. */
final class PublisherSettings {
    private static final Map<String, String> DEFAULTS = Map.of(
            ProducerConfig.CLIENT_ID_CONFIG, "plumbline-publisher",
            ProducerConfig.COMPRESSION_TYPE_CONFIG, "lz4",
            ProducerConfig.LINGER_MS_CONFIG, "5",
            ProducerConfig.BATCH_SIZE_CONFIG, "262144",
            ProducerConfig.BUFFER_MEMORY_CONFIG, "33554432");

    private PublisherSettings() {}

    /** @throws io.plumbline.settings.ConfigException if {@code kafka} lacks the servers or weakens the guarantee */
    static Map<String, Object> of(Map<String, String> kafka) {
        return DeliverySettings.of(DEFAULTS, kafka);
    }
}
