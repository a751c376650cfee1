package io.plumbline.streams.topology;

import io.plumbline.settings.Settings;
import io.plumbline.streams.domain.alert.AlertRules;
import java.time.Duration;

/**
 * How alerts live. Its keys and defaults are in {@code docs/alerts.md}.
 *
 * @param enabled whether there are alerts at all; without signals of regressions there cannot be any
 */
public record AlertConfig(boolean enabled, AlertRules rules) {
    private static final int OPEN_LIMIT = 10_000;

    /**
     * From {@code alerts.*}.
     *
     * @param signals whether regressions are looked for
     */
    public static AlertConfig from(Settings settings, boolean signals) {
        int limit = settings.integer("alerts.open.limit", OPEN_LIMIT);
        Settings.check(limit >= 1, "alerts.open.limit must be at least 1, was " + limit);
        Duration memory = notNegative(settings, "alerts.memory", Duration.ofDays(1));
        AlertRules rules = new AlertRules(
                micros(notNegative(settings, "alerts.hold", Duration.ofSeconds(5))),
                notNegative(settings, "alerts.expiry", Duration.ofMinutes(10)).toMillis(),
                memory.toMillis(),
                micros(notNegative(settings, "alerts.incident.window", Duration.ofSeconds(30))),
                limit);
        return new AlertConfig(settings.flag("alerts.enabled", true) && signals, rules);
    }

    private static long micros(Duration duration) {
        return Math.multiplyExact(duration.toMillis(), 1_000L);
    }

    private static Duration notNegative(Settings settings, String key, Duration otherwise) {
        Duration value = settings.duration(key, otherwise);
        Settings.check(!value.isNegative(), key + " must not be negative, was " + value);
        return value;
    }
}
