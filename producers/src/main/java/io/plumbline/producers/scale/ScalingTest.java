package io.plumbline.producers.scale;

import io.plumbline.producers.simulation.ClusterConfig;
import io.plumbline.producers.simulation.Condition;
import io.plumbline.producers.simulation.Environment;
import io.plumbline.producers.simulation.Profile;
import io.plumbline.producers.simulation.TopologyKind;
import io.plumbline.settings.Settings;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.function.Predicate;

/**
 * One configuration of a suite: each of its conditions with each of its Byzantine ratios is a {@link Curve}.
 *
 * @param name 1 to 100 letters, digits, dots, hyphens and underscores
 * @param purpose what it is to tell; may be empty
 * @param byzantineRatios share of the nodes that misbehave, 0 to 0.9
 * @param operationsPerSecond offered at each node
 * @param limits of a node beyond which it counts as a bottleneck
 */
public record ScalingTest(
        String name,
        String purpose,
        Environment environment,
        List<Integer> nodeCounts,
        Profile profile,
        TopologyKind topology,
        List<Condition> conditions,
        List<Double> byzantineRatios,
        Timing timing,
        double operationsPerSecond,
        NodeLimits limits) {
    private static final int MOST_NODES = ClusterConfig.MOST_NODES;
    private static final double MOST_BYZANTINE = 0.9;

    public ScalingTest {
        nodeCounts = List.copyOf(nodeCounts);
        conditions = List.copyOf(conditions);
        byzantineRatios = List.copyOf(byzantineRatios);
        Settings.check(
                name.matches("[A-Za-z0-9._-]{1,100}"),
                "name must have 1 to 100 letters, digits, dots, hyphens and underscores, was '" + name + "'");
        checkEach("node_counts", nodeCounts, nodes -> nodes >= 1 && nodes <= MOST_NODES, "1 to " + MOST_NODES);
        checkEach("network_conditions", conditions, condition -> true, "one that there is");
        checkEach(
                "byzantine_ratios",
                byzantineRatios,
                ratio -> ratio >= 0 && ratio <= MOST_BYZANTINE,
                "0 to " + MOST_BYZANTINE);
        Settings.check(
                operationsPerSecond > 0 && operationsPerSecond <= 1e6,
                "target_operations_per_second must be above 0 and at most 1000000, was " + operationsPerSecond);
    }

    /** In the order in which they are measured. */
    public List<Curve> curves() {
        List<Curve> curves = new ArrayList<>();
        for (Condition condition : conditions) {
            for (double ratio : byzantineRatios) {
                Cluster cluster = new Cluster(environment, profile, topology, condition, ratio, operationsPerSecond);
                curves.add(new Curve(name, name(condition, ratio), nodeCounts, timing, limits, Optional.of(cluster)));
            }
        }
        return curves;
    }

    /** The test's, and what sets the curve apart from the test's others. */
    private String name(Condition condition, double ratio) {
        return name
                + (conditions.size() > 1 ? "_" + condition.name() : "")
                + (byzantineRatios.size() > 1 ? "_byzantine_" + percent(ratio) : "");
    }

    /** 0.1 is 10, 0.125 is 12.5. */
    private static String percent(double share) {
        return String.format(Locale.ROOT, "%.6f", 100 * share).replaceFirst("\\.?0+$", "");
    }

    private static <T> void checkEach(String field, List<T> values, Predicate<T> allowed, String range) {
        Settings.check(!values.isEmpty(), field + " must have at least one value");
        values.forEach(value -> Settings.check(allowed.test(value), field + " must be " + range + ", was " + value));
        Settings.check(values.stream().distinct().count() == values.size(), field + " has a value twice: " + values);
    }
}
