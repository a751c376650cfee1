package io.plumbline.streams.domain.trend;

import io.plumbline.streams.domain.trend.TrendVerdict.Figures;
import io.plumbline.streams.domain.trend.TrendVerdict.Inconclusive;
import io.plumbline.streams.domain.trend.TrendVerdict.Moving;
import io.plumbline.streams.domain.trend.TrendVerdict.Steady;
import java.util.Arrays;
import java.util.List;

/**
 * Looks for a trend in stored windows. Formulas and sources are in docs/math.md.
 *
 * @param significance a trend is one when chance shows as much less often than this
 */
public record TrendDetector(double significance) {
    public static final TrendDetector DEFAULT = new TrendDetector(0.05);

    /** Four values rise or fall throughout by chance in 1 of 12 cases: they cannot be significant. */
    public static final int MIN_POINTS = 5;

    /** In any order. Values that follow their neighbours count for fewer than they are. */
    public TrendVerdict judge(List<TimedValue> points) {
        long times = points.stream().mapToDouble(TimedValue::time).distinct().count();
        if (times < MIN_POINTS) {
            return new Inconclusive(
                    points.size(), "a trend needs values of " + MIN_POINTS + " different times, there are " + times);
        }
        Figures figures = figures(new Series(points));
        return figures.significance().pValue() < significance ? new Moving(figures) : new Steady(figures);
    }

    static Figures figures(Series series) {
        double inflation = inflation(series);
        return new Figures(
                series.size(),
                TrendLine.of(series, inflation),
                MannKendall.of(series, inflation),
                Correlation.pearson(series.times(), series.values()),
                Correlation.spearman(series.times(), series.values()));
    }

    /**
     * {@code (1 + r) / (1 - r)} where the values about the line follow each other, by their correlation r with the one
     * before (S. Yue, C. Wang, <i>Water Resources Management</i> 18, 2004); 1 where r may be chance.
     */
    private static double inflation(Series series) {
        double[] rest = series.without(Series.median(series.slopes()));
        int n = rest.length;
        double r = Correlation.pearson(Arrays.copyOf(rest, n - 1), Arrays.copyOfRange(rest, 1, n))
                .orElse(0);
        double chance = 1.645 / Math.sqrt(n); // one-sided, 5 %
        return r > chance ? (1 + r) / (1 - Math.min(r, 0.99)) : 1;
    }
}
