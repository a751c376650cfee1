package io.plumbline.sink.core;

import io.plumbline.settings.Settings;
import java.time.Duration;

/**
 * When records that were read are stored: as soon as one limit is reached.
 *
 * @param rows most rows of one transaction; a record without rows counts as one, and a single record may have more
 * @param bytes most bytes of keys and values of one transaction; a single record may have more
 * @param linger how long the first record waits for others
 */
public record BatchLimits(int rows, long bytes, Duration linger) {
    public static final BatchLimits DEFAULT = new BatchLimits(10_000, 16L << 20, Duration.ofMillis(20));

    public BatchLimits {
        Settings.check(rows >= 1, "sink.batch.rows must be at least 1, was " + rows);
        Settings.check(bytes >= 1, "sink.batch.bytes must be at least 1, was " + bytes);
        Settings.check(!linger.isNegative(), "sink.linger must not be negative, was " + linger);
    }

    static BatchLimits from(Settings settings) {
        return new BatchLimits(
                settings.integer("sink.batch.rows", DEFAULT.rows),
                settings.number("sink.batch.bytes", DEFAULT.bytes),
                settings.duration("sink.linger", DEFAULT.linger));
    }
}
