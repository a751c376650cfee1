package io.plumbline.streams.topology;

import static io.plumbline.streams.topology.Agent.event;
import static org.assertj.core.api.Assertions.assertThat;

import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.plumbline.local.LocalRegistry;
import io.plumbline.schemas.event.ClosedBy;
import io.plumbline.schemas.event.MeasurementBatch;
import io.plumbline.schemas.event.OperationSummary;
import io.plumbline.schemas.registry.RegistryClient;
import io.plumbline.schemas.serde.AvroSerde;
import io.plumbline.schemas.serde.BatchReader;
import io.plumbline.settings.Settings;
import io.plumbline.streams.topology.store.Codec;
import io.plumbline.streams.topology.store.Codecs;
import io.plumbline.streams.topology.store.ObjectStore;
import io.plumbline.streams.topology.store.ObjectStoreBuilder;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.streams.processor.api.MockProcessorContext;
import org.apache.kafka.streams.processor.api.Record;
import org.junit.jupiter.api.Test;

/** After a failed transaction Kafka Streams gives the same processor back the state of the last commit. */
class RevivedTaskTest {
    private static final String TOPIC = "measurements";

    private final LocalRegistry server = LocalRegistry.start();
    private final RegistryClient registry = RegistryClient.create(Map.of("schema.registry.url", server.url()));
    private final AvroSerde<MeasurementBatch> batches = new AvroSerde<>(MeasurementBatch.class, registry);
    private final MockProcessorContext<Object, Object> context = new MockProcessorContext<>();
    private final MeasurementProcessor processor = new MeasurementProcessor(
            WindowConfig.from(Settings.of(Map.of())),
            1,
            new BatchReader(registry),
            batches,
            TOPIC,
            Shared.create(new SimpleMeterRegistry()));
    private final List<ObjectStore<?, ?>> stores = new ArrayList<>();
    private long nowMillis = Pipeline.NOW.toEpochMilli();

    @Test
    void anIdleTaskClosesItsRestoredWindowsToo() {
        store(Names.SUMMARISE_WINDOWS, Codecs.PAGE_KEY, Codecs.PAGE);
        store(Names.SUMMARISE_ACCOUNTS, Codecs.BOOT, Codecs.BOOT_ACCOUNT);
        store(Names.SUMMARISE_PROGRESS, Codecs.NUMBER, Codecs.NUMBER);
        processor.init(contextNow());
        processor.process(new Record<>(null, bundle(), 0));
        stores.forEach(ObjectStore::flushCache); // a commit
        fallSilent();
        assertThat(summaries()).isEqualTo(2); // of the operation, and of the node; and then the transaction fails

        processor.close();
        stores.forEach(ObjectStore::clearCache);
        context.resetForwards();
        processor.init(contextNow());
        fallSilent();

        assertThat(summaries()).isEqualTo(2);
    }

    private byte[] bundle() {
        byte[] value = batches.serializer().serialize(TOPIC, new Agent("a").batch(event("charge", 12_300, 100)));
        return Bundler.bundle(List.of(new ConsumerRecord<>(TOPIC, 0, 0, new byte[] {'a'}, value)))
                .get(0)
                .value();
    }

    private MockProcessorContext<Object, Object> contextNow() {
        context.setCurrentSystemTimeMs(nowMillis);
        return context;
    }

    private void fallSilent() {
        var punctuators = context.scheduledPunctuators();
        var tick = punctuators.get(punctuators.size() - 1).getPunctuator();
        for (long end = nowMillis + 6_000; nowMillis < end; nowMillis += 100) {
            tick.punctuate(nowMillis);
        }
    }

    private long summaries() {
        return context.forwarded().stream()
                .map(forward -> forward.record().value())
                .filter(value -> value instanceof OperationSummary summary
                        && summary.getOperation().equals("charge")
                        && summary.getOkCount() == 1
                        && summary.getClosedBy() == ClosedBy.IDLE)
                .count();
    }

    private <K, V> void store(String name, Codec<K> keys, Codec<V> values) {
        ObjectStore<K, V> store = new ObjectStoreBuilder<>(name, keys, values)
                .withLoggingDisabled()
                .build();
        store.init(context.getStateStoreContext(), store);
        context.addStateStore(store);
        stores.add(store);
    }
}
