package io.plumbline.sink.core;

import io.plumbline.settings.Settings;
import java.time.Duration;

/**
 * What the core goes by.
 *
 * @param firstPause after a first failure; it doubles up to {@code lastPause}
 * @param acceptGaps whether to go on where records are gone, instead of stopping
 */
public record CoreConfig(
        BatchLimits limits, RefusalLimit refusals, Duration firstPause, Duration lastPause, boolean acceptGaps) {
    public CoreConfig {
        Settings.check(
                firstPause.toMillis() >= 1 && lastPause.compareTo(firstPause) >= 0,
                "sink.backoff.first must be at least 1ms and at most sink.backoff.last");
    }

    /** From {@code sink.batch.*}, {@code sink.linger}, {@code sink.quarantine.*}, {@code sink.backoff.*}, {@code sink.accept.gap}. */
    public static CoreConfig from(Settings settings) {
        return new CoreConfig(
                BatchLimits.from(settings),
                new RefusalLimit(settings.decimal("sink.quarantine.max.share", RefusalLimit.DEFAULT.share())),
                settings.duration("sink.backoff.first", Duration.ofMillis(200)),
                settings.duration("sink.backoff.last", Duration.ofSeconds(10)),
                settings.flag("sink.accept.gap", false));
    }
}
