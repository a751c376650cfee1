package io.plumbline.producers.scale;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;

/**
 * Steps that differ in nothing but the number of nodes: what an efficiency and a scaling law are computed from.
 *
 * @param test that it is of
 * @param name unique in its suite, and part of the names of files and runs
 * @param nodeCounts in any order
 * @param cluster that is simulated; empty: real nodes
 */
public record Curve(
        String test,
        String name,
        List<Integer> nodeCounts,
        Timing timing,
        NodeLimits limits,
        Optional<Cluster> cluster) {
    public Curve {
        nodeCounts = nodeCounts.stream().sorted().toList(); // the smallest is the baseline
    }

    Curve with(List<Integer> otherCounts) {
        return new Curve(test, name, otherCounts, timing, limits, cluster);
    }

    public List<Step> steps() {
        return nodeCounts.stream().map(nodes -> new Step(this, nodes)).toList();
    }

    /** All of it as flat text, under the names that files use: what a run says of itself. */
    public Map<String, String> configuration() {
        Map<String, String> all = new LinkedHashMap<>();
        all.put("name", name);
        all.put("node_counts", nodeCounts.stream().map(String::valueOf).collect(Collectors.joining(",")));
        timing.putInto(all);
        limits.putInto(all);
        cluster.ifPresent(simulated -> simulated.putInto(all));
        return all;
    }
}
