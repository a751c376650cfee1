package io.plumbline.sink;

import io.plumbline.schemas.topic.TopicCatalogue;
import io.plumbline.settings.Settings;
import io.plumbline.sink.core.CoreConfig;
import java.util.HashMap;
import java.util.Map;

/**
 * How the sink consumes.
 *
 * @param group consumer group; it shares out partitions and shows progress, the truth is in the database
 * @param core how it stores
 * @param kafka passed to the Kafka clients as it is
 */
public record SinkConfig(String group, CoreConfig core, Map<String, String> kafka) {
    public SinkConfig {
        Settings.check(!group.isBlank(), "sink.group must not be empty");
        Settings.check(
                kafka.containsKey("bootstrap.servers"),
                "setting kafka.bootstrap.servers is missing, e.g. kafka.bootstrap.servers=127.0.0.1:9092");
        kafka = Map.copyOf(kafka);
    }

    /** From {@code sink.*} and {@code kafka.*}. */
    public static SinkConfig from(Settings settings) {
        String prefix = settings.string("topics.prefix", TopicCatalogue.DEFAULT_PREFIX);
        return new SinkConfig(
                settings.string("sink.group", prefix + "sink"), CoreConfig.from(settings), settings.under("kafka."));
    }

    /** What the user may change comes first, then what exactly-once rests on. */
    Map<String, Object> consumer() {
        Map<String, Object> result = new HashMap<>();
        result.put("client.id", "plumbline-sink");
        result.put("fetch.max.wait.ms", "100"); // low latency: a row is worth a fetch
        result.put("fetch.max.bytes", "16777216");
        // A dead sink is missed within seconds. A slow one that is declared dead does no harm: the database fences it.
        result.put("session.timeout.ms", "6000");
        result.put("heartbeat.interval.ms", "1500");
        result.put("metadata.max.age.ms", "15000"); // topics may be made after the start
        result.putAll(kafka);
        result.put("group.id", group);
        result.put("max.poll.records", Integer.toString(core.limits().rows()));
        result.put("isolation.level", "read_committed");
        result.put("enable.auto.commit", "false");
        result.put("auto.offset.reset", "none"); // a position that Kafka does not have is for a person to see
        result.put("allow.auto.create.topics", "false");
        return result;
    }

    Map<String, Object> admin() {
        Map<String, Object> result = new HashMap<>(kafka);
        result.put("client.id", "plumbline-sink-admin");
        return result;
    }
}
