package io.plumbline.producers.scale.real;

import com.sun.management.OperatingSystemMXBean;
import io.plumbline.producers.probe.ProbeTarget;
import io.plumbline.schemas.event.Outcome;
import io.plumbline.sketch.Sketch;
import java.lang.management.ManagementFactory;
import java.time.Duration;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;

/** Asks again as soon as it was answered, so that its throughput is what the service gives it. */
record ClosedLoop(ProbeTarget target, Duration timeout, Recorded recorded) {
    /** A service that refuses at once must not be asked in a tight loop. */
    private static final long AFTER_FAILURE_NANOS = 10_000_000;

    /** Is told of every operation, also while nothing counts yet. */
    interface Recorded {
        void operation(long startNanos, long endNanos, Outcome outcome, long bytes);
    }

    /**
     * What completes in the measured time counts.
     *
     * @param abandoned ends it early
     */
    Tally run(Duration warmup, Duration measured, BooleanSupplier abandoned) {
        long begin = System.nanoTime() + warmup.toNanos();
        ask(begin, abandoned, new Counts());
        long cpu = cpuNanos();
        Counts counts = new Counts();
        ask(begin + measured.toNanos(), abandoned, counts);
        long used = cpu < 0 ? -1 : cpuNanos() - cpu;
        return new Tally(
                measured.toNanos() / 1e9,
                counts.failed,
                Tally.Buckets.of(counts.latency),
                used,
                ProcessTree.greatestMemoryBytes());
    }

    private static final class Counts {
        private final Sketch latency = new Sketch();
        private long failed;
    }

    private void ask(long endNanos, BooleanSupplier abandoned, Counts counts) {
        while (!abandoned.getAsBoolean()) {
            long start = System.nanoTime();
            long bytes = 0;
            Outcome outcome = Outcome.OK;
            try {
                bytes = target.ask(timeout).bytes();
            } catch (TimeoutException e) {
                outcome = Outcome.TIMEOUT;
            } catch (Exception e) { // whatever a service does wrong is its answer
                outcome = Outcome.ERROR;
            }
            long end = System.nanoTime();
            recorded.operation(start, end, outcome, bytes);
            if (end >= endNanos) {
                return;
            }
            if (outcome == Outcome.OK) {
                counts.latency.record(end - start);
            } else {
                counts.failed++;
                LockSupport.parkNanos(AFTER_FAILURE_NANOS);
            }
        }
    }

    /** Negative where the virtual machine does not know. */
    private static long cpuNanos() {
        return ManagementFactory.getOperatingSystemMXBean() instanceof OperatingSystemMXBean system
                ? system.getProcessCpuTime()
                : -1;
    }
}
