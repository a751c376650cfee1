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
    public static final HostConfig DEFAULT = new HostConfig(true, Duration.ofMillis(500));

    public HostConfig {
        Settings.check(
                interval.compareTo(Duration.ofMillis(50)) >= 0 && interval.compareTo(Duration.ofMinutes(1)) <= 0,
                "host.interval must be between 50ms and 1m, was " + interval);
    }

    public static HostConfig from(Settings settings) {
        return new HostConfig(
                settings.flag("host.enabled", DEFAULT.enabled), settings.duration("host.interval", DEFAULT.interval));
    }
}
