package io.plumbline.streams.topology;

import io.plumbline.schemas.event.Origin;
import io.plumbline.schemas.event.ResourceStats;
import io.plumbline.schemas.event.WindowStats;
import io.plumbline.streams.domain.regression.watch.Metric;
import io.plumbline.streams.domain.regression.watch.WindowFigures;
import io.plumbline.streams.domain.window.Series;
import java.util.function.ToDoubleFunction;

/**
 * One window of a series, as the watches see it.
 *
 * @param nodeCount 0: not known
 * @param atBest the best value of a metric that the window does not rule out; NaN where it cannot say
 */
record WatchedRow(
        Series series,
        long startMicros,
        long windowMillis,
        int revision,
        String release,
        Origin origin,
        int nodeCount,
        WindowFigures figures,
        ToDoubleFunction<Metric> atBest) {
    static WatchedRow of(WindowStats row) {
        return new WatchedRow(
                FigureRows.series(row),
                Times.micros(row.getWindowStart()),
                row.getWindowMillis(),
                row.getRevision(),
                row.getRelease(),
                row.getOrigin(),
                row.getNodeCount(),
                FigureRows.figures(row),
                metric -> Certainty.atBest(row, metric));
    }

    static WatchedRow of(ResourceStats row) {
        return new WatchedRow(
                FigureRows.series(row),
                Times.micros(row.getWindowStart()),
                row.getWindowMillis(),
                row.getRevision(),
                row.getRelease(),
                row.getOrigin(),
                1,
                FigureRows.figures(row),
                metric -> Double.NaN);
    }
}
