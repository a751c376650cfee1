package io.plumbline.producers.agent;

import java.util.HashMap;
import java.util.Map;
import org.apache.kafka.clients.producer.ProducerConfig;

/** What holds for the agent's Kafka producer where its user says nothing. */
final class ProducerSettings {
    private static final Map<String, String> DEFAULTS = Map.of(
            ProducerConfig.COMPRESSION_TYPE_CONFIG, "lz4",
            // An outage is waited out: after this long a batch would be given back, and sent again.
            ProducerConfig.DELIVERY_TIMEOUT_MS_CONFIG, Integer.toString(Integer.MAX_VALUE),
            ProducerConfig.REQUEST_TIMEOUT_MS_CONFIG, "10000",
            // The agent gathers batches itself: this is for those of several topics to share a request.
            ProducerConfig.LINGER_MS_CONFIG, "5",
            // The agent must not stand still in send().
            ProducerConfig.MAX_BLOCK_MS_CONFIG, "500",
            ProducerConfig.BATCH_SIZE_CONFIG, "65536",
            ProducerConfig.BUFFER_MEMORY_CONFIG, "8388608",
            // Neither is asked for here, and both cost memory and wakes on the host that is measured.
            ProducerConfig.ENABLE_METRICS_PUSH_CONFIG, "false",
            ProducerConfig.METRIC_REPORTER_CLASSES_CONFIG, "");

    private ProducerSettings() {}

    /** @throws io.plumbline.settings.ConfigException if {@code kafka} lacks the servers or weakens the guarantee */
    static Map<String, Object> of(Map<String, String> kafka, String node) {
        Map<String, String> defaults = new HashMap<>(DEFAULTS);
        defaults.put(ProducerConfig.CLIENT_ID_CONFIG, "plumbline-agent-" + node);
        return DeliverySettings.of(defaults, kafka);
    }
}
