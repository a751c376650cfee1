package io.plumbline.producers.load;

import io.plumbline.schemas.event.Outcome;
import io.plumbline.settings.Settings;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.locks.LockSupport;
import java.util.function.LongConsumer;

/**
 * Starts operations when they are due, whether those before have ended or not, as far as there are workers; when all are
 * busy an operation starts late, and its response time counts from when it was due all the same. So a target that stands
 * still for half a second is seen to have kept everybody waiting who came meanwhile, not one.
 *
 * @param workers operations that may be under way at once
 * @param timeout from when an operation was due; one that no worker was free for until then is not started any more
 */
public record OpenLoop(LoadTarget.Factory target, int workers, Duration timeout, LoadListener listener) {
    public static final int MOST_WORKERS = 2_048;

    private static final int STACK_BYTES = 1 << 19;

    public OpenLoop {
        Settings.check(
                workers >= 1 && workers <= MOST_WORKERS,
                "workers must be within 1 and " + MOST_WORKERS + ", was " + workers);
        Settings.check(timeout.toMillis() >= 1, "the timeout must be at least 1ms, was " + timeout);
    }

    /** What a run left: the log, and how exact the generator was. */
    public record Run(OperationLog log, Pace pace) {}

    /**
     * Runs to the end, or until {@code stop} is set; then operations that were not yet due are not in the log. It begins
     * when each worker has its target: making clients and connections is nobody's latency.
     */
    public Run run(Arrivals arrivals, AtomicBoolean stop) throws InterruptedException {
        return run(arrivals, stop, origin -> {});
    }

    /** @param begun is told when the run begins, by {@link System#nanoTime}: from there the log counts */
    Run run(Arrivals arrivals, AtomicBoolean stop, LongConsumer begun) throws InterruptedException {
        AtomicLong next = new AtomicLong();
        Start start = new Start(workers);
        List<Worker> all = new ArrayList<>();
        try {
            for (int i = 0; i < workers; i++) {
                Worker worker = new Worker(arrivals, next, start, stop);
                all.add(worker);
                worker.thread.start();
            }
            begun.accept(start.whenAllAreReady());
            for (Worker worker : all) {
                worker.thread.join();
            }
        } catch (InterruptedException e) {
            stop.set(true);
            all.forEach(worker -> worker.thread.interrupt());
            throw e;
        }
        OperationLog log = new OperationLog();
        Pace pace = new Pace();
        for (Worker worker : all) {
            worker.rethrow();
            log.addAll(worker.log);
            pace.merge(worker.pace);
        }
        return new Run(log, pace);
    }

    /** The moment at which all workers begin. */
    private static final class Start {
        private final CountDownLatch ready;
        private final CountDownLatch begun = new CountDownLatch(1);
        private long originNanos; // written before the latch is opened

        private Start(int workers) {
            ready = new CountDownLatch(workers);
        }

        private long whenAllAreReady() throws InterruptedException {
            ready.await();
            originNanos = System.nanoTime();
            begun.countDown();
            return originNanos;
        }
    }

    private final class Worker implements Runnable {
        private final Arrivals arrivals;
        private final AtomicLong next;
        private final Start start;
        private final AtomicBoolean stop;
        private final OperationLog log = new OperationLog();
        private final Pace pace = new Pace();
        private final Thread thread = new Thread(null, this, "plumbline-load", STACK_BYTES);
        private RuntimeException failure;

        private Worker(Arrivals arrivals, AtomicLong next, Start start, AtomicBoolean stop) {
            this.arrivals = arrivals;
            this.next = next;
            this.start = start;
            this.stop = stop;
            thread.setDaemon(true);
        }

        @Override
        public void run() {
            try (LoadTarget own = create()) {
                start.begun.await();
                for (long n = next.getAndIncrement(); n < arrivals.count() && !stop.get(); n = next.getAndIncrement()) {
                    long due = start.originNanos + arrivals.dueNanos(n);
                    boolean waited = waitUntil(due);
                    if (!stop.get()) {
                        perform(own, due, waited);
                    }
                }
            } catch (InterruptedException e) { // the run's own end
                Thread.currentThread().interrupt();
            } catch (RuntimeException e) { // a target that cannot be made, or our own mistake: the caller's to hear of
                failure = e;
                stop.set(true);
            }
        }

        private LoadTarget create() {
            try {
                return target.create();
            } finally {
                start.ready.countDown();
            }
        }

        private void perform(LoadTarget own, long due, boolean waited) {
            long started = System.nanoTime();
            if (waited) {
                pace.lateBy(started - due);
            } else {
                pace.noWorkerFree();
            }
            Duration allowed = timeout.minusNanos(started - due);
            if (allowed.toMillis() < 1) {
                end(due, started, started, Outcome.TIMEOUT, 0);
                return;
            }
            Attempt attempt = Attempt.of(own, allowed);
            long end = System.nanoTime();
            if (attempt.failure() != null) {
                pace.failed(attempt.failure());
            }
            end(due, started, end, attempt.outcome(), attempt.bytes());
        }

        private void end(long due, long started, long end, Outcome outcome, long bytes) {
            long origin = start.originNanos;
            log.add(due - origin, started - origin, end - origin, outcome);
            listener.ended(due, end, started == end ? -1 : end - started, outcome, bytes);
        }

        /** Whether there was anything to wait for. */
        private boolean waitUntil(long due) {
            boolean waited = false;
            for (long wait = due - System.nanoTime(); wait > 0 && !stop.get(); wait = due - System.nanoTime()) {
                LockSupport.parkNanos(this, Math.min(wait, Pace.LOOK_NANOS));
                waited = true;
            }
            return waited;
        }

        private void rethrow() {
            if (failure != null) {
                throw failure;
            }
        }
    }
}
