package io.plumbline.sink.core;

import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;

/** Waits for what ends by itself, whoever interrupts. */
final class Uninterruptibly {
    private Uninterruptibly() {}

    /**
     * What the task comes to, which throws nothing. It is done here and now if nobody has begun it. An interruption of this
     * thread is kept for later.
     */
    static <T> T get(FutureTask<T> task) {
        task.run(); // nothing happens if another thread has begun it
        boolean interrupted = false;
        while (true) {
            try {
                T result = task.get();
                if (interrupted) {
                    Thread.currentThread().interrupt();
                }
                return result;
            } catch (InterruptedException e) {
                interrupted = true;
            } catch (ExecutionException e) {
                throw new IllegalStateException(e);
            }
        }
    }
}
