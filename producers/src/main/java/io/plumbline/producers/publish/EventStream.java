package io.plumbline.producers.publish;

import io.plumbline.schemas.event.Outcome;
import java.time.Instant;
import java.util.Map;

/**
 * The measurements of one life of a node, numbered from 0 in the order of the calls and published in batches of at most
 * 500. For one thread.
 */
public interface EventStream {
    /** For a service time that is not known. */
    long UNKNOWN = -1;

    /** {@link #add(String, Instant, long, long, Outcome, long, Map)} without labels. */
    default void add(
            String operation,
            Instant intendedStart,
            long durationNanos,
            long serviceNanos,
            Outcome outcome,
            long bytes) {
        add(operation, intendedStart, durationNanos, serviceNanos, outcome, bytes, Map.of());
    }

    /**
     * Adds one measurement. May block while Kafka is slow.
     *
     * @param intendedStart when it was due to start, else when it started; kept in microseconds
     * @param durationNanos response time: from the intended start to the completion
     * @param serviceNanos from the actual start to the completion, or {@link #UNKNOWN}
     * @param bytes that it moved; 0 where it moves none
     * @throws IllegalArgumentException if a figure is negative, the service time exceeds the response time, or the operation
     *     has no name of 1 to 200 characters; nothing is added
     * @throws PublishException if this measurement, or one before it, cannot be published
     */
    void add(
            String operation,
            Instant intendedStart,
            long durationNanos,
            long serviceNanos,
            Outcome outcome,
            long bytes,
            Map<String, String> labels);

    /** Publishes what waits for a full batch. */
    void flush();
}
