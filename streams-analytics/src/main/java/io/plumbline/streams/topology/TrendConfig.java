package io.plumbline.streams.topology;

import io.plumbline.settings.Settings;
import io.plumbline.streams.domain.trend.MemoryGrowth;
import io.plumbline.streams.domain.trend.TrendDetector;
import io.plumbline.streams.domain.trend.watch.TrendRules;
import java.time.Duration;

/**
 * How trends are looked for. Its keys and defaults are in {@code docs/math.md}.
 *
 * @param enabled whether any are
 * @param window size of the windows that are looked at
 * @param seriesLimit a task looks at no more series
 * @param forgetAfter a series that was not heard for so long, in event time, makes room
 */
public record TrendConfig(boolean enabled, Duration window, int seriesLimit, Duration forgetAfter, TrendRules rules) {
    private static final int MOST_WINDOWS = 240; // their pairs are compared: 28,680 of them

    /** From {@code trend.*}. */
    public static TrendConfig from(Settings settings, WindowConfig windows) {
        Duration window = settings.duration(
                "trend.window",
                windows.levels().stream()
                        .filter(level -> level.compareTo(Duration.ofMinutes(1)) >= 0)
                        .findFirst()
                        .orElse(windows.levels().get(windows.levels().size() - 1)));
        Settings.check(
                windows.levels().contains(window) && window.compareTo(windows.nodeFrom()) >= 0,
                "trend.window must be one of windows.levels, from windows.node.from up, was " + window);
        int count = settings.integer("trend.windows", 60);
        Settings.check(
                count >= TrendDetector.MIN_POINTS && count <= MOST_WINDOWS,
                "trend.windows must be from " + TrendDetector.MIN_POINTS + " to " + MOST_WINDOWS + ", was " + count);
        int limit = settings.integer("trend.series.limit", 20_000);
        Settings.check(limit >= 1, "trend.series.limit must be at least 1, was " + limit);
        Duration forgetAfter = settings.duration("trend.forget.after", Duration.ofDays(1));
        Settings.check(
                forgetAfter.compareTo(window) >= 0, "trend.forget.after must be at least a window, was " + forgetAfter);
        return new TrendConfig(
                settings.flag("trend.enabled", true),
                window,
                limit,
                forgetAfter,
                new TrendRules(window.toNanos() / 1_000, count, TrendDetector.DEFAULT, MemoryGrowth.DEFAULT));
    }
}
