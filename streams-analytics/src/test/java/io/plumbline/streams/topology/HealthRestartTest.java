package io.plumbline.streams.topology;

import static org.assertj.core.api.Assertions.assertThat;

import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.plumbline.schemas.event.Health;
import io.plumbline.schemas.event.HealthFinding;
import io.plumbline.schemas.event.HealthScope;
import io.plumbline.schemas.event.HealthStatus;
import io.plumbline.settings.Settings;
import io.plumbline.streams.domain.health.Finding;
import io.plumbline.streams.domain.health.Heartbeat;
import io.plumbline.streams.domain.window.Origin;
import io.plumbline.streams.topology.store.Codec;
import io.plumbline.streams.topology.store.Codecs;
import io.plumbline.streams.topology.store.ObjectStore;
import io.plumbline.streams.topology.store.ObjectStoreBuilder;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.apache.avro.specific.SpecificRecord;
import org.apache.kafka.streams.processor.api.MockProcessorContext;
import org.apache.kafka.streams.processor.api.Record;
import org.junit.jupiter.api.Test;

/** A task that goes on elsewhere has what was written at the last commit, and raises nothing again. */
class HealthRestartTest {
    private final HealthConfig config = HealthConfig.from(Settings.of(Map.of()), WindowConfig.DEFAULT);
    private final MockProcessorContext<String, SpecificRecord> context = new MockProcessorContext<>();
    private final List<ObjectStore<?, ?>> stores = new ArrayList<>();
    private HealthProcessor processor;
    private long nowMillis = Pipeline.NOW.toEpochMilli();

    @Test
    void aSilentNodeIsNotRaisedAgainAndComesBackAsWithoutTheRestart() {
        stores.add(store(Names.HEALTH_STANDINGS, Codecs.STANDING_KEY, Codecs.STANDING));
        stores.add(store(Names.HEALTH_VERDICTS, Codecs.SUBJECT, Codecs.VERDICT));
        start();
        heartbeat();
        seconds(20);
        Health silent = node();
        assertThat(silent.getStatus()).isEqualTo(HealthStatus.CRITICAL);
        heartbeat(); // the first of the three that it owes

        stores.forEach(ObjectStore::flushCache); // the commit
        stores.forEach(ObjectStore::clearCache); // from here on, only what it wrote is there
        nowMillis += 60_000;
        start();
        seconds(10);
        assertThat(node().getStatus()).isEqualTo(HealthStatus.CRITICAL);
        assertThat(node().getSince()).isEqualTo(silent.getSince());
        assertThat(node().getChangedAt()).isEqualTo(silent.getChangedAt());

        heartbeat();
        heartbeat();
        seconds(1);
        assertThat(node().getStatus()).isEqualTo(HealthStatus.HEALTHY);
    }

    private void start() {
        context.setCurrentSystemTimeMs(nowMillis);
        context.resetForwards();
        processor = new HealthProcessor(config, new StreamsMeters(new SimpleMeterRegistry()));
        processor.init(context);
    }

    private void seconds(int count) {
        var punctuators = context.scheduledPunctuators();
        var tick = punctuators.get(punctuators.size() - 1).getPunctuator();
        for (int i = 0; i < count; i++) {
            nowMillis += 1_000;
            context.setCurrentSystemTimeMs(nowMillis);
            process(HealthRows.beacon(0));
            tick.punctuate(nowMillis);
        }
    }

    private void heartbeat() {
        Heartbeat heartbeat = new Heartbeat("a", 1_000 * nowMillis, false, 5_000);
        process(HealthRows.toWire(
                new Finding("shop", "", Origin.REAL, 0, heartbeat.validMillis(3), heartbeat.judge())));
    }

    private void process(HealthFinding finding) {
        processor.process(new Record<>("shop/", finding, nowMillis));
    }

    /** The newest of the node. */
    private Health node() {
        return context.forwarded().stream()
                .map(forward -> (Health) forward.record().value())
                .filter(health -> health.getScope() == HealthScope.NODE)
                .reduce((one, next) -> next)
                .orElseThrow();
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
