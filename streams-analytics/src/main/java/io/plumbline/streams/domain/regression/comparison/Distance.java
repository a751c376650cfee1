package io.plumbline.streams.domain.regression.comparison;

import java.util.stream.DoubleStream;

/**
 * How far two distributions are apart: the greatest difference of their shares at most any value (Kolmogorov and Smirnov).
 * Of their shapes, it shows what quantiles hide, as when half of the values became faster and half slower.
 *
 * @param greatest 0 for the same, 1 for no overlap
 * @param pValue how likely two samples of one distribution are that far apart
 */
public record Distance(double greatest, double pValue) {
    static Distance between(Distribution before, Distribution after) {
        return between(before, after, 1, 0);
    }

    /** After the median of {@code after} was brought to that of {@code before}: what a mere slow-down does not change. */
    static Distance betweenShapes(Distribution before, Distribution after) {
        double from = before.quantile(.5);
        double to = after.quantile(.5);
        return from > 0 && to > 0 ? between(before, after, to / from, 0) : between(before, after, 1, to - from);
    }

    /** A value of {@code before} stands where {@code factor} times it, and {@code shift}, does in {@code after}. */
    private static Distance between(Distribution before, Distribution after, double factor, double shift) {
        DoubleStream values = DoubleStream.concat(
                DoubleStream.of(before.steps()), DoubleStream.of(after.steps()).map(value -> (value - shift) / factor));
        double greatest = values.map(value ->
                        Math.abs(before.shareAtMost(value) - after.shareAtMost(Math.fma(value, factor, shift))))
                .max()
                .orElse(0);
        double n = (double) before.count() * after.count() / (before.count() + after.count());
        return new Distance(greatest, pValue(greatest, Math.sqrt(n)));
    }

    /** Kolmogorov's limit distribution with Stephens' correction for few values (J. R. Statist. Soc. B 32, 1970). */
    private static double pValue(double greatest, double root) {
        double lambda = (root + .12 + .11 / root) * greatest;
        if (lambda < .3) {
            return 1; // the series below needs many terms there, and gives 1 to five digits
        }
        double sum = 0;
        for (int k = 1; k <= 20; k++) {
            sum += (k % 2 == 1 ? 2 : -2) * Math.exp(-2 * k * k * lambda * lambda);
        }
        return Math.max(0, Math.min(1, sum));
    }
}
