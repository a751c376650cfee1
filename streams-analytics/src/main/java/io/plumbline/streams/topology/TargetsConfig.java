package io.plumbline.streams.topology;

import io.plumbline.settings.ConfigException;
import io.plumbline.settings.Settings;
import io.plumbline.streams.domain.health.NamePatterns;
import io.plumbline.streams.domain.regression.watch.Metric;
import io.plumbline.streams.domain.regression.watch.Targets;
import java.io.IOException;
import java.io.Reader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.Map;
import java.util.Properties;
import java.util.TreeMap;

/** Reads what operations must keep: a profile by its name, and a file, whose lines count more. */
final class TargetsConfig {
    /** R3.8; how long it takes to generate and to verify are of operations that are called so. */
    private static final Map<String, String> READINESS = Map.of(
            "p95.*", "100ms",
            "success.*", "0.999",
            "rate.*", "20",
            "mean.*generat*", "50ms",
            "mean.*verif*", "5ms");

    private static final Map<String, Map<String, String>> PROFILES = Map.of(
            "none", Map.of(),
            "readiness", READINESS,
            "production", r44("10000"),
            "minimum", r44("1000"));

    private TargetsConfig() {}

    /** From {@code targets.*}. */
    static Targets from(Settings settings) {
        String profile = settings.string("targets.profile", "none").trim();
        Map<String, String> lines = PROFILES.get(profile);
        Settings.check(
                lines != null,
                "targets.profile must be one of " + new TreeMap<>(PROFILES).keySet() + ", was '" + profile + "'");
        Map<Metric, Map<String, Double>> limits = new EnumMap<>(Metric.class);
        lines.forEach((name, value) -> add(limits, "targets.profile", name, value));
        String file = settings.string("targets.file", "").trim();
        if (!file.isEmpty()) {
            read(file).forEach((name, value) -> add(limits, file, name.toString(), value.toString()));
        }
        Map<Metric, NamePatterns<Double>> patterns = new EnumMap<>(Metric.class);
        limits.forEach((metric, byPattern) -> patterns.put(metric, new NamePatterns<>(byPattern)));
        return new Targets(patterns);
    }

    /** R4.4. */
    private static Map<String, String> r44(String rate) {
        return Map.of("p50.*", "200ms", "success.*", "0.99", "rate.*", rate);
    }

    private static Properties read(String file) {
        Properties lines = new Properties();
        try (Reader reader = Files.newBufferedReader(Path.of(file), StandardCharsets.UTF_8)) {
            lines.load(reader);
            return lines;
        } catch (IOException | IllegalArgumentException e) {
            throw new ConfigException("targets.file " + file + " cannot be read: " + e.getMessage());
        }
    }

    private static void add(Map<Metric, Map<String, Double>> limits, String source, String name, String value) {
        int dot = name.indexOf('.');
        Metric metric = dot < 1
                ? null
                : Metric.of(name.substring(0, dot))
                        .filter(TargetsConfig::canHave)
                        .orElse(null);
        Settings.check(
                metric != null && dot < name.length() - 1,
                source + ": " + name + " must be a metric (p50, p95, p99, mean, success, rate), a dot and a pattern of"
                        + " operations, such as p95.consensus.*");
        limits.computeIfAbsent(metric, first -> new HashMap<>())
                .put(name.substring(dot + 1), limit(source + ": " + name, metric, value.trim()));
    }

    private static boolean canHave(Metric metric) {
        return switch (metric) {
            case P50, P95, P99, MEAN, SUCCESS, RATE -> true;
            case BYTES, CPU, MEMORY -> false;
        };
    }

    private static double limit(String line, Metric metric, String value) {
        boolean isTime = metric != Metric.SUCCESS && metric != Metric.RATE;
        try {
            double limit = isTime ? Settings.parseDuration(value).toNanos() : Double.parseDouble(value);
            Settings.check(
                    limit > 0 && limit < Double.POSITIVE_INFINITY && (metric != Metric.SUCCESS || limit <= 1),
                    line + " is out of range: " + value);
            return limit;
        } catch (IllegalArgumentException | ArithmeticException e) {
            String expected = isTime ? "a duration such as 100ms" : "a number such as 0.99";
            throw new ConfigException(line + " must be " + expected + ", was '" + value + "'");
        }
    }
}
