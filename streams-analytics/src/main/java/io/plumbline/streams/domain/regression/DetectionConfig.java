package io.plumbline.streams.domain.regression;

/**
 * What counts as a change of a metric.
 *
 * @param tolerance relative change that does not matter, such as .05
 * @param direction which changes count
 */
public record DetectionConfig(double tolerance, Direction direction) {
    public static final DetectionConfig DEFAULT = new DetectionConfig(.05, Direction.BOTH);

    public DetectionConfig {
        if (!(tolerance > 0 && tolerance < Double.POSITIVE_INFINITY)) {
            throw new IllegalArgumentException("a tolerance must be more than 0 and finite, was " + tolerance);
        }
    }

    /** Whether a change from {@code before} to {@code after} matters. */
    boolean covers(double before, double after) {
        return direction.covers(before, after) && exceeds(before, after);
    }

    /** Whether it is more than the tolerance, whatever its direction. */
    boolean exceeds(double before, double after) {
        return Math.abs(after - before) > tolerance * Math.abs(before);
    }
}
