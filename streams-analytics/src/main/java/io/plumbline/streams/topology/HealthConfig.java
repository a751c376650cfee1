package io.plumbline.streams.topology;

import io.plumbline.settings.ConfigException;
import io.plumbline.settings.Settings;
import io.plumbline.streams.domain.health.Components;
import io.plumbline.streams.domain.health.Limits;
import io.plumbline.streams.domain.health.NamePatterns;
import io.plumbline.streams.domain.health.OperationRules;
import io.plumbline.streams.domain.health.Patience;
import io.plumbline.streams.domain.health.ResourceRules;
import io.plumbline.streams.domain.health.TransportRules;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/**
 * What counts as healthy. Its keys and defaults are in {@code docs/math.md}.
 *
 * @param enabled whether health is judged at all
 * @param window size of the windows that are judged: the least that single nodes have
 * @param heartbeatsMissed so many missing heartbeats mean that a node is gone
 * @param evidenceHold for how long evidence stays when nothing follows
 * @param missing limits of the share of measurements that did not arrive
 */
public record HealthConfig(
        boolean enabled,
        Duration window,
        int heartbeatsMissed,
        Duration evidenceHold,
        Patience patience,
        OperationRules operations,
        ResourceRules resources,
        TransportRules transport,
        Limits missing) {
    private static final Map<String, List<String>> COMPONENTS = Map.of(
            Components.CONSENSUS, List.of("consensus.*"),
            Components.NETWORK, List.of("network.*", "transport.*"),
            Components.SECURITY, List.of("security.*", "signature.*", "byzantine.*"));

    /** So many windows without figures make unknown. */
    private static final int WINDOWS_TO_EXPIRY = 6;

    /** From {@code health.*}. */
    public static HealthConfig from(Settings settings, WindowConfig windows) {
        Duration window = windows.nodeFrom();
        int missed = settings.integer("health.heartbeats.missed", 3);
        Settings.check(missed >= 1, "health.heartbeats.missed must be at least 1, was " + missed);
        return new HealthConfig(
                settings.flag("health.enabled", true),
                window,
                missed,
                positive(settings, "health.evidence.hold", Duration.ofMinutes(10)),
                patience(settings, window),
                operations(settings),
                new ResourceRules(
                        limits(settings, "health.cpu", 0.8, 0.95),
                        limits(settings, "health.throttled", 0.1, 0.5),
                        limits(settings, "health.memory", 0.9, 0.97)),
                new TransportRules(
                        limits(settings, "health.loss", 0.01, 0.05),
                        limits(settings, "health.connections", 0.01, 0.05),
                        roundTrip(settings)),
                limits(settings, "health.missing", 0, 0.01));
    }

    long windowMillis() {
        return window.toMillis();
    }

    /** For how long a report holds if no other follows. */
    long reportValidMillis() {
        return 3 * patience.intervalMillis();
    }

    private static Patience patience(Settings settings, Duration window) {
        Duration expiry = positive(settings, "health.expiry", window.multipliedBy(WINDOWS_TO_EXPIRY));
        Settings.check(
                expiry.compareTo(window.multipliedBy(2)) >= 0,
                "health.expiry must be at least two windows of windows.node.from, was " + expiry);
        Duration forget = positive(settings, "health.forget.after", Duration.ofDays(1));
        Settings.check(
                forget.compareTo(expiry) >= 0,
                "health.forget.after must not be less than health.expiry, was " + forget);
        int recovery = settings.integer("health.recovery.windows", 3);
        Settings.check(recovery >= 1, "health.recovery.windows must be at least 1, was " + recovery);
        Duration interval = positive(settings, "health.interval", Duration.ofSeconds(30));
        return new Patience(expiry.toMillis(), recovery, forget.toMillis(), interval.toMillis());
    }

    private static OperationRules operations(Settings settings) {
        double factor = settings.decimal("health.target.critical", 2);
        Settings.check(factor >= 1, "health.target.critical must be at least 1, was " + factor);
        return new OperationRules(
                new Components(components(settings)),
                limits(settings, "health.failures", 0.01, 0.05),
                limits(settings, "health.evidence", 0, 10),
                targets(settings, "health.target.p95.", factor),
                targets(settings, "health.target.p99.", factor));
    }

    private static Optional<Limits> roundTrip(Settings settings) {
        String key = "health.target.round.trip";
        return settings.string(key, "").isBlank()
                ? Optional.empty()
                : Optional.of(target(
                        positive(settings, key, Duration.ofSeconds(1)), settings.decimal("health.target.critical", 2)));
    }

    /** What is set for a component takes the place of its default. */
    private static NamePatterns<String> components(Settings settings) {
        Map<String, List<String>> patterns = new TreeMap<>(COMPONENTS);
        for (String component : settings.under("health.component.").keySet()) {
            String key = "health.component." + component;
            Settings.check(component.matches("[^/\\s]{1,200}"), key + " names no component");
            patterns.put(component, settings.list(key, List.of()));
        }
        Map<String, String> byPattern = new HashMap<>();
        patterns.forEach((component, globs) -> globs.forEach(glob -> {
            String other = byPattern.put(glob, component);
            Settings.check(
                    other == null || other.equals(component),
                    "health.component." + component + ": " + glob + " belongs to " + other + " already");
        }));
        return new NamePatterns<>(byPattern);
    }

    private static NamePatterns<Limits> targets(Settings settings, String prefix, double factor) {
        Map<String, Limits> targets = new HashMap<>();
        for (String pattern : settings.under(prefix).keySet()) {
            targets.put(pattern, target(positive(settings, prefix + pattern, Duration.ofSeconds(1)), factor));
        }
        return new NamePatterns<>(targets);
    }

    private static Limits target(Duration target, double factor) {
        double nanos = (double) target.toNanos();
        return new Limits(nanos, nanos * factor);
    }

    private static Limits limits(Settings settings, String key, double degraded, double critical) {
        try {
            return new Limits(
                    settings.decimal(key + ".degraded", degraded), settings.decimal(key + ".critical", critical));
        } catch (IllegalArgumentException e) {
            throw new ConfigException("settings " + key + ".degraded and .critical: " + e.getMessage());
        }
    }

    private static Duration positive(Settings settings, String key, Duration otherwise) {
        Duration value = settings.duration(key, otherwise);
        Settings.check(!value.isNegative() && !value.isZero(), key + " must be positive, was " + value);
        return value;
    }
}
