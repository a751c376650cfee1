package io.plumbline.streams.domain.regression.watch;

/** How certain an episode is, and whether it lasts. */
public enum Phase {
    /** Changed for the worse, not yet confirmed. */
    SUSPECTED,
    /** Confirmed, and still away. */
    CONFIRMED,
    /** Back, but not for long enough. */
    RETURNING,
    /** Back for long enough, or what it was compared with has moved. */
    ENDED,
    /** Not confirmed in time. */
    DISMISSED;

    /** Whether it is away from where it should be. */
    public boolean isAway() {
        return this == SUSPECTED || this == CONFIRMED;
    }

    public boolean isLast() {
        return this == ENDED || this == DISMISSED;
    }
}
