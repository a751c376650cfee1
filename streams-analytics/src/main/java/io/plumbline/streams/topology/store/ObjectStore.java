package io.plumbline.streams.topology.store;

import io.plumbline.streams.domain.window.Table;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import java.util.function.BiConsumer;
import java.util.function.Predicate;
import org.apache.kafka.common.header.internals.RecordHeaders;
import org.apache.kafka.common.utils.Bytes;
import org.apache.kafka.streams.KeyValue;
import org.apache.kafka.streams.processor.StateStore;
import org.apache.kafka.streams.processor.StateStoreContext;
import org.apache.kafka.streams.processor.internals.InternalProcessorContext;
import org.apache.kafka.streams.processor.internals.ProcessorRecordContext;
import org.apache.kafka.streams.state.KeyValueIterator;
import org.apache.kafka.streams.state.KeyValueStore;
import org.apache.kafka.streams.state.internals.CacheFlushListener;
import org.apache.kafka.streams.state.internals.CachedStateStore;

/**
 * Keeps objects as objects, and writes those that were touched when Kafka Streams commits, not at every change.
 *
 * <p>At a commit Kafka Streams 4.3 calls {@link #flushCache} of every store that implements {@link CachedStateStore},
 * inside the transaction and before the offsets; nothing else is called at every commit. That internal interface is used
 * here and nowhere else, and {@code KillTest} fails should it change. The inner store writes the changelog;
 * after a restart the objects are read back from it on first use (ADR 0007).
 */
public final class ObjectStore<K, V> implements StateStore, CachedStateStore<Bytes, byte[]>, Table<K, V> {
    private static final ProcessorRecordContext NO_RECORD =
            new ProcessorRecordContext(0, -1, -1, null, new RecordHeaders());

    private final KeyValueStore<Bytes, byte[]> inner;
    private final Codec<K> keys;
    private final Codec<V> values;
    private final Set<K> dirty = new HashSet<>();
    private Map<K, V> objects; // null: not yet read from the inner store
    private Runnable beforeFlush = () -> {};
    private StateStoreContext context;
    private Predicate<V> resting; // null: everything is kept as an object

    ObjectStore(KeyValueStore<Bytes, byte[]> inner, Codec<K> keys, Codec<V> values) {
        this.inner = inner;
        this.keys = keys;
        this.values = values;
    }

    @Override
    public V get(K key) {
        V object = objects().get(key);
        return object != null || resting == null || dirty.contains(key) ? object : wake(key);
    }

    public V getOrDefault(K key, V otherwise) {
        V value = get(key);
        return value == null ? otherwise : value;
    }

    @Override
    public void put(K key, V value) {
        objects().put(key, value);
        dirty.add(key);
    }

    @Override
    public void touch(K key) {
        dirty.add(key);
    }

    @Override
    public void remove(K key) {
        objects().remove(key);
        dirty.add(key);
    }

    @Override
    public void forEach(BiConsumer<K, V> visitor) {
        objects().forEach(visitor);
        if (resting != null) {
            readInner((key, value) -> {
                if (!objects.containsKey(key) && !dirty.contains(key)) {
                    visitor.accept(key, value);
                }
            });
        }
    }

    /**
     * Objects for which {@code isResting} holds are hardly ever asked for: from the next commit on they are kept as bytes
     * only, a small part of their size, and {@link #get} makes them anew. To be said before anything else.
     */
    public void keepAsBytes(Predicate<V> isResting) {
        resting = isResting;
    }

    /** What is to be put in here at each commit only, is put by {@code writer}; this replaces the one before. */
    public void beforeFlush(Runnable writer) {
        beforeFlush = writer;
    }

    @Override
    public void flushCache() {
        beforeFlush.run();
        ensureRecord();
        for (K key : dirty) {
            V value = objects.get(key);
            write(Bytes.wrap(keys.encode(key)), value);
            if (resting != null && value != null && resting.test(value)) {
                objects.remove(key);
            }
        }
        dirty.clear();
    }

    /** The inner store may be changed by a restore from now on: what was read of it no longer counts. */
    @Override
    public void clearCache() {
        objects = null;
        dirty.clear();
    }

    @Override
    public boolean setFlushListener(CacheFlushListener<Bytes, byte[]> listener, boolean sendOldValues) {
        return false; // nothing is forwarded at a flush
    }

    @Override
    public String name() {
        return inner.name();
    }

    @Override
    public void init(StateStoreContext newContext, StateStore root) {
        context = newContext;
        inner.init(newContext, root);
    }

    @Override
    public void close() {
        clearCache();
        inner.close();
    }

    @Override
    public boolean persistent() {
        return inner.persistent();
    }

    @Override
    public boolean isOpen() {
        return inner.isOpen();
    }

    /**
     * The changelog takes its time from the record at work. At a commit before the first record that could be read there is
     * none, but timers may have changed something.
     */
    private void ensureRecord() {
        if (context instanceof InternalProcessorContext<?, ?> internal && internal.recordContext() == null) {
            internal.setRecordContext(NO_RECORD);
        }
    }

    private void write(Bytes key, V value) {
        if (value != null) {
            inner.put(key, values.encode(value));
        } else if (inner.get(key) != null) { // else it came and went between two commits
            inner.delete(key);
        }
    }

    private Map<K, V> objects() {
        if (objects == null) {
            objects = new HashMap<>();
            if (resting == null) {
                readInner(objects::put);
            }
        }
        return objects;
    }

    private V wake(K key) {
        byte[] bytes = inner.get(Bytes.wrap(keys.encode(key)));
        V value = bytes == null ? null : values.decode(bytes);
        if (value != null) {
            objects.put(key, value);
        }
        return value;
    }

    private void readInner(BiConsumer<K, V> reader) {
        try (KeyValueIterator<Bytes, byte[]> all = inner.all()) {
            while (all.hasNext()) {
                KeyValue<Bytes, byte[]> entry = all.next();
                reader.accept(keys.decode(entry.key.get()), values.decode(entry.value));
            }
        }
    }
}
