package io.plumbline.producers.load;

import io.plumbline.settings.Settings;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

/** Memory and processor time of one process while load is put on it, every 100 ms. */
public final class ProcessTrace implements AutoCloseable {
    public static final Duration INTERVAL = Duration.ofMillis(100);

    private final ProcessHandle process;
    private final List<Point> points = new ArrayList<>();
    private final CountDownLatch closing = new CountDownLatch(1);
    private final Thread thread = new Thread(this::run, "plumbline-load-process");
    private final long origin = System.nanoTime();

    /**
     * @param seconds since the start
     * @param residentBytes null where it is not known
     * @param cpuNanos since the process's start; null where it is not known
     */
    public record Point(double seconds, Long residentBytes, Long cpuNanos) {}

    /** @param cpuProcessors processors that it kept busy, on average */
    public record Usage(long pid, int samples, Long peakBytes, Double meanBytes, Double cpuProcessors) {}

    private ProcessTrace(ProcessHandle process) {
        this.process = process;
        thread.setDaemon(true);
    }

    /** @throws io.plumbline.settings.ConfigException if there is no such process */
    public static ProcessTrace start(long pid) {
        ProcessHandle handle =
                ProcessHandle.of(pid).filter(ProcessHandle::isAlive).orElse(null);
        Settings.check(handle != null, "there is no process " + pid);
        ProcessTrace trace = new ProcessTrace(handle);
        trace.thread.start();
        return trace;
    }

    /** Ends it. */
    @Override
    public void close() {
        closing.countDown();
        try {
            thread.join();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    /** What was sampled so far. */
    public synchronized List<Point> points() {
        return List.copyOf(points);
    }

    public Usage usage() {
        return usage(process.pid(), points());
    }

    static Usage usage(long pid, List<Point> points) {
        var memory = points.stream()
                .filter(point -> point.residentBytes() != null)
                .mapToLong(Point::residentBytes)
                .summaryStatistics();
        List<Point> cpu =
                points.stream().filter(point -> point.cpuNanos() != null).toList();
        return new Usage(
                pid,
                points.size(),
                memory.getCount() == 0 ? null : (Long) memory.getMax(),
                memory.getCount() == 0 ? null : (Double) memory.getAverage(),
                cpu.size() < 2 ? null : (Double) busy(cpu.get(0), cpu.get(cpu.size() - 1)));
    }

    private static double busy(Point first, Point last) {
        return (last.cpuNanos() - first.cpuNanos()) / 1e9 / (last.seconds() - first.seconds());
    }

    private void run() {
        try {
            do {
                sample();
            } while (!closing.await(INTERVAL.toMillis(), TimeUnit.MILLISECONDS));
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private synchronized void sample() {
        if (process.isAlive()) {
            Long cpu = process.info().totalCpuDuration().map(Duration::toNanos).orElse(null);
            points.add(new Point((System.nanoTime() - origin) / 1e9, resident(), cpu));
        }
    }

    private Long resident() {
        try (var lines = Files.lines(Path.of("/proc", Long.toString(process.pid()), "status"))) {
            return lines.filter(line -> line.startsWith("VmRSS:"))
                    .map(line -> Long.parseLong(line.replaceAll("\\D", "")) * 1_024)
                    .findFirst()
                    .orElse(null);
        } catch (IOException e) { // another system, or the process has just ended
            return null;
        }
    }
}
