package io.plumbline.streams.domain.scaling.live;

import java.util.Collections;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.ToIntFunction;

/**
 * One window of one system and run: what its operations did and what its nodes used. While rows can still be corrected, it
 * knows each node; later only what all of them come to, because a thousand nodes over an hour are many. Not thread-safe.
 */
public final class LoadWindow {
    private final Map<String, OperationLoad> operations = new TreeMap<>();
    private final Map<String, ResourceLoad> resources = new TreeMap<>();
    private final Map<String, TrafficLoad> traffic = new TreeMap<>();
    private NodesLoad summary; // null: each node is still known

    /** What to keep of one: the state in full. */
    public record State(
            Map<String, OperationLoad> operations,
            Map<String, ResourceLoad> resources,
            Map<String, TrafficLoad> traffic,
            NodesLoad summary) {}

    public LoadWindow() {}

    public LoadWindow(State state) {
        operations.putAll(state.operations);
        resources.putAll(state.resources);
        traffic.putAll(state.traffic);
        summary = state.summary;
    }

    public State state() {
        return new State(
                Collections.unmodifiableMap(operations),
                Collections.unmodifiableMap(resources),
                Collections.unmodifiableMap(traffic),
                summary);
    }

    Map<String, OperationLoad> operations() {
        return Collections.unmodifiableMap(operations);
    }

    /** @return whether it says anything new: of two revisions the later one holds, whatever comes first */
    boolean put(String operation, OperationLoad load) {
        return putIfLater(operations, operation, load, OperationLoad::revision);
    }

    /** @return whether it says anything new; a correction that comes after {@link #seal} does not */
    boolean put(String node, ResourceLoad load) {
        if (summary == null) {
            return putIfLater(resources, node, load, ResourceLoad::revision);
        }
        boolean isFirst = load.revision() == 0;
        summary = isFirst ? summary.and(load) : summary;
        return isFirst;
    }

    /** Likewise. */
    boolean put(String node, TrafficLoad load) {
        if (summary == null) {
            return putIfLater(traffic, node, load, TrafficLoad::revision);
        }
        boolean isFirst = load.revision() == 0;
        summary = isFirst ? summary.and(load) : summary;
        return isFirst;
    }

    boolean hasRoomFor(String node, int limit) {
        boolean isKnown = resources.containsKey(node) || traffic.containsKey(node);
        return isKnown || summary != null || Math.max(resources.size(), traffic.size()) < limit;
    }

    boolean isSealed() {
        return summary != null;
    }

    /** From here on only what all nodes come to is kept. */
    void seal() {
        summary = nodes();
        resources.clear();
        traffic.clear();
    }

    NodesLoad nodes() {
        NodesLoad all = summary == null ? NodesLoad.NONE : summary;
        for (ResourceLoad node : resources.values()) {
            all = all.and(node);
        }
        for (TrafficLoad node : traffic.values()) {
            all = all.and(node);
        }
        return all;
    }

    private static <T> boolean putIfLater(Map<String, T> all, String name, T load, ToIntFunction<T> revision) {
        T before = all.get(name);
        if (before != null && revision.applyAsInt(before) >= revision.applyAsInt(load)) {
            return false;
        }
        all.put(name, load);
        return true;
    }
}
