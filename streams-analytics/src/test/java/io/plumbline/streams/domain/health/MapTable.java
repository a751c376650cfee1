package io.plumbline.streams.domain.health;

import io.plumbline.streams.domain.window.Table;
import java.util.HashMap;
import java.util.Map;
import java.util.function.BiConsumer;
import java.util.function.UnaryOperator;

/** A table in memory that outlives a restart as the real one does: what nobody touched comes back as it was before. */
public final class MapTable<K, V> implements Table<K, V> {
    private final UnaryOperator<V> copy;
    private final Map<K, V> live = new HashMap<>();
    private final Map<K, V> kept = new HashMap<>();

    public MapTable(UnaryOperator<V> copy) {
        this.copy = copy;
    }

    public void restart() {
        live.clear();
        kept.forEach((key, value) -> live.put(key, copy.apply(value)));
    }

    @Override
    public V get(K key) {
        return live.get(key);
    }

    @Override
    public void put(K key, V value) {
        live.put(key, value);
        touch(key);
    }

    @Override
    public void touch(K key) {
        kept.put(key, copy.apply(live.get(key)));
    }

    @Override
    public void remove(K key) {
        live.remove(key);
        kept.remove(key);
    }

    @Override
    public void forEach(BiConsumer<K, V> visitor) {
        live.forEach(visitor);
    }
}
