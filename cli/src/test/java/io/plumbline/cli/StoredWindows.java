package io.plumbline.cli;

import io.plumbline.schemas.event.ClosedBy;
import io.plumbline.schemas.event.Origin;
import io.plumbline.schemas.event.ResourceFigure;
import io.plumbline.schemas.event.ResourceStats;
import io.plumbline.schemas.event.WindowStats;
import io.plumbline.schemas.serde.Sketches;
import io.plumbline.sink.database.Row;
import io.plumbline.sink.rows.ResourceStatsRows;
import io.plumbline.sink.rows.WindowStatsRows;
import io.plumbline.sketch.Sketch;
import java.time.Instant;

/** Rows of windows for tests of what reads them. */
final class StoredWindows {
    static final Instant START = Instant.parse("2026-01-02T03:04:00Z");

    private StoredWindows() {}

    /** Where a window is; {@code second} from {@link #START}. */
    record Place(String system, String run, String operation, String node, String release, int second, int seconds) {}

    /** {@code count} events that all took {@code millis}; one in ten failed. */
    static Row operation(Place place, int count, double millis) {
        Sketch sketch = new Sketch();
        for (int i = 0; i < count; i++) {
            sketch.record(millis * 1e6);
        }
        int errors = count / 10;
        WindowStats window = WindowStats.newBuilder()
                .setSystem(place.system)
                .setRun(place.run)
                .setOperation(place.operation)
                .setNode(place.node)
                .setRelease(place.release)
                .setWindowStart(START.plusSeconds(place.second))
                .setWindowMillis(place.seconds * 1_000L)
                .setClosedBy(ClosedBy.EVENT_TIME)
                .setOrigin(Origin.REAL)
                .setCount(count)
                .setOkCount(count - errors)
                .setErrorCount(errors)
                .setTimeoutCount(0)
                .setBytes(100L * count)
                .setNodeCount(1)
                .setRatePerSecond((double) count / place.seconds)
                .setMeanNanos(sketch.mean())
                .setStdDevNanos(0)
                .setMinNanos(sketch.min())
                .setP50Nanos(sketch.quantile(.5))
                .setP90Nanos(sketch.quantile(.9))
                .setP95Nanos(sketch.quantile(.95))
                .setP99Nanos(sketch.quantile(.99))
                .setP999Nanos(sketch.quantile(.999))
                .setMaxNanos(sketch.max())
                .setResponse(Sketches.toData(sketch))
                .setEmittedAt(START)
                .build();
        return new WindowStatsRows().row(window);
    }

    /** {@code samples} of the node's machine and, unless {@code cpuProcess} is null, of its process. */
    static Row resources(Place place, int samples, Double cpuProcess) {
        ResourceStats window = ResourceStats.newBuilder()
                .setSystem(place.system)
                .setRun(place.run)
                .setNode(place.node)
                .setRelease(place.release)
                .setWindowStart(START.plusSeconds(place.second))
                .setWindowMillis(place.seconds * 1_000L)
                .setClosedBy(ClosedBy.EVENT_TIME)
                .setOrigin(Origin.SIMULATED)
                .setSamples(samples)
                .setCpuSystem(new ResourceFigure(samples, .5, .5, .5))
                .setCpuProcess(
                        cpuProcess == null ? null : new ResourceFigure(samples, cpuProcess, cpuProcess, cpuProcess))
                .setMemorySystemBytes(new ResourceFigure(samples, 1e9, 1e9, 1e9))
                .setEmittedAt(START)
                .build();
        return new ResourceStatsRows().row(window);
    }
}
