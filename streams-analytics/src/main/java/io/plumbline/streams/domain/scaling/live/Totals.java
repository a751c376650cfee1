package io.plumbline.streams.domain.scaling.live;

import java.util.Map;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.function.Predicate;

/**
 * What several operations did in several windows, together.
 *
 * @param seconds from the start of the first window with any of them to the end of the last
 * @param nanos sum of their response times
 * @param nodes most nodes of a window
 */
record Totals(SortedSet<String> operations, double seconds, long count, long okCount, double nanos, int nodes) {
    private static final double MICROS_OF_SECOND = 1e6;

    static Totals of(SortedMap<Long, LoadWindow> windows, Predicate<String> isScored, long sizeMicros) {
        Sum sum = new Sum();
        windows.forEach((start, window) -> window.operations().entrySet().stream()
                .filter(entry -> isScored.test(entry.getKey()))
                .forEach(entry -> sum.add(start, entry)));
        double seconds = sum.operations.isEmpty() ? 0 : (sum.last - sum.first + sizeMicros) / MICROS_OF_SECOND;
        return new Totals(sum.operations, seconds, sum.count, sum.okCount, sum.nanos, sum.nodes);
    }

    private static final class Sum {
        private final SortedSet<String> operations = new TreeSet<>();
        private long first = Long.MAX_VALUE;
        private long last = Long.MIN_VALUE;
        private long count;
        private long okCount;
        private double nanos;
        private int nodes;

        void add(long start, Map.Entry<String, OperationLoad> entry) {
            OperationLoad load = entry.getValue();
            operations.add(entry.getKey());
            first = Math.min(first, start);
            last = Math.max(last, start);
            count += load.count();
            okCount += load.okCount();
            nanos += load.count() * load.meanNanos();
            nodes = Math.max(nodes, load.nodes());
        }
    }
}
