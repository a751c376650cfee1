package io.plumbline.streams.domain.regression.comparison;

import io.plumbline.streams.domain.regression.Direction;

/**
 * What became of one quantile.
 *
 * @param quantile such as .95
 * @param change in parts of {@code before}; infinite where that is 0
 * @param low lower end of its 90 % confidence interval; null where there are too few values for one
 * @param high upper end of it, likewise
 * @param smallestDetectable regression that would have been shown nine times in ten; null with the interval
 * @param outcome null with the interval: it says nothing then
 */
public record Shift(
        double quantile,
        double before,
        double after,
        double change,
        Double low,
        Double high,
        Double smallestDetectable,
        Outcome outcome) {
    /** Both ends of the interval leave out 5 %; what is shown nine times in ten is further by this much. */
    private static final double NINE_IN_TEN = (1.6448536269514722 + 1.2815515655446004) / 1.6448536269514722;

    static Shift of(double quantile, Distribution before, Distribution after, MetricRule rule) {
        double from = before.quantile(quantile);
        double to = after.quantile(quantile);
        double change = MetricRule.share(to - from, from);
        Interval interval = Interval.of(quantile, before, after);
        if (interval == null) {
            return new Shift(quantile, from, to, change, null, null, null, null);
        }
        Interval worse = interval.towards(rule.worse());
        double regression = rule.regression(from, to);
        double smallest = Math.max(rule.tolerance(), NINE_IN_TEN * (regression - worse.low));
        Outcome outcome = outcome(regression, worse, rule.tolerance());
        return new Shift(quantile, from, to, change, interval.low, interval.high, smallest, outcome);
    }

    private static Outcome outcome(double regression, Interval worse, double tolerance) {
        if (worse.low > 0 && regression > tolerance) {
            return Outcome.FAIL;
        }
        if (worse.high <= tolerance) {
            return Outcome.PASS;
        }
        return worse.low > 0 ? Outcome.WARN : Outcome.INCONCLUSIVE;
    }

    private record Interval(double low, double high) {
        /**
         * From the intervals of both quantiles, added in squares (Zou and Donner, Statistics in Medicine 27, 2008): of the
         * ratio's logarithm, or of the difference where a value is not positive. Null where an end is missing.
         */
        static Interval of(double q, Distribution before, Distribution after) {
            Double[] ends = {before.low(q), before.high(q), after.low(q), after.high(q)};
            for (Double end : ends) {
                if (end == null) {
                    return null;
                }
            }
            double from = before.quantile(q);
            double to = after.quantile(q);
            if (ends[0] > 0 && ends[2] > 0) {
                double down = Math.hypot(Math.log(to / ends[2]), Math.log(ends[1] / from));
                double up = Math.hypot(Math.log(ends[3] / to), Math.log(from / ends[0]));
                return new Interval(to / from * Math.exp(-down) - 1, to / from * Math.exp(up) - 1);
            }
            double down = Math.hypot(to - ends[2], ends[1] - from);
            double up = Math.hypot(ends[3] - to, from - ends[0]);
            return new Interval(MetricRule.share(to - from - down, from), MetricRule.share(to - from + up, from));
        }

        /** Of the regression: its lower end is negative where it may be none. */
        Interval towards(Direction worse) {
            return switch (worse) {
                case UP -> this;
                case DOWN -> new Interval(-high, -low);
                case BOTH ->
                    low > 0 || high < 0
                            ? new Interval(
                                    Math.min(Math.abs(low), Math.abs(high)), Math.max(Math.abs(low), Math.abs(high)))
                            : new Interval(-Math.min(-low, high), Math.max(-low, high));
            };
        }
    }
}
