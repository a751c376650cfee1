package io.plumbline.streams.topology;

import io.plumbline.schemas.event.TrendReport;
import io.plumbline.streams.domain.regression.watch.Metric;
import io.plumbline.streams.domain.regression.watch.SeriesWatch;
import io.plumbline.streams.domain.trend.Interval;
import io.plumbline.streams.domain.trend.TrendVerdict.Figures;
import io.plumbline.streams.domain.trend.TrendVerdict.Inconclusive;
import io.plumbline.streams.domain.trend.TrendVerdict.Moving;
import io.plumbline.streams.domain.trend.watch.MetricTrend;
import io.plumbline.streams.domain.trend.watch.SeriesTrend.Said;
import io.plumbline.streams.domain.window.Series;
import java.time.Instant;
import java.util.OptionalDouble;

/** Trends, as records of the contract. */
final class TrendRows {
    private TrendRows() {}

    /** The operation is empty for resources, the node for all nodes together: both keep their place. */
    static String key(Series series, Metric metric) {
        return String.join("/", series.system(), series.run(), series.operation(), series.node(), metric.wireName());
    }

    static TrendReport toWire(WatchedRow row, Said said, Instant now) {
        MetricTrend trend = said.trend();
        TrendReport report = new TrendReport();
        report.setSystem(row.series().system());
        report.setRun(row.series().run());
        report.setOperation(row.series().operation());
        report.setNode(row.series().node());
        report.setMetric(trend.metric().wireName());
        report.setUnit(trend.metric().unit(row.figures()));
        report.setOrigin(row.origin());
        report.setFrom(Times.instant(said.fromMicros()));
        report.setTo(Times.instant(said.toMicros()));
        report.setWindowMillis(row.windowMillis());
        report.setWindows(trend.values().size());
        report.setVerdict(verdict(trend));
        report.setReason(trend.verdict() instanceof Inconclusive inconclusive ? inconclusive.reason() : "");
        report.setEmittedAt(now);
        trend.figures().ifPresent(figures -> describe(report, figures));
        trend.projection().ifPresent(projection -> project(report, said, projection));
        return report;
    }

    /** What a signal is made of. */
    static SeriesWatch.Said alarm(WatchedRow row, Said said) {
        return new SeriesWatch.Said(
                said.trend().metric(),
                said.trend().metric().unit(row.figures()),
                said.alarm().orElseThrow());
    }

    private static String verdict(MetricTrend trend) {
        if (trend.isLeak()) {
            return "LEAK";
        }
        if (trend.verdict() instanceof Moving moving) {
            return moving.isRising() ? "RISING" : "FALLING";
        }
        return trend.verdict() instanceof Inconclusive ? "INCONCLUSIVE" : "STEADY";
    }

    private static void describe(TrendReport report, Figures figures) {
        Interval slope = figures.line().slope();
        report.setSlopePerHour(slope.value());
        report.setSlopeLow(finite(slope.low()));
        report.setSlopeHigh(finite(slope.high()));
        report.setPValue(figures.significance().pValue());
        report.setPearson(orNull(figures.pearson()));
        report.setSpearman(orNull(figures.spearman()));
    }

    private static void project(TrendReport report, Said said, Interval projection) {
        report.setProjectedAt(Times.instant(2 * said.toMicros() - said.fromMicros()));
        report.setProjected(projection.value());
        report.setProjectedLow(finite(projection.low()));
        report.setProjectedHigh(finite(projection.high()));
    }

    private static Double finite(double end) {
        return Double.isFinite(end) ? (Double) end : null;
    }

    private static Double orNull(OptionalDouble figure) {
        return figure.isPresent() ? (Double) figure.getAsDouble() : null;
    }
}
