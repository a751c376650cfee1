package io.plumbline.producers.load;

import io.plumbline.settings.Settings;
import java.time.Duration;
import java.util.Locale;
import java.util.OptionalDouble;

/**
 * How the capacity of a target is looked for: ever greater rates until one is not kept, then rates in between, and what
 * keeping a rate means.
 *
 * @param from the first rate, in operations per second
 * @param to the last one
 * @param factor between two rates
 * @param step how long each rate lasts; its first fifth is not judged
 * @param keep the share of the offered rate that must be completed
 * @param p99 the greatest P99 of the response time; null: any
 * @param errorShare the greatest share of failures
 * @param refinements rates tried between the last that was kept and the first that was not
 */
public record StressPlan(
        double from,
        double to,
        double factor,
        Duration step,
        double keep,
        Duration p99,
        double errorShare,
        int refinements) {
    public StressPlan {
        Settings.check(from > 0 && to >= from, "rates must be positive and rise, were " + from + " to " + to);
        Settings.check(factor >= 1.05 && factor <= 10, "the factor must be within 1.05 and 10, was " + factor);
        Settings.check(step.compareTo(Duration.ofMillis(200)) >= 0, "a step lasts at least 200ms, was " + step);
        Settings.check(keep > 0 && keep <= 1, "the kept share must be above 0 and at most 1, was " + keep);
        Settings.check(errorShare >= 0 && errorShare < 1, "the share of errors must be within 0 and 1: " + errorShare);
        Settings.check(refinements >= 0 && refinements <= 10, "refinements must be within 0 and 10: " + refinements);
    }

    /** One rate that was tried. */
    public record Step(double offered, LoadSummary figures, Pace pace, String broken) {
        /** Whether everything was kept; {@code broken} says what was not. */
        public boolean kept() {
            return broken == null;
        }
    }

    /** What a rate did not keep, in words; null: it kept all. */
    String broken(double offered, LoadSummary figures) {
        double least = keep * offered;
        if (figures.completedPerSecond() < least) {
            return words(
                    "completed %.4g/s of %.4g/s, less than %.4g %%", figures.completedPerSecond(), offered, 100 * keep);
        }
        if (figures.errorShare() == null) {
            return words("all of operations failed, more than %.4g %%", 100 * errorShare);
        }
        if (figures.errorShare() > errorShare) {
            return words(
                    "%.4g %% of operations failed, more than %.4g %%", 100 * figures.errorShare(), 100 * errorShare);
        }
        if (p99 != null && figures.responseNanos().p99().value() > p99.toNanos()) {
            return words(
                    "P99 is %.4g ms, more than %.4g ms",
                    figures.responseNanos().p99().value() / 1e6, p99.toNanos() / 1e6);
        }
        return null;
    }

    /**
     * The next rate to try; empty when all is said.
     *
     * @param greatestKept 0 if none was
     * @param leastBroken infinite if none was
     * @param refined rates that were already tried in between
     */
    OptionalDouble next(double greatestKept, double leastBroken, int refined) {
        if (greatestKept == 0 && leastBroken == Double.POSITIVE_INFINITY) {
            return OptionalDouble.of(from);
        }
        if (leastBroken == Double.POSITIVE_INFINITY) {
            return greatestKept >= to ? OptionalDouble.empty() : OptionalDouble.of(Math.min(to, greatestKept * factor));
        }
        return greatestKept == 0 || refined >= refinements
                ? OptionalDouble.empty()
                : OptionalDouble.of(Math.sqrt(greatestKept * leastBroken));
    }

    private static String words(String form, Object... figures) {
        return String.format(Locale.ROOT, form, figures);
    }
}
