package io.plumbline.sink.retention;

import io.plumbline.settings.Settings;
import java.time.Duration;

/**
 * What the sink does for a database that nobody else looks after.
 *
 * @param enabled from {@code sink.retention}
 * @param every from {@code sink.retention.every}
 * @param readLimit from {@code sink.read.limit}; zero: none
 */
public record RetentionConfig(boolean enabled, Duration every, Duration readLimit) {
    public RetentionConfig {
        Settings.check(every.toMillis() >= 1, "sink.retention.every must be at least 1ms");
        Settings.check(
                readLimit.isZero() || readLimit.toSeconds() >= 1,
                "sink.read.limit must be at least 1s, or 0s for none");
    }

    public static RetentionConfig from(Settings settings) {
        return new RetentionConfig(
                settings.flag("sink.retention", true),
                settings.duration("sink.retention.every", Duration.ofMinutes(10)),
                settings.duration("sink.read.limit", Duration.ofSeconds(60)));
    }
}
