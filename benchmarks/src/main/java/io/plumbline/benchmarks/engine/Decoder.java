package io.plumbline.benchmarks.engine;

/** From the bytes of a record to its events. For one thread. */
interface Decoder {
    /** What a window needs of an event: when it completed, and how long it took. */
    @FunctionalInterface
    interface Events {
        void event(String operation, long eventMicros, long durationNanos);
    }

    /** Hands each event of the record to {@code events}. */
    void decode(byte[] framed, Events events);
}
