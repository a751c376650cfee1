package io.plumbline.streams.domain.scaling;

import java.util.OptionalDouble;

/**
 * A coefficient with its 95 % confidence interval.
 *
 * @param standardError empty when the coefficient is at its bound of 0, where it has none
 * @param low never below 0, the least that the coefficient can be
 * @param high empty when the measurements allow any
 */
public record Estimate(double value, OptionalDouble standardError, double low, OptionalDouble high) {
    /** Cut where no coefficient can be. */
    static Estimate within(double value, double standardError, double margin) {
        return new Estimate(
                value,
                OptionalDouble.of(standardError),
                Math.max(0, value - margin),
                OptionalDouble.of(value + margin));
    }

    static Estimate atBound(OptionalDouble high) {
        return new Estimate(0, OptionalDouble.empty(), 0, high);
    }

    public boolean isAtBound() {
        return standardError.isEmpty();
    }

    /** Whether the interval says that the coefficient is there at all. */
    public boolean excludesZero() {
        return low > 0;
    }
}
