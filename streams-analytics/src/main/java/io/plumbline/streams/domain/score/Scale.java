package io.plumbline.streams.domain.score;

/**
 * How a figure becomes points, a straight line between two figures.
 *
 * @param none the figure that earns nothing
 * @param full the figure that earns 100 points; below {@code none} where less is better
 */
public record Scale(double none, double full) {
    private static final double MOST = 100;

    public Scale {
        if (!Double.isFinite(none) || !Double.isFinite(full) || none == full) {
            throw new IllegalArgumentException("a scale needs two different figures, had " + none + " and " + full);
        }
    }

    /** 0 to 100. */
    double points(double figure) {
        return Math.max(0, Math.min(MOST, MOST * ((figure - none) / (full - none))));
    }

    /** The worst figure that earns these points. */
    double figure(double points) {
        return none + points / MOST * (full - none);
    }

    /** How many times better {@code to} is than {@code from}; infinite from or to nothing. */
    double factor(double from, double to) {
        return full > none ? to / from : from / to;
    }
}
