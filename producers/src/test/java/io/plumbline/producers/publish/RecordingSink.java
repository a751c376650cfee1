package io.plumbline.producers.publish;

import io.plumbline.producers.agent.NodeIdentity;
import io.plumbline.schemas.event.Measurement;
import io.plumbline.schemas.event.MeasurementBatch;
import io.plumbline.schemas.topic.Topic;
import io.plumbline.schemas.topic.TopicCatalogue;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;
import org.apache.avro.specific.SpecificRecord;

/** Keeps what would be published, in the same batches. Call {@link #flush} before looking. */
public final class RecordingSink implements SequenceSink {
    /** One record as Kafka would get it. */
    public record Published(String topic, String key, Instant at, SpecificRecord value) {}

    private static final TopicCatalogue TOPICS = new TopicCatalogue("", 1);

    private final List<Published> records = new ArrayList<>();
    private final Map<String, Batching> streams = new LinkedHashMap<>();

    @Override
    public EventStream stream(NodeIdentity identity, String boot) {
        return streams.computeIfAbsent(
                identity + "/" + boot,
                life -> new Batching(identity, boot, (batch, at) -> publish(TOPICS.measurements(), batch, at)));
    }

    @Override
    public <V extends SpecificRecord> void publish(Topic<V> topic, V value, Instant at) {
        records.add(new Published(topic.name(), RecordKeys.of(value), at, value));
    }

    /** Nothing is ever there already. */
    @Override
    public OptionalLong resume(String part) {
        return OptionalLong.empty();
    }

    @Override
    public void flush() {
        streams.values().forEach(Batching::flush);
    }

    public List<Published> records() {
        return List.copyOf(records);
    }

    /** All values of one type, in order. */
    public <V extends SpecificRecord> List<V> values(Class<V> type) {
        return records.stream()
                .map(Published::value)
                .filter(type::isInstance)
                .map(type::cast)
                .toList();
    }

    public List<Measurement> measurements() {
        return values(MeasurementBatch.class).stream()
                .flatMap(batch -> batch.getMeasurements().stream())
                .toList();
    }
}
