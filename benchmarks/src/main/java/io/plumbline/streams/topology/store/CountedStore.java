package io.plumbline.streams.topology.store;

import org.apache.kafka.common.utils.Bytes;
import org.apache.kafka.streams.KeyValue;
import org.apache.kafka.streams.state.KeyValueIterator;
import org.apache.kafka.streams.state.internals.InMemoryKeyValueStore;

/** The store that the topology's objects are written to, outside Kafka Streams: counts what a changelog would take. */
public final class CountedStore extends InMemoryKeyValueStore {
    private long changelogBytes;

    public CountedStore(String name) {
        super(name);
    }

    /** The topology's own table over this store. */
    public <K, V> ObjectStore<K, V> objects(Codec<K> keys, Codec<V> values) {
        return new ObjectStore<>(this, keys, values);
    }

    @Override
    public synchronized void put(Bytes key, byte[] value) {
        changelogBytes += key.get().length + (value == null ? 0 : value.length);
        super.put(key, value);
    }

    @Override
    public synchronized byte[] delete(Bytes key) {
        changelogBytes += key.get().length;
        return super.delete(key);
    }

    /** Keys and values written so far; a deletion is its key. */
    public long changelogBytes() {
        return changelogBytes;
    }

    /** Keys and values held. */
    public long heldBytes() {
        long sum = 0;
        try (KeyValueIterator<Bytes, byte[]> all = all()) {
            while (all.hasNext()) {
                KeyValue<Bytes, byte[]> entry = all.next();
                sum += entry.key.get().length + entry.value.length;
            }
        }
        return sum;
    }
}
