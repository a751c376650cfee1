package io.plumbline.cli;

import io.plumbline.streams.domain.regression.comparison.Comparison;
import io.plumbline.streams.domain.regression.comparison.MetricRule;
import io.plumbline.streams.domain.regression.comparison.Outcome;
import io.plumbline.streams.domain.regression.comparison.Shift;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/**
 * What {@code plumbline compare --output json} prints. A percentage of nothing is null, and so is an interval for which
 * there are too few values.
 *
 * @param distance greatest difference of the two distributions, 0 to 1; null where a side has no values
 * @param distancePValue of that difference by chance
 */
record CompareDocument(
        String series,
        double tolerancePercent,
        String worse,
        List<Quantile> quantiles,
        Double distance,
        Double distancePValue,
        String outcome,
        String reason) {
    /** One quantile; {@code lowPercent} and {@code highPercent} are the 90 % confidence interval of the change. */
    record Quantile(
            double quantile,
            double before,
            double after,
            Double changePercent,
            Double lowPercent,
            Double highPercent,
            Double smallestDetectablePercent,
            String outcome) {
        static Quantile of(Shift shift) {
            return new Quantile(
                    shift.quantile(),
                    shift.before(),
                    shift.after(),
                    percent(shift.change()),
                    percent(shift.low()),
                    percent(shift.high()),
                    percent(shift.smallestDetectable()),
                    name(shift.outcome()));
        }

        private String text() {
            return "  P%-3.0f %12.6g -> %-12.6g %9s  [%s .. %s]  %s%s"
                    .formatted(
                            100 * quantile,
                            before,
                            after,
                            signed(changePercent),
                            signed(lowPercent),
                            signed(highPercent),
                            outcome == null ? "too few values" : outcome,
                            smallestDetectablePercent == null
                                    ? ""
                                    : ", would have seen %.1f %%".formatted(smallestDetectablePercent));
        }

        private static String signed(Double percent) {
            return percent == null ? "?" : "%+.1f %%".formatted(percent);
        }
    }

    static CompareDocument of(String series, MetricRule rule, Comparison comparison) {
        return new CompareDocument(
                series,
                100 * rule.tolerance(),
                rule.worse().name().toLowerCase(Locale.ROOT),
                comparison.shifts().stream().map(Quantile::of).toList(),
                comparison.distance() == null
                        ? null
                        : (Double) comparison.distance().greatest(),
                comparison.distance() == null
                        ? null
                        : (Double) comparison.distance().pValue(),
                name(comparison.outcome()),
                comparison.reason());
    }

    List<String> text() {
        List<String> lines = new ArrayList<>();
        lines.add("%s %s: %s".formatted(outcome, series, reason));
        quantiles.forEach(quantile -> lines.add(quantile.text()));
        if (distance != null) {
            lines.add("  distributions differ by %.0f %% of their values at most, p %.1e"
                    .formatted(100 * distance, distancePValue));
        }
        lines.add("  tolerance %.1f %%, worse is %s".formatted(tolerancePercent, worse));
        return lines;
    }

    private static Double percent(Double share) {
        return share == null || !Double.isFinite(share) ? null : (Double) (100 * share);
    }

    private static String name(Outcome outcome) {
        return outcome == null ? null : outcome.name();
    }
}
