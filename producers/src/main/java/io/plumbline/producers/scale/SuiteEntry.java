package io.plumbline.producers.scale;

import io.plumbline.producers.simulation.Environment;
import io.plumbline.producers.simulation.Profile;
import io.plumbline.producers.simulation.TopologyKind;
import io.plumbline.settings.ConfigException;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.function.Function;

/**
 * A configuration as it stands in a file. What it leaves open is as in the sample configuration of the document that the
 * suites are from: a minute after 15 s to warm up and before 10 s to cool down, and 10 operations a second.
 *
 * @param testDurationPerScale and the other times: seconds
 */
record SuiteEntry(
        String name,
        String purpose,
        String environment,
        List<Integer> nodeCounts,
        String resourceProfile,
        String networkTopology,
        List<ConditionEntry> networkConditions,
        List<Double> byzantineRatios,
        Double testDurationPerScale,
        Double warmupDuration,
        Double cooldownDuration,
        Double targetOperationsPerSecond,
        Long maxMemoryMb,
        Double maxCpuPercent) {
    ScalingTest test() {
        return new ScalingTest(
                or(name, ""),
                or(purpose, ""),
                constant("environment", or(environment, "local_simulation"), Environment.values()),
                or(nodeCounts, List.of()),
                named("resource_profile", or(resourceProfile, "standard"), Profile.ALL, Profile::name),
                constant("network_topology", or(networkTopology, "mesh"), TopologyKind.values()),
                or(networkConditions, List.of(ConditionEntry.named("wan"))).stream()
                        .map(ConditionEntry::condition)
                        .toList(),
                or(byzantineRatios, List.of(0.0)),
                new Timing(
                        seconds(or(warmupDuration, 15.0)),
                        seconds(or(testDurationPerScale, 60.0)),
                        seconds(or(cooldownDuration, 10.0))),
                or(targetOperationsPerSecond, 10.0),
                new NodeLimits(
                        or(maxMemoryMb, NodeLimits.DEFAULT.memoryMebibytes()),
                        or(maxCpuPercent, NodeLimits.DEFAULT.cpuPercent())));
    }

    private static <T> T or(T given, T otherwise) {
        return given == null ? otherwise : given;
    }

    private static Duration seconds(double seconds) {
        return Duration.ofMillis(Math.round(1e3 * seconds));
    }

    private static <E extends Enum<E>> E constant(String field, String text, E[] constants) {
        return named(field, text, Arrays.asList(constants), Cluster::lower);
    }

    static <T> T named(String field, String text, List<T> known, Function<T, String> name) {
        return known.stream()
                .filter(value -> name.apply(value)
                        .equals(Objects.requireNonNullElse(text, "").toLowerCase(Locale.ROOT)))
                .findFirst()
                .orElseThrow(() -> new ConfigException(field + " must be one of "
                        + String.join(", ", known.stream().map(name).toList()) + ", was '" + text + "'"));
    }
}
