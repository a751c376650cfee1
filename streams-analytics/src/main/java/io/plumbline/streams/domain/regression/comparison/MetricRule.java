package io.plumbline.streams.domain.regression.comparison;

import io.plumbline.streams.domain.regression.Direction;

/**
 * What a regression of one metric is.
 *
 * @param tolerance relative change that does not matter, such as .1
 * @param worse the direction that is worse
 */
public record MetricRule(double tolerance, Direction worse) {
    public MetricRule {
        if (!(tolerance > 0 && tolerance < Double.POSITIVE_INFINITY)) {
            throw new IllegalArgumentException("a tolerance must be more than 0 and finite, was " + tolerance);
        }
    }

    /** Whether one figure, known exactly, is within the tolerance of its baseline. */
    public boolean tolerates(double before, double after) {
        return !(regression(before, after) > tolerance);
    }

    /** How much worse, in parts of the figure before; negative for an improvement, infinite where it was 0. */
    public double regression(double before, double after) {
        double change = share(after - before, before);
        return switch (worse) {
            case UP -> change;
            case DOWN -> -change;
            case BOTH -> Math.abs(change);
        };
    }

    static double share(double difference, double of) {
        return difference == 0 ? 0 : difference / Math.abs(of);
    }
}
