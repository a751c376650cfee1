package io.plumbline.streams.topology;

import io.plumbline.settings.ConfigException;
import io.plumbline.settings.Settings;
import io.plumbline.streams.domain.scaling.Scatter;
import io.plumbline.streams.domain.scaling.live.LoadConfig;
import io.plumbline.streams.domain.scaling.steps.ScalingAnalysis;
import io.plumbline.streams.domain.scaling.steps.ScalingLimits;
import java.time.Duration;
import java.util.Arrays;
import java.util.Locale;

/**
 * How scaling is looked at. Its keys and defaults are in {@code docs/math.md}.
 *
 * @param enabled whether it is reported
 * @param window size of the windows that are looked at
 */
public record ScalingConfig(boolean enabled, Duration window, LoadConfig load, ScalingAnalysis analysis) {
    private static final String KEY = "scaling.";

    /** A correction comes within the horizon of its window, but from another partition than the newest row. */
    private static final Duration PARTITIONS_APART = Duration.ofMinutes(1);

    /** From {@code scaling.*}. */
    public static ScalingConfig from(Settings settings, WindowConfig windows) {
        Duration window = settings.duration(KEY + "window", windows.nodeFrom());
        Settings.check(
                windows.levels().contains(window) && window.compareTo(windows.nodeFrom()) >= 0,
                "scaling.window must be one of windows.levels, from windows.node.from up, was " + window);
        return new ScalingConfig(
                settings.flag(KEY + "enabled", true), window, load(settings, windows, window), analysis(settings));
    }

    private static LoadConfig load(Settings settings, WindowConfig windows, Duration window) {
        Duration horizon = duration(settings, "horizon", Duration.ofHours(1), window.multipliedBy(2));
        return new LoadConfig(
                micros(window),
                micros(horizon),
                micros(duration(settings, "run.horizon", Duration.ofHours(6), window.multipliedBy(2))),
                micros(windows.correctionHorizon().plus(windows.grace()).plus(PARTITIONS_APART)),
                micros(duration(settings, "interval", Duration.ofSeconds(10), Duration.ofMillis(1))),
                positive(settings, "events.per.node", 10),
                positive(settings, "operations.limit", 200),
                positive(settings, "nodes.limit", 10_000),
                duration(settings, "forget.after", Duration.ofHours(2), Duration.ofMinutes(1))
                        .toMillis());
    }

    private static ScalingAnalysis analysis(Settings settings) {
        ScalingLimits limits = ScalingLimits.DEFAULT;
        return new ScalingAnalysis(
                new ScalingLimits(
                        settings.decimal(KEY + "saturation.share", limits.saturationShare()),
                        settings.decimal(KEY + "throughput.share", limits.leastThroughputShare()),
                        settings.decimal(KEY + "latency.factor", limits.mostLatencyFactor()),
                        settings.decimal(KEY + "cpu.share", limits.mostCpuShare()),
                        settings.decimal(KEY + "memory.bytes", limits.mostMemoryBytes()),
                        settings.decimal(KEY + "network.efficiency", limits.leastNetworkEfficiency()),
                        settings.decimal(KEY + "success.share", limits.leastSuccessShare())),
                scatter(settings.string(KEY + "scatter", "even")));
    }

    private static Scatter scatter(String name) {
        return Arrays.stream(Scatter.values())
                .filter(scatter -> scatter.name().toLowerCase(Locale.ROOT).equals(name))
                .findFirst()
                .orElseThrow(() -> new ConfigException("scaling.scatter must be even or proportional, was " + name));
    }

    private static int positive(Settings settings, String key, int otherwise) {
        int value = settings.integer(KEY + key, otherwise);
        Settings.check(value >= 1, KEY + key + " must be at least 1, was " + value);
        return value;
    }

    private static Duration duration(Settings settings, String key, Duration otherwise, Duration least) {
        Duration value = settings.duration(KEY + key, otherwise);
        Settings.check(value.compareTo(least) >= 0, KEY + key + " must be at least " + least + ", was " + value);
        return value;
    }

    private static long micros(Duration duration) {
        return duration.toNanos() / 1_000;
    }
}
