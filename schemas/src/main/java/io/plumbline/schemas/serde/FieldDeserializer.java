package io.plumbline.schemas.serde;

import io.plumbline.schemas.event.OperationSummary;
import io.plumbline.schemas.event.WindowStats;
import io.plumbline.schemas.registry.RegistryClient;
import java.util.Map;
import java.util.function.Function;
import org.apache.avro.specific.SpecificRecord;
import org.apache.kafka.common.header.Headers;
import org.apache.kafka.common.serialization.Deserializer;

/** Reads values with {@link FieldReader}s. Thread-safe: each thread has its own. */
final class FieldDeserializer<T extends SpecificRecord> implements Deserializer<T> {
    private static final Map<Class<?>, Function<RegistryClient, FieldReader<?>>> BY_TYPE =
            Map.of(OperationSummary.class, SummaryReader::new, WindowStats.class, WindowStatsReader::new);

    private final ThreadLocal<FieldReader<T>> readers;

    /** @param type one that {@link #reads} names */
    @SuppressWarnings("unchecked") // the map has each type's own
    FieldDeserializer(Class<T> type, RegistryClient registry) {
        readers =
                ThreadLocal.withInitial(() -> (FieldReader<T>) BY_TYPE.get(type).apply(registry));
    }

    /** Whether there is a reader for values of this type. */
    static boolean reads(Class<?> type) {
        return BY_TYPE.containsKey(type);
    }

    @Override
    public T deserialize(String topic, byte[] bytes) {
        return bytes == null ? null : readers.get().read(bytes);
    }

    @Override
    public T deserialize(String topic, Headers headers, byte[] bytes) {
        if (bytes != null) {
            WireFormat.refuseIdIn(headers);
        }
        return deserialize(topic, bytes);
    }

    @Override
    public void close() {
        readers.remove();
    }
}
