package io.plumbline.producers.importer;

import io.plumbline.schemas.event.Outcome;
import java.time.Instant;
import java.util.Map;

/**
 * One operation as a file has it.
 *
 * @param start when it started
 * @param durationNanos from there to its completion
 * @param bytes that it moved; 0 where the file does not say
 */
public record TimedEvent(
        String operation, Instant start, long durationNanos, Outcome outcome, long bytes, Map<String, String> labels) {
    /** The event time. */
    Instant end() {
        return start.plusNanos(durationNanos);
    }
}
