package io.plumbline.producers.agent;

import io.plumbline.schemas.event.Outcome;

/** Records one operation: what code that measures itself needs to know of the agent. Safe from any thread; never blocks. */
@FunctionalInterface
public interface Recorder {
    /** Forgets everything: for code that runs without an agent. */
    Recorder NONE = (startNanos, endNanos, outcome) -> {};

    /** Both times are of {@link System#nanoTime}. */
    void record(long startNanos, long endNanos, Outcome outcome);
}
