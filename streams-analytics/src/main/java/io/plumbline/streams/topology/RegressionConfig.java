package io.plumbline.streams.topology;

import io.plumbline.settings.ConfigException;
import io.plumbline.settings.Settings;
import io.plumbline.streams.domain.health.NamePatterns;
import io.plumbline.streams.domain.regression.Direction;
import io.plumbline.streams.domain.regression.comparison.MetricRule;
import io.plumbline.streams.domain.regression.watch.Calendar;
import io.plumbline.streams.domain.regression.watch.Metric;
import io.plumbline.streams.domain.regression.watch.WatchRules;
import java.time.Duration;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;

/**
 * What is watched for regressions. Its keys and defaults are in {@code docs/math.md}.
 *
 * @param enabled whether anything is watched at all
 * @param nodes whether single nodes are, too
 * @param base size of the windows over all nodes that are watched
 * @param nodeBase size of the windows of single nodes that are watched
 * @param seriesLimit a task watches no more series
 * @param forgetAfter a series that was not heard for so long, in event time, makes room
 */
public record RegressionConfig(
        boolean enabled,
        boolean nodes,
        Duration base,
        Duration nodeBase,
        int seriesLimit,
        Duration forgetAfter,
        WatchRules rules) {
    private static final List<String> WATCHED = List.of("p50", "p95", "mean", "success", "cpu", "memory");

    /** From {@code regression.*} and {@code targets.*}. */
    public static RegressionConfig from(Settings settings, WindowConfig windows) {
        Duration forgetAfter = settings.duration("regression.forget.after", Duration.ofDays(1));
        Settings.check(
                !forgetAfter.isNegative() && !forgetAfter.isZero(),
                "regression.forget.after must be positive, was " + forgetAfter);
        return new RegressionConfig(
                settings.flag("regression.enabled", true),
                settings.flag("regression.nodes", true),
                window(settings, windows),
                windows.nodeFrom(),
                atLeastOne(settings, "regression.series.limit", 20_000),
                forgetAfter,
                rules(settings));
    }

    private static WatchRules rules(Settings settings) {
        Map<Metric, MetricRule> metrics = new EnumMap<>(Metric.class);
        Map<Metric, NamePatterns<Double>> tolerances = new EnumMap<>(Metric.class);
        Map<Metric, Map<String, Double>> set = tolerances(settings);
        Map<Metric, Direction> directions = directions(settings);
        for (String name : settings.list("regression.metrics", WATCHED)) {
            Metric metric = metric("regression.metrics", name);
            Map<String, Double> ofMetric = set.getOrDefault(metric, Map.of());
            MetricRule rule = metric.defaultRule();
            Direction worse = directions.getOrDefault(metric, rule.worse());
            metrics.put(metric, new MetricRule(ofMetric.getOrDefault("", rule.tolerance()), worse));
            tolerances.put(metric, new NamePatterns<>(withoutDefault(ofMetric)));
        }
        return new WatchRules(
                metrics,
                tolerances,
                TargetsConfig.from(settings),
                calendar(settings),
                atLeastOne(settings, "regression.events.min", 20),
                atLeastOne(settings, "regression.recovery.windows", 5));
    }

    private static Duration window(Settings settings, WindowConfig windows) {
        Duration window =
                settings.duration("regression.window", windows.levels().get(0));
        Settings.check(
                windows.levels().contains(window), "regression.window must be one of windows.levels, was " + window);
        return window;
    }

    private static Calendar calendar(Settings settings) {
        String season = settings.string("regression.season", "none").trim();
        return switch (season) {
            case "none" -> Calendar.NONE;
            case "hour-of-day" -> Calendar.HOUR_OF_DAY;
            case "hour-of-week" -> Calendar.HOUR_OF_WEEK;
            default ->
                throw new ConfigException(
                        "regression.season must be none, hour-of-day or hour-of-week, was '" + season + "'");
        };
    }

    /** Of each metric by pattern; of the empty one, for all operations. */
    private static Map<Metric, Map<String, Double>> tolerances(Settings settings) {
        Map<Metric, Map<String, Double>> tolerances = new EnumMap<>(Metric.class);
        for (String name : settings.under("regression.tolerance.").keySet()) {
            String key = "regression.tolerance." + name;
            int dot = name.indexOf('.');
            Metric metric = metric(key, dot < 0 ? name : name.substring(0, dot));
            double tolerance = settings.decimal(key, 0);
            Settings.check(
                    tolerance > 0 && tolerance < Double.POSITIVE_INFINITY,
                    key + " must be more than 0, such as 0.1, was " + tolerance);
            tolerances
                    .computeIfAbsent(metric, first -> new HashMap<>())
                    .put(dot < 0 ? "" : name.substring(dot + 1), tolerance);
        }
        return tolerances;
    }

    private static Map<Metric, Direction> directions(Settings settings) {
        Map<Metric, Direction> directions = new EnumMap<>(Metric.class);
        for (String name : settings.under("regression.direction.").keySet()) {
            String key = "regression.direction." + name;
            String worse = settings.string(key, "").trim().toUpperCase(Locale.ROOT);
            try {
                directions.put(metric(key, name), Direction.valueOf(worse));
            } catch (IllegalArgumentException e) {
                throw new ConfigException(key + " must be up, down or both: which way is worse");
            }
        }
        return directions;
    }

    private static Map<String, Double> withoutDefault(Map<String, Double> byPattern) {
        Map<String, Double> patterns = new HashMap<>(byPattern);
        patterns.remove("");
        return patterns;
    }

    private static Metric metric(String key, String name) {
        String known = Arrays.stream(Metric.values()).map(Metric::wireName).collect(Collectors.joining(", "));
        return Metric.of(name)
                .orElseThrow(() -> new ConfigException(key + ": '" + name + "' is none of the metrics " + known));
    }

    private static int atLeastOne(Settings settings, String key, int otherwise) {
        int value = settings.integer(key, otherwise);
        Settings.check(value >= 1, key + " must be at least 1, was " + value);
        return value;
    }
}
