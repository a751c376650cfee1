package io.plumbline.schemas.topic;

import java.time.Duration;
import java.util.Map;
import java.util.TreeMap;
import org.apache.avro.Schema;
import org.apache.avro.specific.SpecificData;
import org.apache.avro.specific.SpecificRecord;

/**
 * A topic as the catalogue wants it: its name, the only type its values have, and how long it keeps them.
 *
 * @param name full name, prefix included
 * @param type class of the values; for {@link Kind#ASIDE} topics the type of what was set aside, kept as its own bytes
 * @param partitions number of partitions
 * @param kind how long records stay
 * @param retention for {@link Kind#TIMED} and {@link Kind#ASIDE}: how long, by event time; ignored for compacted topics
 */
public record Topic<V extends SpecificRecord>(
        String name, Class<V> type, int partitions, Kind kind, Duration retention) {

    /** The retention of topics that keep everything: what Kafka takes for it. */
    public static final Duration UNLIMITED = Duration.ofMillis(-1);

    /** What the broker does with old records. */
    public enum Kind {
        /** Deletes them after the retention. */
        TIMED,
        /** Keeps the latest of each key for ever. */
        COMPACTED,
        /** Like TIMED, but holds the original bytes of other topics' records; it has no schema of its own. */
        ASIDE
    }

    /** The schema that our code reads and writes. */
    public Schema schema() {
        return SpecificData.get().getSchema(type);
    }

    public boolean hasSchema() {
        return kind != Kind.ASIDE;
    }

    /** The topic's broker settings, beyond partitions and replication. */
    public Map<String, String> configuration() {
        Map<String, String> result = new TreeMap<>();
        if (kind == Kind.COMPACTED) {
            result.put("cleanup.policy", "compact");
        } else {
            result.put("cleanup.policy", "delete");
            result.put("retention.ms", Long.toString(retention.toMillis()));
        }
        // Event times are the agents': the broker must not overwrite them.
        result.put("message.timestamp.type", "CreateTime");
        return result;
    }
}
