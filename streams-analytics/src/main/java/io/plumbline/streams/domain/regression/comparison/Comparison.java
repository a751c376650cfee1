package io.plumbline.streams.domain.regression.comparison;

import java.util.List;
import java.util.Objects;
import java.util.stream.DoubleStream;

/**
 * Two releases, runs or time ranges, compared by their whole distributions: the verdict of a canary.
 *
 * @param shifts of the median, P95 and P99
 * @param distance of the distributions; null where one is empty
 * @param reason of the outcome, for people
 */
public record Comparison(List<Shift> shifts, Distance distance, Outcome outcome, String reason) {
    private static final double[] QUANTILES = {.5, .95, .99};
    /** Distributions differ when this share of the values moved, and not by chance. */
    private static final double MOVED = .1;

    private static final double CHANCE = .001;

    public Comparison {
        shifts = List.copyOf(shifts);
    }

    public static Comparison of(Distribution before, Distribution after, MetricRule rule) {
        if (before.count() == 0 || after.count() == 0) {
            return new Comparison(List.of(), null, Outcome.INCONCLUSIVE, "one side has no values");
        }
        List<Shift> shifts = DoubleStream.of(QUANTILES)
                .mapToObj(quantile -> Shift.of(quantile, before, after, rule))
                .toList();
        Distance distance = Distance.between(before, after);
        if (shifts.get(0).outcome() == null) {
            String reason = "the median needs 5 values on each side, they have %d and %d"
                    .formatted(before.count(), after.count());
            return new Comparison(shifts, distance, Outcome.INCONCLUSIVE, reason);
        }
        return judged(shifts, distance, Distance.betweenShapes(before, after));
    }

    /** The worst of the quantiles that have an interval; another shape under quantiles that hold is a warning. */
    private static Comparison judged(List<Shift> shifts, Distance distance, Distance shapes) {
        Outcome worst =
                shifts.stream().map(Shift::outcome).filter(Objects::nonNull).reduce(Outcome.PASS, Outcome::or);
        if (worst == Outcome.PASS && shapes.greatest() >= MOVED && shapes.pValue() <= CHANCE) {
            String reason = "the quantiles hold, but %.0f %% of the values moved".formatted(100 * shapes.greatest());
            return new Comparison(shifts, distance, Outcome.WARN, reason);
        }
        return new Comparison(shifts, distance, worst, reason(shifts, worst));
    }

    private static String reason(List<Shift> shifts, Outcome worst) {
        String what = switch (worst) {
            case PASS -> "did not regress beyond its tolerance";
            case WARN -> "got worse, by about the tolerance or less";
            case INCONCLUSIVE -> "may have regressed beyond its tolerance: more values are needed to tell";
            case FAIL -> "regressed beyond its tolerance";
        };
        return shifts.stream()
                .filter(shift -> shift.outcome() == worst)
                .map(shift -> "P%.0f".formatted(100 * shift.quantile()))
                .reduce((left, right) -> left + ", " + right)
                .map(names -> names + " " + what)
                .orElse(what);
    }
}
