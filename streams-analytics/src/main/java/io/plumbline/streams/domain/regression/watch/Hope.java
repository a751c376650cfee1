package io.plumbline.streams.domain.regression.watch;

/**
 * A change for the better that is not yet how things are.
 *
 * @param before the level that it left
 * @param points since its onset
 */
public record Hope(double before, int points, boolean confirmed) {
    /** After so many windows it is either confirmed, and the new level, or it was none. */
    private static final int PATIENCE = 30;

    Hope next() {
        return new Hope(before, points + 1, confirmed);
    }

    Hope fulfilled() {
        return new Hope(before, points, true);
    }

    boolean isOver() {
        return points > PATIENCE;
    }

    /** Whether this is merely the end of it. */
    boolean isTakenBackBy(double level, WatchRule rule) {
        return rule.metric().tolerates(before, level);
    }
}
