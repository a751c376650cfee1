package io.plumbline.producers.load;

import io.plumbline.schemas.event.Outcome;

/** Told of each operation as it ends, from any worker's thread; it must not block. Times are of {@link System#nanoTime}. */
@FunctionalInterface
public interface LoadListener {
    LoadListener NONE = (dueNanos, endNanos, serviceNanos, outcome, bytes) -> {};

    /** @param serviceNanos -1 if the operation was never started */
    void ended(long dueNanos, long endNanos, long serviceNanos, Outcome outcome, long bytes);
}
