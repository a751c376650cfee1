package io.plumbline.streams.topology;

import io.plumbline.schemas.event.WindowStats;
import io.plumbline.schemas.serde.Sketches;
import io.plumbline.sketch.QuantileInterval;
import io.plumbline.streams.domain.health.Shares;
import io.plumbline.streams.domain.regression.watch.Metric;

/** What a window's events say of the truth behind its figures. */
final class Certainty {
    /** The 95th percentile of the normal distribution. */
    private static final double Z = 1.6448536269514722;

    private Certainty() {}

    /**
     * The best value of a metric that the events do not rule out with 95 % confidence (docs/math.md); NaN where they are too
     * few to say. Rates are counted, so they are what they are.
     */
    static double atBest(WindowStats row, Metric metric) {
        if (row.getCount() == 0) {
            return Double.NaN;
        }
        return switch (metric) {
            case P50 -> orNaN(median(row));
            case P95 -> orNaN(row.getP95LowNanos());
            case P99 -> orNaN(row.getP99LowNanos());
            case MEAN -> row.getMeanNanos() - Z * row.getStdDevNanos() / Math.sqrt((double) row.getCount());
            case SUCCESS -> 1 - Shares.atLeast(row.getCount() - row.getOkCount(), row.getCount());
            case RATE, BYTES -> metric.in(FigureRows.figures(row));
            case CPU, MEMORY -> Double.NaN;
        };
    }

    private static Double median(WindowStats row) {
        return QuantileInterval.of(.5, row.getCount()).lowIn(Sketches.fromData(row.getResponse()));
    }

    private static double orNaN(Double figure) {
        return figure == null ? Double.NaN : figure;
    }
}
