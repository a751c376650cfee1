package io.plumbline.producers.agent;

import io.plumbline.settings.Settings;
import java.util.HashMap;
import java.util.Map;
import org.apache.kafka.clients.producer.ProducerConfig;

/** What each of our Kafka producers must be set to, whatever else its user says: nothing lost, stored twice or out of order. */
public final class DeliverySettings {
    /**
     * One request at a time: where a broker does not know the producer yet, it takes the second of two requests although it
     * refused the first (a topic whose leader is just starting), and the first, sent again, would be out of order for ever.
     */
    private static final Map<String, String> REQUIRED = Map.of(
            ProducerConfig.ACKS_CONFIG, "all",
            ProducerConfig.ENABLE_IDEMPOTENCE_CONFIG, "true",
            ProducerConfig.MAX_IN_FLIGHT_REQUESTS_PER_CONNECTION, "1");

    private DeliverySettings() {}

    /**
     * Settings of a producer.
     *
     * @param defaults of those that {@code kafka} does not name
     * @param kafka the user's ({@code kafka.*})
     * @throws io.plumbline.settings.ConfigException if {@code kafka} lacks the servers or weakens the guarantee
     */
    public static Map<String, Object> of(Map<String, String> defaults, Map<String, String> kafka) {
        Settings.check(
                !kafka.getOrDefault(ProducerConfig.BOOTSTRAP_SERVERS_CONFIG, "").isBlank(),
                "setting kafka.bootstrap.servers is missing");
        REQUIRED.forEach((key, value) -> Settings.check(
                value.equals(kafka.getOrDefault(key, value)),
                "setting kafka." + key + " must be " + value + " here, was " + kafka.get(key)));
        Map<String, Object> result = new HashMap<>(defaults);
        result.putAll(kafka);
        result.putAll(REQUIRED);
        return result;
    }
}
