package io.plumbline.cli;

import io.plumbline.streams.domain.trend.Interval;
import io.plumbline.streams.domain.trend.MemoryVerdict;
import io.plumbline.streams.domain.trend.TimedValue;
import io.plumbline.streams.domain.trend.TrendVerdict;
import io.plumbline.streams.domain.trend.TrendVerdict.Figures;
import io.plumbline.streams.domain.trend.TrendVerdict.Moving;
import io.plumbline.streams.domain.trend.TrendVerdict.Steady;
import java.util.List;
import java.util.Locale;
import java.util.OptionalDouble;

/**
 * What {@code plumbline trend --output json} prints. A figure that is not known is null.
 *
 * @param points rows that have a value
 * @param skipped rows that have none
 * @param verdict rising, falling, steady, leak or inconclusive
 * @param reason of an inconclusive one
 * @param per the unit of time of the slope
 * @param projection as far ahead of the last value as the first is behind it
 */
record TrendDocument(
        String series,
        int points,
        int skipped,
        String verdict,
        String reason,
        String per,
        Range slope,
        Double pValue,
        Double pearson,
        Double spearman,
        String strength,
        Range projection) {
    private static final String LEAK = "leak";
    private static final String INCONCLUSIVE = "inconclusive";

    /** With the ends of its 95 % confidence interval; null: open. */
    record Range(double value, Double low, Double high) {
        static Range of(Interval interval) {
            return new Range(interval.value(), finite(interval.low()), finite(interval.high()));
        }

        private String text() {
            return String.format(Locale.ROOT, "%.4g (%s .. %s)", value, end(low), end(high));
        }

        private static String end(Double end) {
            return end == null ? "?" : String.format(Locale.ROOT, "%.4g", end);
        }

        private static Double finite(double end) {
            return Double.isFinite(end) ? (Double) end : null;
        }
    }

    static TrendDocument of(String series, String per, List<TimedValue> points, int skipped, TrendVerdict verdict) {
        if (verdict instanceof TrendVerdict.Inconclusive inconclusive) {
            return unknown(series, per, points, skipped, inconclusive.reason());
        }
        Figures figures = verdict instanceof Moving moving ? moving.figures() : ((Steady) verdict).figures();
        double first = points.stream().mapToDouble(TimedValue::time).min().orElse(0);
        double last = points.stream().mapToDouble(TimedValue::time).max().orElse(0);
        return new TrendDocument(
                series,
                points.size(),
                skipped,
                verdict instanceof Moving moving ? moving.isRising() ? "rising" : "falling" : "steady",
                null,
                per,
                Range.of(figures.line().slope()),
                figures.significance().pValue(),
                orNull(figures.pearson()),
                orNull(figures.spearman()),
                figures.strength().name().toLowerCase(Locale.ROOT).replace('_', ' '),
                Range.of(figures.line().projection(2 * last - first)));
    }

    static TrendDocument of(String series, String per, List<TimedValue> points, int skipped, MemoryVerdict verdict) {
        if (verdict instanceof MemoryVerdict.Leaking leaking) {
            return ofMemory(series, per, points, skipped, LEAK, leaking.slope(), leaking.pValue());
        }
        if (verdict instanceof MemoryVerdict.Stable stable) {
            return ofMemory(series, per, points, skipped, "steady", stable.slope(), null);
        }
        return unknown(series, per, points, skipped, ((MemoryVerdict.Inconclusive) verdict).reason());
    }

    int exitCode() {
        return switch (verdict) {
            case "steady" -> ExitCode.FINE;
            case INCONCLUSIVE -> ExitCode.INCONCLUSIVE;
            default -> ExitCode.FINDING;
        };
    }

    String text() {
        String head =
                series + ": " + points + " points, " + verdict + (skipped > 0 ? ", " + skipped + " rows skipped" : "");
        if (slope == null) {
            return head + ": " + reason;
        }
        String text = head + System.lineSeparator() + "slope per " + per + ": " + slope.text();
        if (projection == null) {
            return text;
        }
        return text
                + String.format(Locale.ROOT, ", p %.2g, correlation %s%n", pValue, strength)
                + "as far ahead as the file looks back: " + projection.text();
    }

    private static TrendDocument ofMemory(
            String series, String per, List<TimedValue> points, int skipped, String verdict, Interval slope, Double p) {
        Range range = Range.of(slope);
        return new TrendDocument(series, points.size(), skipped, verdict, null, per, range, p, null, null, null, null);
    }

    private static TrendDocument unknown(
            String series, String per, List<TimedValue> points, int skipped, String reason) {
        return new TrendDocument(
                series, points.size(), skipped, INCONCLUSIVE, reason, per, null, null, null, null, null, null);
    }

    private static Double orNull(OptionalDouble figure) {
        return figure.isPresent() ? (Double) figure.getAsDouble() : null;
    }
}
