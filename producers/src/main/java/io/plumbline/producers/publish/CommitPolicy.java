package io.plumbline.producers.publish;

import io.plumbline.settings.Settings;
import java.time.Duration;

/**
 * When a transaction is to be committed. Until then nobody reads what is in it, nor what others wrote behind it to the same partitions.
 *
 * @param records in it
 * @param time since its first record
 */
public record CommitPolicy(long records, Duration time) {
    /** For topics that nobody else writes to. */
    public static final CommitPolicy ALONE = new CommitPolicy(5_000, Duration.ofSeconds(5));

    /** For topics whose other records somebody waits for. */
    public static final CommitPolicy SHARED = new CommitPolicy(5_000, Duration.ofSeconds(1));

    public CommitPolicy {
        Settings.check(
                records > 0 && time.toMillis() > 0, "a transaction holds something, was " + records + ", " + time);
    }
}
