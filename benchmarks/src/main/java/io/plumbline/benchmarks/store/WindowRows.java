package io.plumbline.benchmarks.store;

import io.plumbline.schemas.event.ClosedBy;
import io.plumbline.schemas.event.Origin;
import io.plumbline.schemas.event.WindowStats;
import io.plumbline.schemas.serde.Sketches;
import io.plumbline.sketch.Sketch;
import java.time.Instant;
import java.util.SplittableRandom;

/**
 * The rows of a workload by their number, as the topology makes them for nodes that time five operations: window after
 * window, in each the series in turn. Durations are log-normal as in {@code bench engine}, every second has a service
 * time. A number gives the same row each time.
 */
final class WindowRows {
    private static final double MEDIAN_NANOS = 1e6;
    private static final int SERIES = 1_000;
    private static final int OPERATIONS = 5;
    private static final Instant START = Instant.parse("2026-01-01T00:00:00Z");

    private final StoreWorkload workload;

    WindowRows(StoreWorkload workload) {
        this.workload = workload;
    }

    /** The record at this place of the topic: all rows, then corrections of the first of them. */
    WindowStats record(int index) {
        boolean correction = index >= workload.rows();
        int number = correction ? index - workload.rows() : index;
        WindowStats row = row(number, correction ? 1 : 0);
        row.setRevision(correction ? 1 : 0);
        return row;
    }

    /** What the table has to add up to when everything is stored: events in windows. */
    long events() {
        long events = 0;
        for (int number = 0; number < workload.rows(); number++) {
            events += count(number, number < workload.corrected() ? 1 : 0);
        }
        return events;
    }

    private WindowStats row(int number, int more) {
        SplittableRandom random = new SplittableRandom(workload.seed() + number);
        Sketch response = new Sketch();
        Sketch service = new Sketch();
        long count = count(number, more);
        for (long i = 0; i < count; i++) {
            long duration = (long) (MEDIAN_NANOS * Math.exp(random.nextGaussian()));
            response.record(duration);
            if (i % 2 == 0) {
                service.record((long) (duration * random.nextDouble()));
            }
        }
        WindowStats row = names(number);
        row.setCount(count);
        row.setOkCount(count);
        row.setBytes(count * 512);
        row.setRatePerSecond(count * 1_000.0 / StoreWorkload.WINDOW_MILLIS);
        addResponse(row, response);
        addService(row, service);
        return row;
    }

    /** A tenth more or less, so that no two rows add up by accident. */
    private long count(int number, int more) {
        return (long) workload.samples() + number % Math.max(1, workload.samples() / 10) + more;
    }

    private static WindowStats names(int number) {
        int series = number % SERIES;
        Instant windowStart = START.plusMillis(number / SERIES * StoreWorkload.WINDOW_MILLIS);
        WindowStats row = new WindowStats();
        row.setSystem("bench");
        row.setRun("");
        row.setOperation("operation-" + series % OPERATIONS);
        row.setNode("node-%05d".formatted(series / OPERATIONS));
        row.setRelease("1.0.0");
        row.setOrigin(Origin.SIMULATED);
        row.setWindowStart(windowStart);
        row.setWindowMillis(StoreWorkload.WINDOW_MILLIS);
        row.setClosedBy(ClosedBy.EVENT_TIME);
        row.setNodeCount(1);
        row.setEmittedAt(windowStart.plusMillis(StoreWorkload.WINDOW_MILLIS + 1_000));
        return row;
    }

    private static void addResponse(WindowStats row, Sketch sketch) {
        row.setMeanNanos(sketch.mean());
        row.setStdDevNanos(sketch.mean());
        row.setMinNanos(sketch.min());
        row.setP50Nanos(sketch.quantile(.5));
        row.setP90Nanos(sketch.quantile(.9));
        row.setP95Nanos(sketch.quantile(.95));
        row.setP99Nanos(sketch.quantile(.99));
        row.setP999Nanos(sketch.quantile(.999));
        row.setMaxNanos(sketch.max());
        row.setP95LowNanos(sketch.quantile(.94));
        row.setP95HighNanos(sketch.quantile(.96));
        row.setP99LowNanos(sketch.quantile(.985));
        row.setP99HighNanos(sketch.quantile(.995));
        row.setP99FewSamples(false);
        row.setResponse(Sketches.toData(sketch));
    }

    private static void addService(WindowStats row, Sketch sketch) {
        row.setServiceMeanNanos(sketch.mean());
        row.setServiceP50Nanos(sketch.quantile(.5));
        row.setServiceP95Nanos(sketch.quantile(.95));
        row.setServiceP99Nanos(sketch.quantile(.99));
        row.setService(Sketches.toData(sketch));
    }
}
