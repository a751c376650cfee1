package io.plumbline.streams.app;

import org.apache.kafka.common.errors.RetriableException;
import org.apache.kafka.streams.errors.StreamsUncaughtExceptionHandler;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * What happens when a stream thread dies. A cause that passes (broker, network, registry) gives a new thread, which
 * begins at the last commit; anything else is a bug, and stops the client rather than repeat it for ever.
 */
final class Failures implements StreamsUncaughtExceptionHandler {
    private static final Logger log = LoggerFactory.getLogger(Failures.class);

    @Override
    public StreamThreadExceptionResponse handle(Throwable failure) {
        if (isTransient(failure)) {
            log.warn("a stream thread failed and is replaced; it goes on at the last commit", failure);
            return StreamThreadExceptionResponse.REPLACE_THREAD;
        }
        log.error("a stream thread failed for a reason that will not pass; streams stop here", failure);
        return StreamThreadExceptionResponse.SHUTDOWN_CLIENT;
    }

    static boolean isTransient(Throwable failure) {
        for (Throwable cause = failure; cause != null; cause = cause.getCause()) {
            if (cause instanceof RetriableException) {
                return true;
            }
        }
        return false;
    }
}
