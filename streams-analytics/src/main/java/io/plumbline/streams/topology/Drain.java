package io.plumbline.streams.topology;

import java.time.Duration;
import java.util.Collection;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import java.util.function.LongSupplier;
import org.apache.kafka.streams.processor.TaskId;

/**
 * The switch that ends a pipeline without waiting for event time: once requested, every processor closes its windows as
 * soon as its input has been read and is silent. Thread-safe.
 *
 * <p>It speaks for the tasks of this process only. With several instances, all must be drained, because windows over
 * all nodes wait for the inputs of all.
 */
public final class Drain {
    /** What one task has committed is read by the next within this time; until then, that one may seem drained too. */
    private static final long SETTLED_MILLIS = 300;

    /** Within this time the group has given a task to somebody: two heartbeats of the protocol {@code streams}. */
    private static final long REASSIGNED_NANOS = TimeUnit.SECONDS.toNanos(10);

    private final Map<TaskId, Report> reports = new ConcurrentHashMap<>();
    private final Map<TaskId, Long> leftNanos = new ConcurrentHashMap<>();
    private final ThreadProgress progress = new ThreadProgress();
    private final LongSupplier nanoClock;
    private volatile boolean requested;

    /** Since when a task has been drained without a break, and when it said so last; by the wall clock. */
    private record Report(long sinceMillis, long lastMillis) {
        static final Report BUSY = new Report(Long.MAX_VALUE, Long.MIN_VALUE);
    }

    Drain() {
        this(System::nanoTime);
    }

    Drain(LongSupplier nanoClock) {
        this.nanoClock = nanoClock;
    }

    public void request() {
        requested = true;
    }

    public boolean isRequested() {
        return requested;
    }

    /** How far the threads of the tasks have come. */
    public ThreadProgress progress() {
        return progress;
    }

    /** Waits until every task has nothing open. Returns whether that came true in time. */
    public boolean await(Duration timeout) throws InterruptedException {
        long deadline = System.nanoTime() + timeout.toNanos();
        synchronized (reports) {
            while (!isDrained()) {
                long leftMillis = (deadline - System.nanoTime()) / 1_000_000;
                if (leftMillis <= 0) {
                    return false;
                }
                reports.wait(leftMillis);
            }
        }
        return true;
    }

    /**
     * Whether a task that left may belong here: it is assigned but not at work yet, it left just now and nobody may have it
     * yet, or there is a thread that may still get it. Then nobody can say what is open.
     *
     * @param assigned the tasks of this process
     * @param hasIdleThread whether one of its threads has no task
     */
    public boolean misses(Set<TaskId> assigned, boolean hasIdleThread) {
        long nowNanos = nanoClock.getAsLong();
        return leftNanos.entrySet().stream()
                .anyMatch(left -> hasIdleThread
                        || assigned.contains(left.getKey())
                        || nowNanos - left.getValue() < REASSIGNED_NANOS);
    }

    /** A task has not yet emitted and committed everything that it was given. */
    void reportBusy(TaskId task) {
        leftNanos.remove(task);
        reports.put(task, Report.BUSY);
    }

    /** A task has emitted and committed everything that it was given; to be said again at every tick. */
    void reportDrained(TaskId task, long nowMillis) {
        Report before = reports.getOrDefault(task, Report.BUSY);
        reports.put(task, new Report(Math.min(before.sinceMillis, nowMillis), nowMillis));
        wake();
    }

    /** A task ends here, moves to another instance, or goes back to its last commit. */
    void leave(TaskId task) {
        leftNanos.put(task, nanoClock.getAsLong());
        reports.remove(task);
        wake();
    }

    private void wake() {
        synchronized (reports) {
            reports.notifyAll();
        }
    }

    /** All have been drained at the same time for so long that none can be about to get input from another. */
    private boolean isDrained() {
        Collection<Report> all = reports.values();
        long allSince = all.stream().mapToLong(Report::sinceMillis).max().orElse(0);
        return requested
                && allSince != Long.MAX_VALUE
                && all.stream().allMatch(report -> report.lastMillis - allSince >= SETTLED_MILLIS);
    }
}
