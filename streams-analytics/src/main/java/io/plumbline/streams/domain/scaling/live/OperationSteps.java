package io.plumbline.streams.domain.scaling.live;

import io.plumbline.streams.domain.scaling.steps.NetworkUse;
import io.plumbline.streams.domain.scaling.steps.ResourceUse;
import io.plumbline.streams.domain.scaling.steps.ScalingStep;
import java.util.Collections;
import java.util.HashMap;
import java.util.Map;
import java.util.NavigableMap;
import java.util.OptionalDouble;
import java.util.SortedMap;
import java.util.TreeMap;

/** Finds the windows that tell what an operation does with how many nodes. */
final class OperationSteps {
    private static final double MICROS_OF_SECOND = 1e6;
    private static final double NANOS_OF_MILLI = 1e6;

    private final NavigableMap<Long, LoadWindow> windows;
    private final Map<Long, NodesLoad> nodes = new HashMap<>();
    private final long size;
    private final int eventsPerNode;

    OperationSteps(NavigableMap<Long, LoadWindow> windows, LoadConfig config) {
        this.windows = windows;
        this.size = config.windowMicros();
        this.eventsPerNode = config.eventsPerNode();
        windows.forEach((start, window) -> nodes.put(start, window.nodes()));
    }

    /** By the starts of their windows; a window that lies in no segment, or in two, is in none of them. */
    SortedMap<Long, ScalingStep> of(String operation, Iterable<Segment> segments) {
        SortedMap<Long, ScalingStep> steps = new TreeMap<>();
        for (Segment segment : segments) {
            if (segment.nodes() > 0) {
                addStage(operation, segment, steps);
            } else {
                addAsMeasured(operation, segment, steps);
            }
        }
        return steps;
    }

    /** Between its first and its last events in a stage, a window without any is time in which none succeeded. */
    private void addStage(String operation, Segment segment, Map<Long, ScalingStep> steps) {
        TreeMap<Long, LoadWindow> inside = new TreeMap<>(inside(segment));
        TreeMap<Long, LoadWindow> active = new TreeMap<>(inside);
        active.values().removeIf(window -> !window.operations().containsKey(operation));
        if (active.isEmpty()) {
            return;
        }
        inside.subMap(active.firstKey(), true, active.lastKey(), true)
                .forEach((start, window) -> steps.put(
                        start, step(start, segment.nodes(), window.operations().get(operation))));
    }

    private void addAsMeasured(String operation, Segment segment, Map<Long, ScalingStep> steps) {
        inside(segment).forEach((start, window) -> {
            OperationLoad load = window.operations().get(operation);
            if (load != null && isRepresentative(load) && isBetweenEquals(operation, start, load)) {
                steps.put(start, step(start, load.nodes(), load));
            }
        });
    }

    private boolean isRepresentative(OperationLoad load) {
        return load.nodes() > 0 && load.count() >= (long) eventsPerNode * load.nodes();
    }

    /** Where the number of nodes changes, one came or went within the window. */
    private boolean isBetweenEquals(String operation, long start, OperationLoad load) {
        return isLike(operation, start - size, load) && isLike(operation, start + size, load);
    }

    private boolean isLike(String operation, long neighbour, OperationLoad load) {
        LoadWindow window = windows.get(neighbour);
        OperationLoad other = window == null ? null : window.operations().get(operation);
        return other == null || other.nodes() == 0 || other.nodes() == load.nodes();
    }

    /** Only windows that lie in it as a whole: what straddles its ends is a mixture. */
    private SortedMap<Long, LoadWindow> inside(Segment segment) {
        long last = segment.toMicros() - size;
        return segment.fromMicros() <= last
                ? windows.subMap(segment.fromMicros(), true, last, true)
                : Collections.emptySortedMap();
    }

    private ScalingStep step(long start, int nodeCount, OperationLoad load) {
        double seconds = size / MICROS_OF_SECOND;
        boolean isIdle = load == null || load.count() == 0;
        NodesLoad use = nodes.get(start);
        Double bytes = use.bytesPerSecondOfNode();
        return new ScalingStep(
                nodeCount,
                seconds,
                isIdle ? 0 : load.count() / seconds,
                isIdle ? OptionalDouble.empty() : OptionalDouble.of(load.meanNanos() / NANOS_OF_MILLI),
                isIdle ? OptionalDouble.empty() : OptionalDouble.of((double) load.okCount() / load.count()),
                new ResourceUse(optional(use.busiestCpu()), optional(use.mostMemory())),
                new NetworkUse(
                        OptionalDouble.empty(),
                        optional(use.deliveredShare()),
                        optional(bytes == null ? null : bytes * nodeCount)));
    }

    private static OptionalDouble optional(Double figure) {
        return figure == null ? OptionalDouble.empty() : OptionalDouble.of(figure);
    }
}
