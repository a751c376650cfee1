package io.plumbline.streams.topology;

import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.apache.kafka.common.KafkaException;

/**
 * Records on which a processor failed. The failure ends the transaction, so that nothing of a half-processed record stays
 * in the state; then the record comes again, is known here, and is set aside whole before anything is done with it
 * (ADR 0012). Thread-safe.
 */
public final class Suspects {
    /** With more than these, it is not the records: then the failure is left to stop the application. */
    static final int LIMIT = 20;

    private final Map<Coordinates, RuntimeException> failures = new ConcurrentHashMap<>();

    boolean isEmpty() {
        return failures.isEmpty();
    }

    /** @throws SuspectException if a processor failed on the record there */
    void check(Coordinates record) {
        RuntimeException failure = failures.get(record);
        if (failure != null) {
            throw new SuspectException(failure);
        }
    }

    /**
     * Takes note that a processor failed on the record there, unless the cause is Kafka or the registry.
     *
     * @return {@code failure}, to be thrown on
     */
    RuntimeException add(Coordinates record, RuntimeException failure) {
        if (!(failure instanceof KafkaException) && failures.size() < LIMIT) {
            failures.put(record, failure);
        }
        return failure;
    }

    /** Whether {@code failure} came from a record that will be set aside when it comes again. */
    public boolean explain(Throwable failure) {
        for (Throwable cause = failure; cause != null; cause = cause.getCause()) {
            if (failures.containsValue(cause)) {
                return true;
            }
        }
        return false;
    }
}
