package io.plumbline.streams.domain.trend;

import java.util.OptionalDouble;

/** Whether a figure moves over time. */
public sealed interface TrendVerdict {
    /** Too little to say anything; {@code reason} is shown as it is. */
    record Inconclusive(int points, String reason) implements TrendVerdict {}

    /** It rises or falls, by more than chance explains. */
    record Moving(Figures figures) implements TrendVerdict {
        public boolean isRising() {
            return figures.significance().s() > 0;
        }
    }

    /** No trend that the values would show; the slope's interval says how small one must be to stay unseen. */
    record Steady(Figures figures) implements TrendVerdict {}

    /**
     * @param pearson correlation along a line; empty when the values do not vary
     * @param spearman correlation in rank; empty when the values do not vary
     */
    record Figures(
            int points, TrendLine line, MannKendall significance, OptionalDouble pearson, OptionalDouble spearman) {
        public Strength strength() {
            return Strength.of(spearman.orElse(0));
        }
    }
}
