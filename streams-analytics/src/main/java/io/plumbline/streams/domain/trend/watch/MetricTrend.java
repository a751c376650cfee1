package io.plumbline.streams.domain.trend.watch;

import io.plumbline.streams.domain.regression.comparison.MetricRule;
import io.plumbline.streams.domain.regression.watch.Metric;
import io.plumbline.streams.domain.trend.Interval;
import io.plumbline.streams.domain.trend.MemoryVerdict;
import io.plumbline.streams.domain.trend.TimedValue;
import io.plumbline.streams.domain.trend.TrendDetector;
import io.plumbline.streams.domain.trend.TrendLine;
import io.plumbline.streams.domain.trend.TrendVerdict;
import io.plumbline.streams.domain.trend.TrendVerdict.Figures;
import io.plumbline.streams.domain.trend.TrendVerdict.Moving;
import io.plumbline.streams.domain.trend.TrendVerdict.Steady;
import java.util.List;
import java.util.Optional;

/**
 * Where one metric is going.
 *
 * @param values by the middle of their windows, in hours since the first of these
 * @param isLeak whether it is memory that is not given back
 */
public record MetricTrend(Metric metric, List<TimedValue> values, TrendVerdict verdict, boolean isLeak) {
    /** With fewer windows a trend is reported, but nobody is called for it. */
    static final int MIN_WINDOWS = 20;

    /** Of the slope of the whole: what each half must have of it. */
    private static final double GOES_ON = 1 / 3.0;

    private static final double SECONDS_OF_HOUR = 3_600;

    static MetricTrend of(Metric metric, List<TimedValue> values, TrendRules rules) {
        boolean isLeak =
                metric == Metric.MEMORY && rules.memory().judge(inSeconds(values)) instanceof MemoryVerdict.Leaking;
        return new MetricTrend(metric, values, rules.detector().judge(values), isLeak);
    }

    /** Empty where too little is known. */
    public Optional<Figures> figures() {
        if (verdict instanceof Moving moving) {
            return Optional.of(moving.figures());
        }
        return verdict instanceof Steady steady ? Optional.of(steady.figures()) : Optional.empty();
    }

    /** As far ahead of the last value as the first is behind it. */
    public Optional<Interval> projection() {
        return figures().map(figures -> figures.line().projection(2 * hours()));
    }

    /** Hours from the first value to the last. */
    private double hours() {
        return values.get(values.size() - 1).time();
    }

    Optional<Drift> drift(MetricRule rule) {
        return figures().map(figures -> drift(figures, rule));
    }

    /**
     * Whether somebody should be called: it leaks; or it moves for the worse, by more than the tolerance, and in both halves
     * of the time, which a step does not do. How much is asked of a system moves with the time of day, and does not count.
     */
    boolean isAlarming(MetricRule rule) {
        if (metric == Metric.MEMORY || metric.isLoad()) {
            return isLeak;
        }
        return values.size() >= MIN_WINDOWS
                && verdict instanceof Moving moving
                && drift(moving.figures(), rule).effect() > rule.tolerance()
                && goesOnThroughout(moving.figures().line().slope().value());
    }

    private Drift drift(Figures figures, MetricRule rule) {
        TrendLine line = figures.line();
        double before = line.valueAt(0);
        double now = line.valueAt(hours());
        return new Drift(
                before,
                now,
                rule.regression(before, now),
                figures.significance().pValue());
    }

    private boolean goesOnThroughout(double slope) {
        int middle = values.size() / 2;
        return goesOn(values.subList(0, middle), slope) && goesOn(values.subList(middle, values.size()), slope);
    }

    private static boolean goesOn(List<TimedValue> half, double whole) {
        return TrendDetector.DEFAULT.judge(half) instanceof Moving moving
                && moving.figures().line().slope().value() / whole > GOES_ON;
    }

    private static List<TimedValue> inSeconds(List<TimedValue> values) {
        return values.stream()
                .map(value -> new TimedValue(SECONDS_OF_HOUR * value.time(), value.value()))
                .toList();
    }
}
