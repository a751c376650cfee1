package io.plumbline.producers.scale.real;

import java.time.Duration;
import java.util.Map;

/**
 * What the nodes of a real scaling test ask.
 *
 * @param operation name of what they record
 * @param target {@code jdbc:}, {@code http://}, {@code https://}, {@code tcp://host:port}, in which a password may
 *     stand, or {@code kafka://host:port/topic}
 * @param query what a database is asked; it must return rows
 * @param timeout of one operation
 * @param kafka settings of a Kafka target's producer, which may be secret; else empty
 */
public record Service(String operation, String target, String query, Duration timeout, Map<String, String> kafka) {
    public Service {
        kafka = Map.copyOf(kafka);
        assignment(operation, target, query, timeout, kafka, Map.of()).check();
    }

    Assignment assignment(Map<String, String> agent) {
        return assignment(operation, target, query, timeout, kafka, agent);
    }

    private static Assignment assignment(
            String operation,
            String target,
            String query,
            Duration timeout,
            Map<String, String> kafka,
            Map<String, String> agent) {
        return new Assignment(operation, target, query, timeout.toMillis(), kafka, agent);
    }

    /** The target without what is secret in it. */
    public String address() {
        return assignment(Map.of()).address();
    }

    /** Without what is secret. */
    @Override
    public String toString() {
        return "Service[" + assignment(Map.of()) + "]";
    }
}
