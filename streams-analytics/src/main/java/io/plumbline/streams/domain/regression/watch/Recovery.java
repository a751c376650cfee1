package io.plumbline.streams.domain.regression.watch;

/**
 * How far an episode is on its way back.
 *
 * @param since the point of the episode, counted from 1, from which on it is within the tolerance; 0: it is away
 * @param back windows in which it was clearly back, since then
 * @param within windows since then
 */
public record Recovery(int since, int back, int within) {
    static final Recovery NONE = new Recovery(0, 0, 0);

    /** Within the tolerance but not clearly back: after so many times the windows it is over, too. */
    private static final int PATIENCE = 6;
    /** The level is a median of five: three of its points are back when it is. */
    private static final int SEEN_LATE = 2;

    /** After one more window within the tolerance. */
    Recovery next(boolean isBack, int point) {
        int first = since > 0 ? since : Math.max(1, point - SEEN_LATE);
        return new Recovery(first, back + (isBack ? 1 : 0), within + 1);
    }

    boolean isOver(int windows) {
        return back >= windows || within >= PATIENCE * windows;
    }
}
