package io.plumbline.streams.app;

import java.util.List;
import java.util.function.Predicate;
import org.apache.kafka.clients.consumer.CommitFailedException;
import org.apache.kafka.common.errors.ApplicationRecoverableException;
import org.apache.kafka.common.errors.OutOfOrderSequenceException;
import org.apache.kafka.common.errors.RetriableException;
import org.apache.kafka.common.errors.TransactionAbortableException;
import org.apache.kafka.common.errors.TransactionAbortedException;
import org.apache.kafka.streams.errors.StreamsUncaughtExceptionHandler;
import org.apache.kafka.streams.errors.TaskCorruptedException;
import org.apache.kafka.streams.errors.TaskMigratedException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * What happens when a stream thread dies. A cause that passes (broker, network, registry, a transaction or a membership
 * that was lost) gives a new thread, which begins at the last commit; so does one that the next attempt avoids. Anything
 * else is a bug or needs a person, and stops the client rather than repeat it for ever.
 */
final class Failures implements StreamsUncaughtExceptionHandler {
    private static final Logger log = LoggerFactory.getLogger(Failures.class);

    private static final List<Class<? extends Exception>> PASSING = List.of(
            RetriableException.class,
            // The client is to begin anew: fenced, a forgotten producer, a lost membership.
            ApplicationRecoverableException.class,
            CommitFailedException.class,
            OutOfOrderSequenceException.class,
            TransactionAbortableException.class,
            TransactionAbortedException.class,
            // The thread deals with these itself, unless they come while it does so.
            TaskCorruptedException.class,
            TaskMigratedException.class);

    private final Predicate<Throwable> isAvoidedNextTime;
    private final Pauses pauses;

    /** @param isAvoidedNextTime whether the same input will not lead to the same failure again */
    Failures(Predicate<Throwable> isAvoidedNextTime, Pauses pauses) {
        this.isAvoidedNextTime = isAvoidedNextTime;
        this.pauses = pauses;
    }

    /** Runs on the thread that dies, so that its replacement waits with it. */
    @Override
    public StreamThreadExceptionResponse handle(Throwable failure) {
        if (isTransient(failure) || isAvoidedNextTime.test(failure)) {
            log.warn("a stream thread failed and is replaced; it goes on at the last commit", failure);
            pauses.pause();
            return StreamThreadExceptionResponse.REPLACE_THREAD;
        }
        log.error("a stream thread failed for a reason that will not pass; streams stop here", failure);
        return StreamThreadExceptionResponse.SHUTDOWN_CLIENT;
    }

    static boolean isTransient(Throwable failure) {
        for (Throwable cause = failure; cause != null; cause = cause.getCause()) {
            Throwable link = cause;
            if (PASSING.stream().anyMatch(type -> type.isInstance(link))) {
                return true;
            }
        }
        return false;
    }
}
