package io.plumbline.producers.agent;

import io.plumbline.settings.Settings;
import java.util.HashMap;
import java.util.Map;
import org.apache.kafka.clients.producer.ProducerConfig;

/** The agent's Kafka producer: what must be so, and what is only a default. */
final class ProducerSettings {
    private static final Map<String, String> DEFAULTS = Map.of(
            ProducerConfig.COMPRESSION_TYPE_CONFIG, "lz4",
            // An outage is waited out: after this long a batch would be given back, and sent again.
            ProducerConfig.DELIVERY_TIMEOUT_MS_CONFIG, Integer.toString(Integer.MAX_VALUE),
            ProducerConfig.REQUEST_TIMEOUT_MS_CONFIG, "10000",
            // The agent gathers batches itself and must not stand still in send().
            ProducerConfig.LINGER_MS_CONFIG, "0",
            ProducerConfig.MAX_BLOCK_MS_CONFIG, "500",
            ProducerConfig.BATCH_SIZE_CONFIG, "65536",
            ProducerConfig.BUFFER_MEMORY_CONFIG, "8388608",
            // Neither is asked for here, and both cost memory and wakes on the host that is measured.
            ProducerConfig.ENABLE_METRICS_PUSH_CONFIG, "false",
            ProducerConfig.METRIC_REPORTER_CLASSES_CONFIG, "");

    /**
     * One request at a time: where a broker does not know the producer yet, it takes the second of two requests although it
     * refused the first (a topic whose leader is just starting), and the first, sent again, would be out of order for ever.
     */
    private static final Map<String, String> REQUIRED = Map.of(
            ProducerConfig.ACKS_CONFIG, "all",
            ProducerConfig.ENABLE_IDEMPOTENCE_CONFIG, "true",
            ProducerConfig.MAX_IN_FLIGHT_REQUESTS_PER_CONNECTION, "1");

    private ProducerSettings() {}

    /** @throws io.plumbline.settings.ConfigException if {@code kafka} lacks the servers or weakens the guarantee */
    static Map<String, Object> of(Map<String, String> kafka, String node) {
        Settings.check(
                !kafka.getOrDefault(ProducerConfig.BOOTSTRAP_SERVERS_CONFIG, "").isBlank(),
                "setting kafka.bootstrap.servers is missing");
        REQUIRED.forEach((key, value) -> Settings.check(
                value.equals(kafka.getOrDefault(key, value)),
                "setting kafka." + key + " must be " + value + " for an agent, was " + kafka.get(key)));
        Map<String, Object> result = new HashMap<>(DEFAULTS);
        result.put(ProducerConfig.CLIENT_ID_CONFIG, "plumbline-agent-" + node);
        result.putAll(kafka);
        result.putAll(REQUIRED);
        return result;
    }
}
