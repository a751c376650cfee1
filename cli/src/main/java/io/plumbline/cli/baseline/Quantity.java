package io.plumbline.cli.baseline;

import io.plumbline.settings.ConfigException;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Levels of metrics as people write and read them: {@code 120ms}, {@code 99.9%}, {@code 50MB}. */
public final class Quantity {
    private static final Pattern FORM = Pattern.compile("([0-9.]+(?:[eE][-+]?[0-9]+)?)\\s*([a-zA-Zµ%/]*)");

    /** For each unit of the contract the suffixes that it may be written with, and what one of each is in that unit. */
    private static final Map<String, Map<String, Double>> SUFFIXES = Map.of(
            "ns", Map.of("ns", 1.0, "us", 1e3, "µs", 1e3, "ms", 1e6, "s", 1e9),
            "share", Map.of("", 1.0, "%", .01),
            "1/s", Map.of("", 1.0, "/s", 1.0),
            "cpus", Map.of("", 1.0),
            "bytes", bytes(""),
            "bytes/s", bytes("/s"));

    private Quantity() {}

    /**
     * A level in {@code unit}.
     *
     * @throws ConfigException if {@code text} is no number above 0 with a suffix that suits the unit
     */
    public static double parse(String text, String unit) {
        Map<String, Double> suffixes = SUFFIXES.get(unit);
        Matcher matcher = FORM.matcher(text.trim());
        Double factor = matcher.matches() ? suffixes.get(matcher.group(2)) : null;
        double value = factor == null ? Double.NaN : factor * number(matcher.group(1));
        if (!(value > 0 && value < Double.POSITIVE_INFINITY)) {
            throw new ConfigException("'" + text + "' is no level: a number above 0 is needed, followed by one of "
                    + suffixes.keySet().stream()
                            .map(suffix -> suffix.isEmpty() ? "nothing" : suffix)
                            .sorted()
                            .toList());
        }
        return value;
    }

    /** A level for people. */
    public static String text(double level, String unit) {
        return switch (unit) {
            case "ns" -> scaled(level, Map.of(1e9, "s", 1e6, "ms", 1e3, "us", 1.0, "ns"));
            case "share" -> String.format(Locale.ROOT, "%.4g %%", 100 * level);
            case "bytes" -> scaled(level, Map.of(0x1p30, "GiB", 0x1p20, "MiB", 0x1p10, "KiB", 1.0, "bytes"));
            case "bytes/s" -> scaled(level, Map.of(1e9, "GB/s", 1e6, "MB/s", 1e3, "kB/s", 1.0, "bytes/s"));
            case "1/s" -> String.format(Locale.ROOT, "%.4g/s", level);
            default -> String.format(Locale.ROOT, "%.4g %s", level, unit);
        };
    }

    private static String scaled(double level, Map<Double, String> scales) {
        double scale = scales.keySet().stream()
                .filter(candidate -> candidate <= level)
                .max(Double::compare)
                .orElse(1.0);
        return String.format(Locale.ROOT, "%.4g %s", level / scale, scales.get(scale));
    }

    private static double number(String digits) {
        try {
            return Double.parseDouble(digits);
        } catch (NumberFormatException e) {
            return Double.NaN;
        }
    }

    private static Map<String, Double> bytes(String per) {
        Map<String, Double> suffixes = new LinkedHashMap<>();
        suffixes.put("B" + per, 1.0);
        suffixes.put("kB" + per, 1e3);
        suffixes.put("MB" + per, 1e6);
        suffixes.put("GB" + per, 1e9);
        suffixes.put("KiB" + per, 0x1p10);
        suffixes.put("MiB" + per, 0x1p20);
        suffixes.put("GiB" + per, 0x1p30);
        return Map.copyOf(suffixes);
    }
}
