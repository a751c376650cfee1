package io.plumbline.producers.host;

import io.plumbline.settings.Settings;
import java.time.Duration;

/**
 * How this host is sampled.
 *
 * @param enabled from {@code host.enabled}
 * @param interval from {@code host.interval}
 */
public record HostConfig(boolean enabled, Duration interval) {
    private static final Duration SHORTEST = Duration.ofMillis(100);
    private static final Duration LONGEST = Duration.ofSeconds(1);

    public static final HostConfig DEFAULT = new HostConfig(true, Duration.ofMillis(500));

    public HostConfig {
        checkInterval("host.interval", interval);
    }

    /** Below, looking costs more than it shows; above, a window of a second has no sample. */
    public static void checkInterval(String key, Duration interval) {
        Settings.check(
                interval.compareTo(SHORTEST) >= 0 && interval.compareTo(LONGEST) <= 0,
                key + " must be between 100ms and 1s, was " + interval);
    }

    public static HostConfig from(Settings settings) {
        return new HostConfig(
                settings.flag("host.enabled", DEFAULT.enabled), settings.duration("host.interval", DEFAULT.interval));
    }
}
