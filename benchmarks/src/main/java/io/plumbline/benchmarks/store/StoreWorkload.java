package io.plumbline.benchmarks.store;

import io.plumbline.settings.Settings;

/**
 * What is in the topic.
 *
 * @param rows windows of {@value #WINDOW_MILLIS} ms, of which every one has a row of its own
 * @param corrections share of them, from 0 to 1, of which a correction (revision 1) follows later in the topic
 * @param samples measurements in a window: a live series of a hundred in a second has a thousand
 * @param seed of all that is random
 */
public record StoreWorkload(int rows, double corrections, int samples, long seed) {
    static final long WINDOW_MILLIS = 10_000;

    public StoreWorkload {
        Settings.check(rows >= 1, "--rows must be at least 1, was " + rows);
        Settings.check(
                corrections >= 0 && corrections <= 1, "--corrections must be a share from 0 to 1, was " + corrections);
        Settings.check(samples >= 1, "--samples must be at least 1, was " + samples);
    }

    /** Records in the topic. */
    public int records() {
        return rows + corrected();
    }

    int corrected() {
        return (int) Math.round(rows * corrections);
    }
}
