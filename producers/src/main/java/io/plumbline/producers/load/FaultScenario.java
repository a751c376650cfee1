package io.plumbline.producers.load;

import io.plumbline.producers.probe.Program;
import io.plumbline.settings.Settings;
import java.io.IOException;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Consumer;

/**
 * Load at an even rate; a fault at one moment and its heal at another; what that did.
 *
 * @param fault inflicts it; its end is when the fault began
 * @param heal ends it; its end is when it was healed
 */
public record FaultScenario(
        OpenLoop loop,
        double perSecond,
        Duration duration,
        Duration faultAt,
        Duration healAt,
        Action fault,
        Action heal,
        FaultAnalysis analysis,
        Consumer<String> progress) {
    /** Something that is done to the system. */
    @FunctionalInterface
    public interface Action {
        /** @throws Exception if it could not be done: then the scenario says nothing */
        void perform() throws Exception;

        /** A command, which fails if it ends with another code than 0. */
        static Action command(Program program, Duration timeout) {
            Program unread = program.reading(Program.Reads.NOTHING); // a heal may start what goes on
            return () -> {
                int exitCode = unread.run(timeout).exitCode();
                if (exitCode != 0) {
                    throw new IOException("the command ended with " + exitCode);
                }
            };
        }
    }

    public FaultScenario {
        Settings.check(
                faultAt.compareTo(Duration.ZERO) > 0 && healAt.compareTo(faultAt) > 0 && duration.compareTo(healAt) > 0,
                "a baseline, the fault, its heal and some time to recover must follow each other, were " + faultAt
                        + ", " + healAt + " of " + duration);
    }

    public record Outcome(FaultAnalysis.Result result, OperationLog log, Pace pace, long faultNanos, long healNanos) {}

    /** @throws InconclusiveException if the fault or its heal could not be done */
    public Outcome run(AtomicBoolean stop) throws InterruptedException {
        CompletableFuture<Long> begun = new CompletableFuture<>();
        CompletableFuture<OpenLoop.Run> load = new CompletableFuture<>();
        Thread thread = new Thread(() -> complete(load, begun, stop), "plumbline-load-faults");
        thread.setDaemon(true);
        thread.start();
        try {
            long origin = begun.get();
            long began = act("fault", fault, origin, faultAt, load);
            long healed = act("heal", heal, origin, healAt, load);
            OpenLoop.Run run = load.get();
            FaultAnalysis.Result result = analysis.judge(run.log(), began, healed, duration.toNanos());
            return new Outcome(result, run.log(), run.pace(), began, healed);
        } catch (ExecutionException e) {
            throw e.getCause() instanceof RuntimeException failure ? failure : new IllegalStateException(e.getCause());
        } finally {
            stop.set(true);
        }
    }

    private void complete(CompletableFuture<OpenLoop.Run> load, CompletableFuture<Long> begun, AtomicBoolean stop) {
        try {
            load.complete(loop.run(new Arrivals.Constant(perSecond, duration), stop, begun::complete));
        } catch (InterruptedException | RuntimeException e) {
            begun.completeExceptionally(e);
            load.completeExceptionally(e);
        }
    }

    /** Waits for its time; a load that ends before has failed. Returns when it was done, from the load's begin. */
    private long act(String name, Action action, long origin, Duration at, CompletableFuture<OpenLoop.Run> load)
            throws InterruptedException, ExecutionException {
        long wait = origin + at.toNanos() - System.nanoTime();
        try {
            load.get(Math.max(1, wait), TimeUnit.NANOSECONDS);
            throw new InconclusiveException("the load ended before the " + name);
        } catch (TimeoutException e) {
            progress.accept(name + " after " + at.toMillis() / 1e3 + " s");
        }
        try {
            action.perform();
        } catch (InterruptedException e) {
            throw e;
        } catch (Exception e) {
            throw new InconclusiveException("the " + name + " could not be done: " + e.getMessage(), e);
        }
        return System.nanoTime() - origin;
    }
}
