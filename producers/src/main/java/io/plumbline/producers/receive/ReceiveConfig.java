package io.plumbline.producers.receive;

import io.plumbline.producers.agent.NodeIdentity;
import io.plumbline.schemas.topic.TopicCatalogue;
import io.plumbline.settings.Settings;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * Where measurements are received and what they become. {@link #toString} shows no secrets.
 *
 * @param host address to bind; anything but the loopback interface needs a token
 * @param port 0 picks a free one
 * @param token that every request must have as {@code Authorization: Bearer TOKEN}; empty: none
 * @param attributes of OpenTelemetry's data points that become part of an operation's name
 * @param baseWindow size of the base windows of the topology ({@code windows.levels})
 * @param identity whose measurements these are, where a sender does not name its node
 * @param kafka settings of Kafka's producer ({@code kafka.*})
 * @param registry settings of the registry client ({@code registry.*})
 */
public record ReceiveConfig(
        String host,
        int port,
        String token,
        ReceiveLimits limits,
        List<String> attributes,
        Duration baseWindow,
        NodeIdentity identity,
        TopicCatalogue topics,
        Map<String, String> kafka,
        Map<String, String> registry) {
    /** OpenTelemetry's own. */
    public static final int DEFAULT_PORT = 4318;

    /** A sender waits for the answer: better an early refusal, so that it can try again. */
    private static final Map<String, String> KAFKA_DEFAULTS =
            Map.of("max.block.ms", "5000", "delivery.timeout.ms", "10000", "request.timeout.ms", "5000");

    private static final Map<String, String> REGISTRY_DEFAULTS =
            Map.of("max.retries", "0", "http.connect.timeout.ms", "2000", "http.read.timeout.ms", "5000");

    public ReceiveConfig {
        Settings.check(port >= 0 && port < 65536, "receive.port must be within 0 and 65535, was " + port);
        HttpAccess.check("receive.", host, token);
        attributes = List.copyOf(attributes);
        kafka = Map.copyOf(kafka);
        registry = Map.copyOf(registry);
    }

    public static ReceiveConfig from(Settings settings) {
        return new ReceiveConfig(
                settings.string("receive.host", "127.0.0.1"),
                settings.integer("receive.port", DEFAULT_PORT),
                settings.string("receive.token", ""),
                ReceiveLimits.from(settings),
                settings.list(
                        "receive.operation.attributes",
                        List.of("http.request.method", "http.route", "rpc.method", "db.operation.name")),
                Settings.parseDuration(
                        settings.list("windows.levels", List.of("PT1S")).get(0)),
                NodeIdentity.from(settings),
                TopicCatalogue.from(settings),
                with(KAFKA_DEFAULTS, settings.under("kafka.")),
                with(REGISTRY_DEFAULTS, settings.under("registry.")));
    }

    private static Map<String, String> with(Map<String, String> defaults, Map<String, String> given) {
        Map<String, String> result = new HashMap<>(defaults);
        result.putAll(given);
        return result;
    }

    @Override
    public String toString() {
        return "ReceiveConfig[host=" + host + ", port=" + port + (token.isEmpty() ? "" : ", token=***") + "]";
    }
}
