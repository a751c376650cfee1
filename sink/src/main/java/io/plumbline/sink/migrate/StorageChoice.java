package io.plumbline.sink.migrate;

import io.plumbline.settings.ConfigException;
import io.plumbline.settings.Settings;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * What a user says about storage: nothing said leaves what the database has.
 *
 * @param rowsPerSecond rows of windows of a second that will be stored per second
 * @param keep how long rows of a class are kept, by its name in {@code plumbline.retention}; empty: for ever
 */
public record StorageChoice(OptionalDouble rowsPerSecond, Map<String, Optional<Duration>> keep) {
    public static final StorageChoice NONE = new StorageChoice(OptionalDouble.empty(), Map.of());

    private static final Duration LEAST = Duration.ofHours(1);
    private static final Duration MOST = Duration.ofDays(100 * 365);
    private static final Pattern RATE = Pattern.compile("([0-9]+(?:\\.[0-9]+)?)(?:/s)?");
    private static final Pattern TIME = Pattern.compile("([0-9]{1,6})([hdwy])");

    public StorageChoice {
        keep = Map.copyOf(keep);
    }

    /**
     * @param rate as {@code 200/s}; empty: nothing said
     * @param retention as {@code 1s=2d,1m=90d,1h=5y,quarantine=forever}; empty: nothing said
     * @throws ConfigException if one of them is not of that form
     */
    public static StorageChoice parse(String rate, String retention) {
        return new StorageChoice(
                rate.isBlank() ? OptionalDouble.empty() : OptionalDouble.of(rate(rate)), keep(retention));
    }

    /** @throws ConfigException if the database knows no such class */
    void rejectUnknown(Set<String> classes) {
        keep.keySet()
                .forEach(name -> Settings.check(
                        classes.contains(name),
                        "--retention: there is no class of rows " + name + "; there are " + new TreeSet<>(classes)));
    }

    private static double rate(String text) {
        Matcher matcher = RATE.matcher(text.trim());
        double rate = matcher.matches() ? Double.parseDouble(matcher.group(1)) : 0;
        Settings.check(rate > 0, "--expected-rate: rows per second are a number above 0 such as 200/s, was " + text);
        return rate;
    }

    private static Map<String, Optional<Duration>> keep(String text) {
        Map<String, Optional<Duration>> result = new LinkedHashMap<>();
        for (String part : text.isBlank() ? new String[0] : text.split(",", -1)) {
            String[] sides = part.trim().split("=", -1);
            Settings.check(
                    sides.length == 2 && !sides[0].isBlank(),
                    "--retention: expected CLASS=TIME such as 1s=2d, was \"" + part + "\"");
            Settings.check(
                    result.put(sides[0], time(sides[0], sides[1])) == null,
                    "--retention: " + sides[0] + " is named twice");
        }
        return result;
    }

    private static Optional<Duration> time(String name, String text) {
        if (text.equals("forever")) {
            return Optional.empty();
        }
        Matcher matcher = TIME.matcher(text);
        if (!matcher.matches()) {
            throw new ConfigException("--retention: the time of " + name
                    + " is a whole number of h, d, w or y (hours, days, weeks, years of 365 days) or forever, was \""
                    + text
                    + "\"");
        }
        long amount = Long.parseLong(matcher.group(1));
        Duration result = switch (matcher.group(2)) {
            case "h" -> Duration.ofHours(amount);
            case "d" -> Duration.ofDays(amount);
            case "w" -> Duration.ofDays(7 * amount);
            default -> Duration.ofDays(365 * amount);
        };
        Settings.check(
                result.compareTo(LEAST) >= 0 && result.compareTo(MOST) <= 0,
                "--retention: the time of " + name + " is between 1h and 100y, was " + text);
        return Optional.of(result);
    }
}
