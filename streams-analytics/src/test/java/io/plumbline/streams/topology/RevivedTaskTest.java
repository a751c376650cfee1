package io.plumbline.streams.topology;

import static org.assertj.core.api.Assertions.assertThat;

import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.plumbline.schemas.event.ClosedBy;
import io.plumbline.schemas.event.OperationSummary;
import io.plumbline.settings.Settings;
import io.plumbline.streams.domain.window.BaseWindow;
import io.plumbline.streams.domain.window.Tally;
import io.plumbline.streams.topology.store.Codec;
import io.plumbline.streams.topology.store.Codecs;
import io.plumbline.streams.topology.store.ObjectStore;
import io.plumbline.streams.topology.store.ObjectStoreBuilder;
import java.util.Map;
import org.apache.avro.specific.SpecificRecord;
import org.apache.kafka.streams.processor.api.MockProcessorContext;
import org.junit.jupiter.api.Test;

/** After a failed transaction Kafka Streams gives the same processor back the state of the last commit. */
class RevivedTaskTest {
    private static final BaseWindow WINDOW = new BaseWindow("shop", "", "a", "charge", 12_000_000);

    private final WindowConfig windows = WindowConfig.from(Settings.of(Map.of()));
    private final MockProcessorContext<String, SpecificRecord> context = new MockProcessorContext<>();
    private final MeasurementProcessor processor =
            new MeasurementProcessor(windows, 1, new Drain(), new StreamsMeters(new SimpleMeterRegistry()));
    private final ObjectStore<BaseWindow, Tally> open =
            store(Names.SUMMARISE_WINDOWS, Codecs.BASE_WINDOW, Codecs.TALLY);
    private long nowMillis = Pipeline.NOW.toEpochMilli();

    @Test
    void anIdleTaskClosesItsRestoredWindowsToo() {
        store(Names.SUMMARISE_ACCOUNTS, Codecs.BOOT, Codecs.BOOT_ACCOUNT);
        store(Names.SUMMARISE_PROGRESS, Codecs.NUMBER, Codecs.NUMBER).put(0L, 12_300_000L);
        open.put(WINDOW, new Tally());
        initAndFallSilent();
        assertThat(summaries()).isEqualTo(1); // and then the transaction fails: the window is open again

        processor.close();
        open.put(WINDOW, new Tally());
        context.resetForwards();
        initAndFallSilent();

        assertThat(summaries()).isEqualTo(1);
    }

    private void initAndFallSilent() {
        context.setCurrentSystemTimeMs(nowMillis);
        processor.init(context);
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
                        && summary.getClosedBy() == ClosedBy.IDLE)
                .count();
    }

    private <K, V> ObjectStore<K, V> store(String name, Codec<K> keys, Codec<V> values) {
        ObjectStore<K, V> store = new ObjectStoreBuilder<>(name, keys, values)
                .withLoggingDisabled()
                .build();
        store.init(context.getStateStoreContext(), store);
        context.addStateStore(store);
        return store;
    }
}
