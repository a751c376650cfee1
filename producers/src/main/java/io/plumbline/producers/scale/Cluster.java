package io.plumbline.producers.scale;

import io.plumbline.producers.simulation.Condition;
import io.plumbline.producers.simulation.Environment;
import io.plumbline.producers.simulation.Profile;
import io.plumbline.producers.simulation.TopologyKind;
import java.util.Locale;
import java.util.Map;

/**
 * A simulated cluster but for its number of nodes.
 *
 * @param byzantineRatio share of the nodes that misbehave
 * @param operationsPerSecond offered at each node
 */
public record Cluster(
        Environment environment,
        Profile profile,
        TopologyKind topology,
        Condition condition,
        double byzantineRatio,
        double operationsPerSecond) {
    void putInto(Map<String, String> configuration) {
        configuration.put("environment", lower(environment));
        configuration.put("resource_profile", profile.name());
        configuration.put("network_topology", lower(topology));
        configuration.put("network_conditions", condition.name());
        configuration.put("min_latency_ms", Double.toString(condition.minLatencyMillis()));
        configuration.put("max_latency_ms", Double.toString(condition.maxLatencyMillis()));
        configuration.put("loss", Double.toString(condition.loss()));
        if (condition.isBandwidthLimited()) {
            configuration.put("bandwidth_mbps", Double.toString(condition.megabitsPerSecond()));
        }
        configuration.put("byzantine_ratios", Double.toString(byzantineRatio));
        configuration.put("target_operations_per_second", Double.toString(operationsPerSecond));
    }

    /** As it stands in files. */
    public static String lower(Enum<?> constant) {
        return constant.name().toLowerCase(Locale.ROOT);
    }
}
