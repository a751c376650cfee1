package io.plumbline.streams.topology;

import io.plumbline.schemas.event.Measurement;
import io.plumbline.schemas.event.MeasurementBatch;
import io.plumbline.schemas.event.Origin;
import io.plumbline.schemas.event.Outcome;
import java.util.List;
import java.util.Map;

/** Writes batches as an agent does: numbered without gaps, unless a test says otherwise. */
public final class Agent {
    private final String node;
    private long next;

    public Agent(String node) {
        this.node = node;
    }

    public MeasurementBatch batch(Measurement... measurements) {
        MeasurementBatch batch = batchFrom(next, measurements);
        next += measurements.length;
        return batch;
    }

    /** Measurements that never arrive. */
    void skip(int measurements) {
        next += measurements;
    }

    MeasurementBatch batchFrom(long firstSequence, Measurement... measurements) {
        return MeasurementBatch.newBuilder()
                .setSystem("shop")
                .setNode(node)
                .setRelease("1.0")
                .setOrigin(Origin.REAL)
                .setBoot("boot-1")
                .setFirstSequence(firstSequence)
                .setMeasurements(List.of(measurements))
                .build();
    }

    /** An operation that completed at {@code completedMillis} and took {@code durationNanos}. */
    public static Measurement event(String operation, long completedMillis, long durationNanos) {
        return event(operation, completedMillis, durationNanos, Outcome.OK);
    }

    static Measurement event(String operation, long completedMillis, long durationNanos, Outcome outcome) {
        return Measurement.newBuilder()
                .setOperation(operation)
                .setIntendedStart(Times.instant(completedMillis * 1_000 - durationNanos / 1_000))
                .setDurationNanos(durationNanos)
                .setOutcome(outcome)
                .setBytes(10)
                .setLabels(Map.of())
                .build();
    }
}
