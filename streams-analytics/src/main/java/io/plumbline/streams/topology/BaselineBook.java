package io.plumbline.streams.topology;

import io.plumbline.schemas.event.Baseline;
import io.plumbline.schemas.event.BaselineMetric;
import io.plumbline.schemas.event.BaselineStatus;
import io.plumbline.streams.domain.regression.watch.Metric;
import io.plumbline.streams.domain.regression.watch.Pinned;
import io.plumbline.streams.domain.window.Series;
import java.util.Arrays;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import org.apache.kafka.common.errors.SerializationException;
import org.apache.kafka.common.serialization.Deserializer;
import org.apache.kafka.streams.state.ReadOnlyKeyValueStore;

/**
 * The baselines that are in force, read from the store that every instance has a copy of. What stands there and cannot be
 * read is no baseline; it is counted, and said. Not thread-safe.
 */
final class BaselineBook {
    private final ReadOnlyKeyValueStore<String, byte[]> store;
    private final Deserializer<Baseline> reader;
    private final String topic;
    private final StreamsMeters meters;
    private final Throttled unreadable = new Throttled(BaselineBook.class);
    private final Map<String, Entry> read = new HashMap<>();

    @SuppressWarnings("ArrayRecordComponent") // never compared
    private record Entry(byte[] bytes, Optional<Baseline> baseline) {}

    /** @param topic that the baselines come from */
    BaselineBook(
            ReadOnlyKeyValueStore<String, byte[]> store,
            Deserializer<Baseline> reader,
            String topic,
            StreamsMeters meters) {
        this.store = store;
        this.reader = reader;
        this.topic = topic;
        this.meters = meters;
    }

    /** The series' own, or else, of a run, that of continuous operation. */
    Optional<Baseline> inForce(Series series) {
        Optional<Baseline> own = find(Rows.key(series));
        return own.isPresent() || series.run().isEmpty()
                ? own
                : find(Rows.key(new Series(series.system(), "", series.operation(), series.node())));
    }

    /** The newest version under this key. */
    Optional<Baseline> find(String key) {
        byte[] bytes = store.get(key);
        if (bytes == null) {
            read.remove(key);
            return Optional.empty();
        }
        Entry known = read.get(key);
        if (known == null || !Arrays.equals(known.bytes, bytes)) {
            known = new Entry(bytes, decode(key, bytes));
            read.put(key, known);
        }
        return known.baseline;
    }

    /** What a baseline says of one metric; one that was reset says nothing, whatever stands in it. */
    static Pinned pinned(Optional<Baseline> baseline, Metric metric) {
        return baseline.map(of -> new Pinned(of.getVersion(), meaning(of), level(of, metric)))
                .orElse(Pinned.NOTHING);
    }

    private static Pinned.Meaning meaning(Baseline baseline) {
        return switch (baseline.getStatus()) {
            case ACTIVE -> Pinned.Meaning.SET;
            case PROPOSED -> Pinned.Meaning.KEPT;
            case RESET -> Pinned.Meaning.RESET;
        };
    }

    private static double level(Baseline baseline, Metric metric) {
        return baseline.getMetrics().stream()
                .filter(level -> baseline.getStatus() != BaselineStatus.RESET)
                .filter(level -> level.getMetric().equals(metric.wireName()))
                .mapToDouble(BaselineMetric::getLevel)
                .findFirst()
                .orElse(Double.NaN);
    }

    private Optional<Baseline> decode(String key, byte[] bytes) {
        try {
            return Optional.of(reader.deserialize(topic, bytes));
        } catch (SerializationException e) {
            meters.quarantined.increment();
            unreadable.warn(
                    System.currentTimeMillis(), 1, "baselines cannot be read and do not count; the last was " + key);
            return Optional.empty();
        }
    }
}
