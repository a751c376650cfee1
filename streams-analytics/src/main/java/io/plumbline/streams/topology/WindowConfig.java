package io.plumbline.streams.topology;

import io.plumbline.settings.Settings;
import io.plumbline.streams.domain.window.Admission;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/**
 * How events become windows.
 *
 * @param levels window sizes from the base up, each a multiple of the one before
 * @param nodeFrom the least level that is also emitted for each node; of transport, for each peer of a node
 * @param grace how long after its end a window still takes events, by event time
 * @param idleTimeout after how much silence, by the wall clock, the windows of an input close
 * @param correctionHorizon how long after its end, by event time, a closed window can still be corrected
 * @param seriesLimit how many series (an operation at a node) of one system can have open windows; what is beyond is
 *     counted in one series of that system
 * @param bootMemory after how much silence, by the wall clock, the account of an agent's boot is forgotten
 * @param futureLimit how far an event time may be ahead of this process's wall clock; what is later is refused. Brokers
 *     themselves take no timestamps more than an hour ahead, unless told otherwise
 * @param pastLimit how far an event time may be behind this process's wall clock; what is earlier is refused. Replays and
 *     imports of old data need a longer one
 */
public record WindowConfig(
        List<Duration> levels,
        Duration nodeFrom,
        Duration grace,
        Duration idleTimeout,
        Duration correctionHorizon,
        int seriesLimit,
        Duration bootMemory,
        Duration futureLimit,
        Duration pastLimit) {

    public static final WindowConfig DEFAULT = new WindowConfig(
            List.of(Duration.ofSeconds(1), Duration.ofSeconds(10), Duration.ofMinutes(1), Duration.ofHours(1)),
            Duration.ofSeconds(10),
            Duration.ofSeconds(1),
            Duration.ofSeconds(5),
            Duration.ofMinutes(2),
            400_000,
            Duration.ofDays(1),
            Duration.ofMinutes(1),
            Duration.ofDays(3_650));

    public WindowConfig {
        levels = List.copyOf(levels);
        Settings.check(!levels.isEmpty(), "windows.levels must name at least one size");
        checkSizes(levels);
        Settings.check(levels.contains(nodeFrom), "windows.node.from must be one of windows.levels, was " + nodeFrom);
        Settings.check(!grace.isNegative(), "windows.grace must not be negative, was " + grace);
        Settings.check(isPositive(idleTimeout), "windows.idle.timeout must be positive, was " + idleTimeout);
        Settings.check(
                !correctionHorizon.isNegative(),
                "windows.correction.horizon must not be negative, was " + correctionHorizon);
        Settings.check(seriesLimit >= 1, "windows.series.limit must be at least 1, was " + seriesLimit);
        Settings.check(isPositive(bootMemory), "windows.boot.memory must be positive, was " + bootMemory);
        Settings.check(!futureLimit.isNegative(), "windows.future.limit must not be negative, was " + futureLimit);
        Settings.check(isPositive(pastLimit), "windows.past.limit must be positive, was " + pastLimit);
    }

    public static WindowConfig from(Settings settings) {
        List<Duration> levels =
                settings
                        .list(
                                "windows.levels",
                                DEFAULT.levels.stream().map(Duration::toString).toList())
                        .stream()
                        .map(WindowConfig::size)
                        .toList();
        return new WindowConfig(
                levels,
                settings.duration("windows.node.from", DEFAULT.nodeFrom),
                settings.duration("windows.grace", DEFAULT.grace),
                settings.duration("windows.idle.timeout", DEFAULT.idleTimeout),
                settings.duration("windows.correction.horizon", DEFAULT.correctionHorizon),
                settings.integer("windows.series.limit", DEFAULT.seriesLimit),
                settings.duration("windows.boot.memory", DEFAULT.bootMemory),
                settings.duration("windows.future.limit", DEFAULT.futureLimit),
                settings.duration("windows.past.limit", DEFAULT.pastLimit));
    }

    /** The base window, in microseconds. */
    long baseMicros() {
        return micros(levels.get(0));
    }

    long graceMicros() {
        return micros(grace);
    }

    long horizonMicros() {
        return micros(correctionHorizon);
    }

    /** Which event times can be taken, at this time of the wall clock. */
    void bound(Admission admission, long nowMillis) {
        Duration now = Duration.ofMillis(nowMillis);
        admission.between(micros(now.minus(pastLimit)), micros(now.plus(futureLimit)));
    }

    /** Series with open windows that one of so many sources takes of a system. */
    int seriesLimitOfOne(int sources) {
        return Math.max(1, (seriesLimit + sources - 1) / sources);
    }

    /** The least window that is kept for each node, in microseconds. */
    long nodeBaseMicros() {
        return micros(nodeFrom);
    }

    List<Long> clusterLevelsMicros() {
        return levels.stream().map(WindowConfig::micros).toList();
    }

    List<Long> nodeLevelsMicros() {
        return levels.stream()
                .filter(level -> level.compareTo(nodeFrom) >= 0)
                .map(WindowConfig::micros)
                .toList();
    }

    private static void checkSizes(List<Duration> levels) {
        List<Duration> sizes = new ArrayList<>(levels);
        for (int i = 0; i < sizes.size(); i++) {
            Duration size = sizes.get(i);
            Duration before = i == 0 ? Duration.ofMillis(1) : sizes.get(i - 1);
            Settings.check(
                    isPositive(size)
                            && size.toNanos() % before.toNanos() == 0
                            && (i == 0 || size.compareTo(before) > 0),
                    "windows.levels: " + size + " must be a multiple of " + before);
        }
    }

    private static Duration size(String text) {
        try {
            return Settings.parseDuration(text);
        } catch (IllegalArgumentException e) {
            throw new io.plumbline.settings.ConfigException("setting windows.levels: " + e.getMessage());
        }
    }

    private static boolean isPositive(Duration duration) {
        return !duration.isNegative() && !duration.isZero();
    }

    private static long micros(Duration duration) {
        return duration.toNanos() / 1_000;
    }
}
