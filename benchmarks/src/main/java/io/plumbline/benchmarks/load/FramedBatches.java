package io.plumbline.benchmarks.load;

import io.plumbline.local.LocalRegistry;
import io.plumbline.schemas.event.MeasurementBatch;
import io.plumbline.schemas.registry.RegistryClient;
import io.plumbline.schemas.serde.AvroSerializer;
import io.plumbline.schemas.topic.SchemaCatalogue;
import io.plumbline.schemas.topic.TopicCatalogue;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** The records of a {@link Workload} as a consumer gets them, with a registry to read them by. */
public final class FramedBatches implements AutoCloseable {
    /** Of each boot: so large that later numbers take the same room. */
    private static final long FIRST_SEQUENCE = 1L << 41;

    private final LocalRegistry server = LocalRegistry.start();
    private final RegistryClient registry = RegistryClient.create(Map.of("schema.registry.url", server.url()));
    private final TopicCatalogue topics =
            new TopicCatalogue(TopicCatalogue.DEFAULT_PREFIX, TopicCatalogue.DEFAULT_PARTITIONS);
    private final List<byte[]> values = new ArrayList<>();

    /** @param start event time of the first measurements */
    public FramedBatches(Workload workload, Instant start) {
        SchemaCatalogue.apply(registry, topics);
        Generator generator = new Generator(workload, start);
        try (AvroSerializer<MeasurementBatch> serializer = new AvroSerializer<>(MeasurementBatch.class, registry)) {
            while (generator.hasNext()) {
                MeasurementBatch batch = generator.next();
                batch.setFirstSequence(FIRST_SEQUENCE + batch.getFirstSequence());
                values.add(serializer.serialize(topic(), batch));
            }
        }
    }

    /** In the order in which they are sent. */
    public List<byte[]> values() {
        return values;
    }

    public RegistryClient registry() {
        return registry;
    }

    public String topic() {
        return topics.measurements().name();
    }

    @Override
    public void close() {
        registry.close();
        server.close();
    }
}
