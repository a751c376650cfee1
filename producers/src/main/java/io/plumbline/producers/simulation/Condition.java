package io.plumbline.producers.simulation;

import io.plumbline.settings.ConfigException;
import io.plumbline.settings.Settings;
import java.util.List;
import java.util.Locale;

/**
 * What a link does to a message: it takes a time that is uniform between two limits, and loses a share of them. Before that
 * the message has to leave its sender.
 *
 * @param name as users write it
 * @param minLatencyMillis least time of one way over one link
 * @param maxLatencyMillis greatest
 * @param loss probability that one transmission is lost, 0 up to but not 1
 * @param megabitsPerSecond that a node can send over its links of this condition, all together; infinite: no limit
 */
public record Condition(
        String name, double minLatencyMillis, double maxLatencyMillis, double loss, double megabitsPerSecond) {
    public static final Condition IDEAL = new Condition("ideal", 0, 0, 0);
    public static final Condition LAN = new Condition("lan", 1, 5, .0001);
    public static final Condition WAN = new Condition("wan", 50, 100, .001);
    public static final Condition INTERCONTINENTAL = new Condition("intercontinental", 150, 300, .005);
    public static final Condition POOR = new Condition("poor", 200, 500, .02);
    public static final List<Condition> ALL = List.of(IDEAL, LAN, WAN, INTERCONTINENTAL, POOR);

    private static final double LONGEST_MILLIS = 60_000;
    private static final double LEAST_MEGABITS = .001;

    private static final double NANOS_OF_BYTE_AT_ONE_MEGABIT = 8_000;

    public Condition {
        Settings.check(!name.isBlank(), "a condition needs a name");
        Settings.check(
                minLatencyMillis >= 0 && maxLatencyMillis >= minLatencyMillis && maxLatencyMillis <= LONGEST_MILLIS,
                "latency must run from 0 or more to as much or more, at most a minute, was " + minLatencyMillis + " to "
                        + maxLatencyMillis + " ms");
        Settings.check(loss >= 0 && loss <= .9, "loss must be a share from 0 to 0.9, was " + loss);
        Settings.check(
                megabitsPerSecond >= LEAST_MEGABITS,
                "bandwidth must be at least " + LEAST_MEGABITS + " Mbit/s, was " + megabitsPerSecond);
    }

    /** Without a limit to what a node can send. */
    public Condition(String name, double minLatencyMillis, double maxLatencyMillis, double loss) {
        this(name, minLatencyMillis, maxLatencyMillis, loss, Double.POSITIVE_INFINITY);
    }

    /** @throws ConfigException if there is no condition of this name */
    public static Condition named(String name) {
        return ALL.stream()
                .filter(condition -> condition.name.equals(name.trim().toLowerCase(Locale.ROOT)))
                .findFirst()
                .orElseThrow(() -> new ConfigException("no condition is named '" + name + "'; there are "
                        + ALL.stream().map(Condition::name).toList()));
    }

    long minLatencyNanos() {
        return Math.round(minLatencyMillis * 1e6);
    }

    long maxLatencyNanos() {
        return Math.round(maxLatencyMillis * 1e6);
    }

    public boolean isBandwidthLimited() {
        return megabitsPerSecond < Double.POSITIVE_INFINITY;
    }

    /** How long a node takes to send one byte; 0 without a limit. */
    double nanosOfByte() {
        return NANOS_OF_BYTE_AT_ONE_MEGABIT / megabitsPerSecond;
    }
}
