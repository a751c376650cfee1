package io.plumbline.producers.scale;

import io.plumbline.settings.Settings;
import java.time.Duration;
import java.util.Map;

/**
 * How long each step takes.
 *
 * @param warmup before what is {@code measured}, and {@code cooldown} after it: time that counts for nothing
 */
public record Timing(Duration warmup, Duration measured, Duration cooldown) {
    private static final Duration MOST = Duration.ofHours(1);

    public Timing {
        check("warmup_duration", warmup, Duration.ZERO);
        check("test_duration_per_scale", measured, Duration.ofSeconds(1));
        check("cooldown_duration", cooldown, Duration.ZERO);
    }

    public Duration total() {
        return warmup.plus(measured).plus(cooldown);
    }

    void putInto(Map<String, String> configuration) {
        configuration.put("test_duration_per_scale", seconds(measured));
        configuration.put("warmup_duration", seconds(warmup));
        configuration.put("cooldown_duration", seconds(cooldown));
    }

    private static String seconds(Duration time) {
        return Double.toString(time.toMillis() / 1e3);
    }

    private static void check(String field, Duration time, Duration least) {
        Settings.check(
                time.compareTo(least) >= 0 && time.compareTo(MOST) <= 0,
                field + " must be " + least.toSeconds() + " to " + MOST.toSeconds() + " seconds, was " + seconds(time));
    }
}
