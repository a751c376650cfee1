package io.plumbline.producers.load;

import java.time.Duration;
import java.util.concurrent.TimeoutException;

/** What load is put on. Each worker has its own; it is used by one thread. */
@FunctionalInterface
public interface LoadTarget extends AutoCloseable {
    /**
     * Does one operation.
     *
     * @param allowed the time that is left; at least a millisecond
     * @return bytes that it moved; 0 where that is not known
     * @throws TimeoutException if it was not done in that time
     * @throws Exception if it failed
     */
    long call(Duration allowed) throws Exception;

    @Override
    default void close() {}

    /** Makes the targets of workers. */
    @FunctionalInterface
    interface Factory {
        LoadTarget create();
    }
}
