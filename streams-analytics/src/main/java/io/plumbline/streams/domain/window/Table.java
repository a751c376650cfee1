package io.plumbline.streams.domain.window;

import java.util.function.BiConsumer;

/**
 * Objects by key that outlive the process. They are changed in place; whoever changes one says so with {@link #touch},
 * or the change may be lost. Not thread-safe.
 */
public interface Table<K, V> {
    /** The object itself, not a copy; null if there is none. */
    V get(K key);

    /** Keeps {@code value}, and counts it as touched. */
    void put(K key, V value);

    /** The object under {@code key} was changed. */
    void touch(K key);

    void remove(K key);

    /** Visits everything; {@code visitor} must not add or remove. */
    void forEach(BiConsumer<K, V> visitor);
}
