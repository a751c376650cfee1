package io.plumbline.streams.topology;

import java.time.Duration;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/**
 * The switch that ends a pipeline without waiting for event time: once requested, every processor closes its windows as
 * soon as its input is silent. Thread-safe.
 *
 * <p>It speaks for the tasks of this process only. With several instances, all must be drained, because windows over
 * all nodes wait for the inputs of all.
 */
public final class Drain {
    private final Map<String, Boolean> emptyByTask = new ConcurrentHashMap<>();
    private volatile boolean requested;

    public void request() {
        requested = true;
    }

    public boolean isRequested() {
        return requested;
    }

    /** Waits until every task has nothing open. Returns whether that came true in time. */
    public boolean await(Duration timeout) throws InterruptedException {
        long deadline = System.nanoTime() + timeout.toNanos();
        synchronized (emptyByTask) {
            while (!isEmpty()) {
                long leftMillis = (deadline - System.nanoTime()) / 1_000_000;
                if (leftMillis <= 0) {
                    return false;
                }
                emptyByTask.wait(leftMillis);
            }
        }
        return true;
    }

    /** A task says whether it has emitted and committed everything that it was given. */
    void report(String task, boolean isEmpty) {
        if (!Boolean.valueOf(isEmpty).equals(emptyByTask.put(task, isEmpty))) {
            synchronized (emptyByTask) {
                emptyByTask.notifyAll();
            }
        }
    }

    /** A task ends here, or moves to another instance. */
    void leave(String task) {
        emptyByTask.remove(task);
        synchronized (emptyByTask) {
            emptyByTask.notifyAll();
        }
    }

    private boolean isEmpty() {
        return requested && !emptyByTask.containsValue(false);
    }
}
