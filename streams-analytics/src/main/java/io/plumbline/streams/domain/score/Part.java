package io.plumbline.streams.domain.score;

/**
 * What one component adds to a score.
 *
 * @param figure what was measured, in {@link Component#unit}
 * @param points of 100
 */
public record Part(Component component, double figure, double points, double weight) {
    public double contribution() {
        return weight * points;
    }

    /** By how much the score can still rise here. */
    double room() {
        return weight * (100 - points);
    }
}
