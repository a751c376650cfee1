package io.plumbline.producers.publish;

import io.plumbline.producers.agent.NodeIdentity;
import io.plumbline.schemas.event.MeasurementBatch;
import java.time.Instant;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.BiConsumer;

/** The streams of a sink, one for each life of a node. Thread-safe, but each stream is for one thread. */
final class EventStreams {
    private final BiConsumer<MeasurementBatch, Instant> batches;
    private final Map<Life, Batching> streams = new ConcurrentHashMap<>();

    private record Life(NodeIdentity identity, String boot) {}

    /** @param batches takes each batch and its event time */
    EventStreams(BiConsumer<MeasurementBatch, Instant> batches) {
        this.batches = batches;
    }

    EventStream of(NodeIdentity identity, String boot) {
        return streams.computeIfAbsent(new Life(identity, boot), life -> new Batching(identity, boot, batches));
    }

    /** Gives on what waits for a full batch. */
    void flush() {
        streams.values().forEach(Batching::flush);
    }

    /** Begins anew: whatever comes is numbered from 0 again. */
    void clear() {
        streams.clear();
    }
}
