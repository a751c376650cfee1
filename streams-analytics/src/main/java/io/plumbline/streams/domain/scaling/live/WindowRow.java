package io.plumbline.streams.domain.scaling.live;

import java.util.Set;

/** What one row says of how a system scales. */
public sealed interface WindowRow {
    /** Of its window. */
    long startMicros();

    /** @return whether it says anything new */
    boolean into(LoadWindow window);

    /**
     * Whether there is room for it.
     *
     * @param operations that the run has already
     */
    boolean fits(Set<String> operations, LoadWindow window, LoadConfig config);

    /** Of an operation. */
    record OfOperation(long startMicros, String operation, OperationLoad load) implements WindowRow {
        @Override
        public boolean into(LoadWindow window) {
            return window.put(operation, load);
        }

        @Override
        public boolean fits(Set<String> operations, LoadWindow window, LoadConfig config) {
            return operations.contains(operation) || operations.size() < config.operationsLimit();
        }
    }

    /** Of a node's resources. */
    record OfResources(long startMicros, String node, ResourceLoad load) implements WindowRow {
        @Override
        public boolean into(LoadWindow window) {
            return window.put(node, load);
        }

        @Override
        public boolean fits(Set<String> operations, LoadWindow window, LoadConfig config) {
            return window.hasRoomFor(node, config.nodesLimit());
        }
    }

    /** Of a node's traffic. */
    record OfTraffic(long startMicros, String node, TrafficLoad load) implements WindowRow {
        @Override
        public boolean into(LoadWindow window) {
            return window.put(node, load);
        }

        @Override
        public boolean fits(Set<String> operations, LoadWindow window, LoadConfig config) {
            return window.hasRoomFor(node, config.nodesLimit());
        }
    }
}
