package io.plumbline.producers.library;

import io.plumbline.producers.agent.Agent;
import io.plumbline.producers.agent.Operation;
import io.plumbline.schemas.event.Outcome;
import java.util.concurrent.Callable;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.Executor;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.TimeoutException;
import java.util.function.Supplier;

/**
 * Tasks that record how long they take. Whatever they return or throw, the caller gets; an exception makes the outcome
 * ERROR, a {@link TimeoutException} TIMEOUT. Thread-safe.
 */
public final class Timing {
    private final Agent agent;

    public Timing(Agent agent) {
        this.agent = agent;
    }

    public Runnable runnable(String operation, Runnable task) {
        Operation handle = agent.operation(operation);
        return () -> supply(handle, () -> {
            task.run();
            return null;
        });
    }

    public <T> Supplier<T> supplier(String operation, Supplier<T> task) {
        Operation handle = agent.operation(operation);
        return () -> supply(handle, task);
    }

    public <T> Callable<T> callable(String operation, Callable<T> task) {
        Operation handle = agent.operation(operation);
        return () -> agent.time(handle, task);
    }

    /** Starts something that ends later: recorded from now until the future completes, whoever completes it. */
    public <T> CompletableFuture<T> future(String operation, Supplier<CompletableFuture<T>> start) {
        Operation handle = agent.operation(operation);
        long begin = System.nanoTime();
        CompletableFuture<T> future;
        try {
            future = start.get();
        } catch (RuntimeException | Error e) {
            agent.record(handle, begin, System.nanoTime() - begin, Outcome.ERROR, 0);
            throw e;
        }
        return future.whenComplete(
                (result, failure) -> agent.record(handle, begin, System.nanoTime() - begin, outcome(failure), 0));
    }

    /**
     * An executor whose tasks are due when they are given to it: the response time includes waiting for a thread, the
     * service time does not. A task that is rejected is an ERROR.
     */
    public Executor executor(String operation, Executor executor) {
        Operation handle = agent.operation(operation);
        return task -> {
            long due = System.nanoTime();
            try {
                executor.execute(() -> run(handle, due, task));
            } catch (RejectedExecutionException e) {
                agent.record(handle, due, System.nanoTime() - due, Outcome.ERROR, 0);
                throw e;
            }
        };
    }

    private void run(Operation handle, long due, Runnable task) {
        long start = System.nanoTime();
        Outcome outcome = Outcome.ERROR;
        try {
            task.run();
            outcome = Outcome.OK;
        } finally {
            long end = System.nanoTime();
            agent.record(handle, due, end - due, end - start, outcome, 0);
        }
    }

    private <T> T supply(Operation handle, Supplier<T> task) {
        long start = System.nanoTime();
        Outcome outcome = Outcome.ERROR;
        try {
            T result = task.get();
            outcome = Outcome.OK;
            return result;
        } finally {
            agent.record(handle, start, System.nanoTime() - start, outcome, 0);
        }
    }

    private static Outcome outcome(Throwable failure) {
        Throwable cause =
                failure instanceof CompletionException && failure.getCause() != null ? failure.getCause() : failure;
        if (cause == null) {
            return Outcome.OK;
        }
        return cause instanceof TimeoutException ? Outcome.TIMEOUT : Outcome.ERROR;
    }
}
