package io.plumbline.benchmarks.run;

import com.sun.management.OperatingSystemMXBean;
import java.lang.management.ManagementFactory;
import java.util.concurrent.atomic.AtomicReference;
import org.apache.kafka.clients.consumer.ConsumerRecords;

/** Times one round of this process. Thread-safe. */
public final class Stopwatch {
    private static final OperatingSystemMXBean PROCESS =
            (OperatingSystemMXBean) ManagementFactory.getOperatingSystemMXBean();

    private final AtomicReference<Lap> start = new AtomicReference<>();

    /** A point in time, or what lies between two. */
    public record Lap(long nanos, long cpuNanos) {
        public static Lap now() {
            return new Lap(System.nanoTime(), PROCESS.getProcessCpuTime());
        }

        public Lap minus(Lap earlier) {
            return new Lap(nanos - earlier.nanos, cpuNanos - earlier.cpuNanos);
        }
    }

    /** The first records have been handed over; later calls change nothing. */
    public void start() {
        if (start.get() == null) {
            start.compareAndSet(null, Lap.now());
        }
    }

    /** The same, if there are records of {@code topic} among these. */
    public void start(ConsumerRecords<?, ?> records, String topic) {
        if (start.get() == null
                && records.partitions().stream()
                        .anyMatch(partition -> partition.topic().equals(topic))) {
            start();
        }
    }

    /** @throws IllegalStateException if nothing was ever handed over */
    public Lap since(Lap end) {
        Lap started = start.get();
        if (started == null) {
            throw new IllegalStateException("no record of the input was ever handed over");
        }
        return end.minus(started);
    }

    /** Milliseconds since the start; 0 before it. */
    public long millis() {
        Lap started = start.get();
        return started == null ? 0 : (System.nanoTime() - started.nanos) / 1_000_000;
    }

    public Lap lap() {
        return since(Lap.now());
    }
}
