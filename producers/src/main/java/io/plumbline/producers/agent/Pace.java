package io.plumbline.producers.agent;

import java.util.concurrent.TimeUnit;

/**
 * How long the flusher may rest before it looks at the buffer again: waking costs a processor more than it finds while
 * little is recorded, and resting long while much is recorded would fill the buffer. Half the time in which a batch fills,
 * at the pace since the last look.
 */
final class Pace {
    private static final long SHORTEST_NANOS = TimeUnit.MILLISECONDS.toNanos(5);
    private static final long LONGEST_NANOS = TimeUnit.MILLISECONDS.toNanos(100);

    private final int batchSize;
    private final long longestNanos;
    private long lastNanos;
    private long lastOffered;

    /** @param longestNanos that somebody may wait for a look; {@link #LONGEST_NANOS} at most */
    Pace(int batchSize, long longestNanos, long startNanos) {
        this.batchSize = batchSize;
        this.longestNanos = Math.min(longestNanos, LONGEST_NANOS);
        lastNanos = startNanos;
    }

    /** @param offered all measurements so far */
    long restNanos(long nanos, long offered) {
        long recorded = offered - lastOffered;
        long elapsed = nanos - lastNanos;
        lastOffered = offered;
        lastNanos = nanos;
        if (recorded == 0) {
            return longestNanos;
        }
        double halfBatch = .5 * batchSize * elapsed / recorded;
        return Math.min(longestNanos, Math.max(SHORTEST_NANOS, (long) halfBatch));
    }
}
