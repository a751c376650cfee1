package io.plumbline.producers.load;

import io.plumbline.producers.figure.Claim;
import io.plumbline.producers.figure.Distribution;
import io.plumbline.producers.figure.Estimate;
import io.plumbline.settings.ConfigException;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;

/**
 * Targets that a run must keep.
 *
 * @param limits of each metric
 */
public record Readiness(Map<Metric, Double> limits) {
    private static final double NANOS_OF_MILLI = 1e6;

    /** What a run is held to. Percentages are of operations. */
    public enum Metric {
        MEAN_MS,
        P50_MS,
        P95_MS,
        P99_MS,
        OPS_PER_SECOND,
        SUCCESS_PERCENT,
        ERROR_PERCENT
    }

    /** Named sets of targets. */
    public enum Profile {
        /** P50 below 200 ms, more than 10,000 operations a second, success above 99 %, errors below 1 % (R4.4). */
        PRODUCTION,
        /** The same with 1,000 operations a second (R4.4). */
        MINIMUM,
        /** Generating proofs: 50 ms, more than 20 a second, errors below .1 %, P95 below 100 ms (R3.8). */
        GENERATION,
        /** Verifying them: 5 ms, errors below .1 % (R3.8). */
        VERIFICATION;

        Map<Metric, Double> limits() {
            return switch (this) {
                case PRODUCTION -> serving(10_000);
                case MINIMUM -> serving(1_000);
                case GENERATION ->
                    Map.of(
                            Metric.MEAN_MS,
                            50.0,
                            Metric.OPS_PER_SECOND,
                            20.0,
                            Metric.ERROR_PERCENT,
                            .1,
                            Metric.P95_MS,
                            100.0);
                case VERIFICATION -> Map.of(Metric.MEAN_MS, 5.0, Metric.ERROR_PERCENT, .1);
            };
        }

        private static Map<Metric, Double> serving(double perSecond) {
            return Map.of(
                    Metric.P50_MS, 200.0,
                    Metric.OPS_PER_SECOND, perSecond,
                    Metric.SUCCESS_PERCENT, 99.0,
                    Metric.ERROR_PERCENT, 1.0);
        }
    }

    public Readiness {
        limits = Map.copyOf(limits);
    }

    /** @param more limits by the metrics' names, such as {@code p95_ms}; they win over the profile's */
    public static Readiness of(Profile profile, Map<String, Double> more) {
        Map<Metric, Double> limits = new TreeMap<>(profile == null ? Map.of() : profile.limits());
        more.forEach((name, limit) -> limits.put(metric(name), limit));
        return new Readiness(limits);
    }

    public List<Claim> judge(LoadSummary run) {
        List<Claim> claims = new ArrayList<>();
        new TreeMap<>(limits).forEach((metric, limit) -> claims.add(claim(metric, limit, run)));
        return claims;
    }

    private static Claim claim(Metric metric, double limit, LoadSummary run) {
        String name = metric.name().toLowerCase(Locale.ROOT);
        Distribution response = run.responseNanos();
        return switch (metric) {
            case MEAN_MS -> millis(name, limit, response == null ? null : response.mean(), run);
            case P50_MS -> millis(name, limit, response == null ? null : response.p50(), run);
            case P95_MS -> millis(name, limit, response == null ? null : response.p95(), run);
            case P99_MS -> millis(name, limit, response == null ? null : response.p99(), run);
            case OPS_PER_SECOND -> {
                double rate = run.completedPerSecond(); // counted, not estimated
                yield Claim.atLeast(name, "1/s", limit, rate, rate, rate, run.operations());
            }
            case SUCCESS_PERCENT -> share(name, limit, run, true);
            case ERROR_PERCENT -> share(name, limit, run, false);
        };
    }

    private static Claim millis(String name, double limit, Estimate nanos, LoadSummary run) {
        if (nanos == null) { // nothing succeeded: no latency keeps any limit
            return new Claim(name, "ms", limit, Double.POSITIVE_INFINITY, null, null, 0, Claim.Verdict.FAIL);
        }
        return Claim.atMost(
                name,
                "ms",
                limit,
                nanos.value() / NANOS_OF_MILLI,
                nanos.low() == null ? null : (Double) (nanos.low() / NANOS_OF_MILLI),
                nanos.high() == null ? null : (Double) (nanos.high() / NANOS_OF_MILLI),
                run.succeeded());
    }

    /** The share of this run is counted; it is not a claim on others. */
    private static Claim share(String name, double limit, LoadSummary run, boolean success) {
        double errors = 100 * (run.errorShare() == null ? 1 : run.errorShare());
        double value = success ? 100 - errors : errors;
        return success
                ? Claim.atLeast(name, "%", limit, value, value, value, run.operations())
                : Claim.atMost(name, "%", limit, value, value, value, run.operations());
    }

    private static Metric metric(String name) {
        try {
            return Metric.valueOf(name.toUpperCase(Locale.ROOT));
        } catch (IllegalArgumentException e) {
            throw new ConfigException(name + " is no metric of a target; there are " + List.of(Metric.values()));
        }
    }
}
