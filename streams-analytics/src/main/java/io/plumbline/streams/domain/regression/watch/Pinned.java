package io.plumbline.streams.domain.regression.watch;

/**
 * What a baseline says of one metric.
 *
 * @param version of the baseline; 0: there is none
 * @param level what the metric is compared with; NaN where the baseline has no level of it
 */
public record Pinned(int version, Meaning meaning, double level) {
    /** There is no baseline. */
    public static final Pinned NOTHING = new Pinned(0, Meaning.KEPT, Double.NaN);

    /** What a version means for an episode that is open when it comes. */
    public enum Meaning {
        /** The level was set: what was away from another is over. */
        SET,
        /** The levels are those of the version before. */
        KEPT,
        /** The series learns anew from its own past. */
        RESET
    }

    boolean hasLevel() {
        return !Double.isNaN(level);
    }
}
