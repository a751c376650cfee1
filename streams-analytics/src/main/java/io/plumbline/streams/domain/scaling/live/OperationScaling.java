package io.plumbline.streams.domain.scaling.live;

import io.plumbline.streams.domain.scaling.steps.ScalingAnalysis;
import io.plumbline.streams.domain.scaling.steps.ScalingReport;
import io.plumbline.streams.domain.scaling.steps.ScalingStep;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * How one operation scales, as far as is known.
 *
 * @param fromMicros start of the first window in it
 * @param toMicros end of the last
 * @param warnings what to bear in mind besides what the law's fit warns of
 */
public record OperationScaling(
        String operation, long fromMicros, long toMicros, ScalingReport report, List<String> warnings) {
    static OperationScaling of(
            String operation,
            SortedMap<Long, ScalingStep> byStart,
            LoadConfig config,
            ScalingAnalysis analysis,
            boolean truncated) {
        List<String> warnings = new ArrayList<>();
        Collection<ScalingStep> steps = limit(byStart.values(), warnings);
        if (truncated) {
            warnings.add("the run is longer than what is looked back: its first windows are not in it");
        }
        return new OperationScaling(
                operation,
                byStart.firstKey(),
                byStart.lastKey() + config.windowMicros(),
                analysis.report(steps),
                List.copyOf(warnings));
    }

    /** The least and the greatest number of nodes, and those that were measured for longest. */
    private static Collection<ScalingStep> limit(Collection<ScalingStep> steps, List<String> warnings) {
        TreeMap<Integer, Long> windows =
                steps.stream().collect(Collectors.groupingBy(ScalingStep::nodes, TreeMap::new, Collectors.counting()));
        int surplus = windows.size() - LoadConfig.NODE_COUNTS;
        if (surplus <= 0) {
            return steps;
        }
        warnings.add(surplus + " of " + windows.size()
                + " numbers of nodes are left out: those that were measured for the shortest time");
        Stream<Integer> longest = windows.entrySet().stream()
                .sorted(Comparator.comparing(Map.Entry<Integer, Long>::getValue)
                        .reversed()
                        .thenComparing(Map.Entry::getKey))
                .map(Map.Entry::getKey)
                .filter(nodes -> !nodes.equals(windows.firstKey()) && !nodes.equals(windows.lastKey()))
                .limit(LoadConfig.NODE_COUNTS - 2);
        Set<Integer> kept = Stream.concat(longest, Stream.of(windows.firstKey(), windows.lastKey()))
                .collect(Collectors.toSet());
        return steps.stream().filter(step -> kept.contains(step.nodes())).toList();
    }
}
