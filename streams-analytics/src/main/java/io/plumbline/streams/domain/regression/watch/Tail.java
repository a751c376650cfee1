package io.plumbline.streams.domain.regression.watch;

/**
 * The newest points of a history. The older ones are kept apart and seldom written: most of a history does not change from
 * one window to the next.
 *
 * @param recent the newest values, in single precision
 * @param archived so many values before them are in the archive
 * @param skipped so many of the archive's values come before those, and are forgotten
 * @param starts of the last windows, in microseconds, the oldest first
 */
@SuppressWarnings("ArrayRecordComponent") // never compared
public record Tail(float[] recent, int archived, int skipped, long[] starts) {
    static final Tail EMPTY = new Tail(new float[0], 0, 0, new long[0]);
}
