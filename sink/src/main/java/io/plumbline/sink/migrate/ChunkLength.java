package io.plumbline.sink.migrate;

import java.time.Duration;
import java.util.List;

/**
 * How long the chunks of windows are, with TimescaleDB. The rule is its documentation's ("Size hypertable chunks"): the
 * indexes of the chunks that are written to fit into a quarter of the memory, which is what {@code shared_buffers} is set
 * to. Half of that is for {@code window_stats}; the other tables of windows have fewer rows.
 */
final class ChunkLength {
    /** Measured: 148 bytes a row, of which the key has 141; docs/storage.md. */
    static final double INDEX_BYTES_PER_ROW = 150;

    private static final double SHARE = 0.5;

    /** Lengths that people read easily, and that begin together at midnight. */
    private static final List<Duration> LADDER = List.of(
            Duration.ofHours(1),
            Duration.ofHours(2),
            Duration.ofHours(3),
            Duration.ofHours(6),
            Duration.ofHours(12),
            Duration.ofDays(1),
            Duration.ofDays(2),
            Duration.ofDays(7),
            Duration.ofDays(30),
            Duration.ofDays(90),
            Duration.ofDays(365));

    private ChunkLength() {}

    /** @param sharedBuffersBytes the server's setting */
    static Duration of(double rowsPerSecond, long sharedBuffersBytes) {
        double seconds = SHARE * sharedBuffersBytes / (rowsPerSecond * INDEX_BYTES_PER_ROW);
        return floor(Duration.ofSeconds((long) seconds));
    }

    /** Rows go a chunk at a time: with chunks of at most half that time, none stays much longer than it is kept. */
    static Duration within(Duration keep, Duration chunk) {
        Duration most = floor(keep.dividedBy(2));
        return chunk.compareTo(most) > 0 ? most : chunk;
    }

    private static Duration floor(Duration wanted) {
        return LADDER.stream()
                .filter(step -> step.compareTo(wanted) <= 0)
                .reduce((shorter, longer) -> longer)
                .orElse(LADDER.get(0));
    }
}
