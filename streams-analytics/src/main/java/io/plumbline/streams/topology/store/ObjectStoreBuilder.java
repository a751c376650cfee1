package io.plumbline.streams.topology.store;

import java.util.Map;
import org.apache.kafka.common.serialization.Serdes;
import org.apache.kafka.common.utils.Bytes;
import org.apache.kafka.streams.state.KeyValueStore;
import org.apache.kafka.streams.state.StoreBuilder;
import org.apache.kafka.streams.state.Stores;

/** Builds {@link ObjectStore}s over a changelogged store in memory. */
public final class ObjectStoreBuilder<K, V> implements StoreBuilder<ObjectStore<K, V>> {
    private final Codec<K> keys;
    private final Codec<V> values;
    private final StoreBuilder<KeyValueStore<Bytes, byte[]>> inner;

    public ObjectStoreBuilder(String name, Codec<K> keys, Codec<V> values) {
        this.keys = keys;
        this.values = values;
        this.inner =
                Stores.keyValueStoreBuilder(Stores.inMemoryKeyValueStore(name), Serdes.Bytes(), Serdes.ByteArray());
    }

    @Override
    public ObjectStore<K, V> build() {
        return new ObjectStore<>(inner.build(), keys, values);
    }

    /** The object store is the cache: a second one below it would only copy bytes. */
    @Override
    public StoreBuilder<ObjectStore<K, V>> withCachingEnabled() {
        return this;
    }

    @Override
    public StoreBuilder<ObjectStore<K, V>> withCachingDisabled() {
        return this;
    }

    @Override
    public StoreBuilder<ObjectStore<K, V>> withLoggingEnabled(Map<String, String> config) {
        inner.withLoggingEnabled(config);
        return this;
    }

    @Override
    public StoreBuilder<ObjectStore<K, V>> withLoggingDisabled() {
        inner.withLoggingDisabled();
        return this;
    }

    @Override
    public Map<String, String> logConfig() {
        return inner.logConfig();
    }

    @Override
    public boolean loggingEnabled() {
        return inner.loggingEnabled();
    }

    @Override
    public String name() {
        return inner.name();
    }
}
