package io.plumbline.producers.load;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Consumer;

/**
 * What a target does at different concurrencies and sizes of batches (R3.4): as fast as it can at each.
 *
 * @param step how long each lasts; as long goes before for the first, to warm up
 */
public record Sweep(TargetSpec target, Duration step, Duration timeout, Consumer<Sweep.Point> progress) {
    /**
     * One setting. Throughput is of operations that succeeded.
     *
     * @param batch units in each operation; 1 where the target has no batches
     * @param perSecond operations, of all threads
     * @param unitsPerSecond batch times that
     * @param perThreadPerSecond operations of one thread
     * @param millisPerUnit thread time that one unit takes: threads / unitsPerSecond; null without a success
     */
    public record Point(
            int threads,
            int batch,
            LoadSummary figures,
            double perSecond,
            double unitsPerSecond,
            double perThreadPerSecond,
            Double millisPerUnit) {
        static Point of(int threads, int batch, LoadSummary figures) {
            double perSecond = figures.completedPerSecond();
            return new Point(
                    threads,
                    batch,
                    figures,
                    perSecond,
                    perSecond * batch,
                    perSecond / threads,
                    perSecond == 0 ? null : (Double) (1e3 * threads / (perSecond * batch)));
        }
    }

    public List<Point> run(List<Integer> threads, List<Integer> batches, AtomicBoolean stop)
            throws InterruptedException {
        point(threads.get(0), batches.get(0), stop); // warms up
        List<Point> points = new ArrayList<>();
        for (int batch : batches) {
            for (int concurrency : threads) {
                Point point = point(concurrency, batch, stop);
                if (stop.get()) {
                    return points;
                }
                points.add(point);
                progress.accept(point);
            }
        }
        return points;
    }

    private Point point(int threads, int batch, AtomicBoolean stop) throws InterruptedException {
        OperationLog log = new ClosedLoop(target.ofBatch(batch).factory(), threads, timeout).run(step, stop);
        return Point.of(threads, batch, LoadSummary.of(log, 0, step.toNanos()));
    }
}
