package io.plumbline.producers.load;

import java.time.Duration;
import java.util.concurrent.atomic.AtomicBoolean;

/**
 * Each of some threads does one operation after the other: for what a target can do at a concurrency, not for what its
 * users would see. While the target stands still nobody asks, so its latencies leave out what a queue would have waited.
 */
public record ClosedLoop(LoadTarget.Factory target, int threads, Duration timeout) {
    /** Operations that began within the time; the last of them end after it. */
    public OperationLog run(Duration duration, AtomicBoolean stop) throws InterruptedException {
        OperationLog[] logs = new OperationLog[threads];
        Thread[] all = new Thread[threads];
        RuntimeException[] failures = new RuntimeException[threads];
        long origin = System.nanoTime();
        for (int i = 0; i < threads; i++) {
            int own = i;
            logs[i] = new OperationLog();
            all[i] = new Thread(
                    () -> {
                        try {
                            repeat(logs[own], origin, duration.toNanos(), stop);
                        } catch (RuntimeException e) {
                            failures[own] = e;
                            stop.set(true);
                        }
                    },
                    "plumbline-load");
            all[i].setDaemon(true);
            all[i].start();
        }
        OperationLog log = new OperationLog();
        for (int i = 0; i < threads; i++) {
            all[i].join();
            if (failures[i] != null) {
                throw failures[i];
            }
            log.addAll(logs[i]);
        }
        return log;
    }

    private void repeat(OperationLog log, long origin, long nanos, AtomicBoolean stop) {
        try (LoadTarget own = target.create()) {
            while (System.nanoTime() - origin < nanos && !stop.get()) {
                once(own, log, origin);
            }
        }
    }

    /** One operation of a target that its caller keeps. */
    void once(LoadTarget own, OperationLog log, long origin) {
        long start = System.nanoTime();
        Attempt attempt = Attempt.of(own, timeout);
        log.add(start - origin, start - origin, System.nanoTime() - origin, attempt.outcome());
    }
}
