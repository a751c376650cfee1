package io.plumbline.settings;

import java.time.Duration;
import java.time.format.DateTimeParseException;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Function;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * Flat settings from file, environment and command line, read once into typed records. It remembers what was read, so
 * that {@link #rejectUnknown} can name a misspelt key. Thread-safe.
 */
public final class Settings {
    private static final Pattern DURATION = Pattern.compile("(\\d+)\\s*(ms|s|m|h|d)");

    private final Map<String, String> values;
    private final Map<String, String> sources;
    private final Set<String> read = ConcurrentHashMap.newKeySet();
    private final Map<String, String> defaults = new ConcurrentHashMap<>();

    private Settings(Map<String, String> values, Map<String, String> sources) {
        this.values = Map.copyOf(values);
        this.sources = Map.copyOf(sources);
    }

    public static Settings of(Map<String, String> values) {
        return new Settings(values, Map.of());
    }

    /** @param sources where each was set, e.g. {@code agent.yaml:12}: what is wrong is named with it */
    public static Settings of(Map<String, String> values, Map<String, String> sources) {
        return new Settings(values, sources);
    }

    /** @throws ConfigException with {@code message} unless {@code condition} holds */
    public static void check(boolean condition, String message) {
        if (!condition) {
            throw new ConfigException(message);
        }
    }

    public String string(String key, String otherwise) {
        read.add(key);
        defaults.put(key, otherwise);
        return values.getOrDefault(key, otherwise);
    }

    /** @throws ConfigException if the key is not set */
    public String required(String key) {
        String value = string(key, "");
        check(!value.isBlank(), "setting " + key + " is missing");
        return value;
    }

    public int integer(String key, int otherwise) {
        return parsed(key, otherwise, Integer::parseInt, "a whole number");
    }

    public long number(String key, long otherwise) {
        return parsed(key, otherwise, Long::parseLong, "a whole number");
    }

    public double decimal(String key, double otherwise) {
        return parsed(key, otherwise, Double::parseDouble, "a number");
    }

    public boolean flag(String key, boolean otherwise) {
        return parsed(
                key,
                otherwise,
                text -> switch (text.toLowerCase(Locale.ROOT)) {
                    case "true" -> true;
                    case "false" -> false;
                    default -> throw new IllegalArgumentException(text);
                },
                "true or false");
    }

    /** A duration as {@code 250ms}, {@code 5s}, {@code 2m}, {@code 1h}, {@code 7d} or in ISO form ({@code PT5S}). */
    public Duration duration(String key, Duration otherwise) {
        return parsed(key, otherwise, Settings::parseDuration, "a duration such as 250ms, 5s, 2m, 1h or 7d");
    }

    /** A list separated by commas. */
    public List<String> list(String key, List<String> otherwise) {
        return parsed(key, otherwise, text -> List.of(text.trim().split("\\s*,\\s*")), "a list");
    }

    /** The first parts of what follows {@code prefix} in the keys that are set. */
    public Set<String> namesUnder(String prefix) {
        Set<String> names = new TreeSet<>();
        for (String key : values.keySet()) {
            if (key.startsWith(prefix)) {
                names.add(group(key.substring(prefix.length())));
            }
        }
        return names;
    }

    /** What was set, by key. */
    public Map<String, String> values() {
        return new TreeMap<>(values);
    }

    /** Where a key was set, if that is known. */
    public Optional<String> sourceOf(String key) {
        return Optional.ofNullable(sources.get(key));
    }

    /** What was read so far and not set, with what held instead; without those that have no default. */
    public Map<String, String> defaults() {
        Map<String, String> result = new TreeMap<>(defaults);
        result.keySet().removeAll(values.keySet());
        result.values().removeIf(String::isEmpty);
        return result;
    }

    /** All settings that begin with {@code prefix}, without it: passed on to a library as they are. */
    public Map<String, String> under(String prefix) {
        Map<String, String> result = new TreeMap<>();
        values.forEach((key, value) -> {
            if (key.startsWith(prefix)) {
                read.add(key);
                result.put(key.substring(prefix.length()), value);
            }
        });
        return result;
    }

    /** These settings with {@code overrides} on top. */
    public Settings with(Map<String, String> overrides) {
        Map<String, String> merged = new HashMap<>(values);
        merged.putAll(overrides);
        Map<String, String> kept = new HashMap<>(sources);
        kept.keySet().removeAll(overrides.keySet());
        return new Settings(merged, kept);
    }

    /** @throws ConfigException naming every key that was set and never read: most likely misspelt */
    public void rejectUnknown() {
        rejectUnknown(Set.of());
    }

    /**
     * The same for a process that shares its settings with others.
     *
     * @param groups first parts of the keys, such as {@code db}, that belong to other processes unless this one reads
     *     any of the group too
     * @throws ConfigException naming every key that was set and never read: most likely misspelt
     */
    public void rejectUnknown(Set<String> groups) {
        Set<String> others = new TreeSet<>(groups);
        read.forEach(key -> others.remove(group(key)));
        Set<String> unknown = new TreeSet<>(values.keySet());
        unknown.removeAll(read);
        unknown.removeIf(key -> others.contains(group(key)));
        Set<String> known = new TreeSet<>(read);
        check(
                unknown.isEmpty(),
                "unknown settings "
                        + unknown.stream().map(key -> unknown(key, known)).toList() + "; known here: " + known);
    }

    private String unknown(String key, Set<String> known) {
        return key
                + placeOf(key)
                + Nearest.to(key, known).map(near -> ", is it " + near + "?").orElse("");
    }

    private String placeOf(String key) {
        return sourceOf(key).map(source -> " (" + source + ")").orElse("");
    }

    private static String group(String key) {
        int dot = key.indexOf('.');
        return dot < 0 ? key : key.substring(0, dot);
    }

    /** @throws IllegalArgumentException if it is no duration */
    public static Duration parseDuration(String text) {
        Matcher matcher = DURATION.matcher(text.trim());
        if (!matcher.matches()) {
            try {
                return Duration.parse(text.trim());
            } catch (DateTimeParseException e) {
                throw new IllegalArgumentException("not a duration: " + text, e);
            }
        }
        long amount = Long.parseLong(matcher.group(1));
        return switch (matcher.group(2)) {
            case "ms" -> Duration.ofMillis(amount);
            case "s" -> Duration.ofSeconds(amount);
            case "m" -> Duration.ofMinutes(amount);
            case "h" -> Duration.ofHours(amount);
            default -> Duration.ofDays(amount);
        };
    }

    private <T> T parsed(String key, T otherwise, Function<String, T> parse, String expected) {
        String text = string(key, "");
        if (text.isBlank()) {
            defaults.put(key, text(otherwise));
            return otherwise;
        }
        try {
            return parse.apply(text.trim());
        } catch (IllegalArgumentException | ArithmeticException e) {
            throw new ConfigException(
                    "setting " + key + " must be " + expected + ", was '" + text + "'" + placeOf(key));
        }
    }

    /** As somebody would set it. */
    private static String text(Object value) {
        if (value instanceof List<?> list) {
            return list.stream().map(Object::toString).collect(Collectors.joining(","));
        }
        return value instanceof Duration duration ? text(duration) : String.valueOf(value);
    }

    private static String text(Duration duration) {
        long millis = duration.toMillis();
        if (millis % 1_000 != 0 || millis == 0) {
            return millis + "ms";
        }
        return millis % 60_000 == 0 ? millis / 60_000 + "m" : millis / 1_000 + "s";
    }
}
