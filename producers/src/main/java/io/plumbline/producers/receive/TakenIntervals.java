package io.plumbline.producers.receive;

import java.time.Instant;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;

/**
 * Which intervals of delta points were taken, so that a point that is sent again, because an answer was lost, counts once. What one
 * request changes holds only once it was published. The last intervals of each series are known, whatever order they came
 * in; the series that was silent longest is forgotten first. For one thread.
 */
final class TakenIntervals {
    /**
     * What OpenTelemetry tells apart as one stream of points.
     *
     * @param resource its attributes
     * @param scope name and version of who measured
     */
    record Series(Map<String, String> resource, String scope, String metric, Map<String, String> attributes) {}

    private record Interval(Instant start, Instant end) {}

    private record Item(Series series, Interval interval) {}

    private static final int MOST_SERIES = 10_000;

    /** More than come within {@code receive.max.age} by default, at one in ten seconds; what is older is refused. */
    static final int MOST_INTERVALS = 16;

    private final Map<Series, Deque<Interval>> taken = new LinkedHashMap<>(16, 0.75f, true) {
        private static final long serialVersionUID = 1;

        @Override
        protected boolean removeEldestEntry(Map.Entry<Series, Deque<Interval>> eldest) {
            return size() > MOST_SERIES;
        }
    };
    private final Set<Item> staged = new HashSet<>();

    boolean has(Series series, Instant start, Instant end) {
        Interval interval = new Interval(start, end);
        Deque<Interval> known = taken.get(series);
        return staged.contains(new Item(series, interval)) || (known != null && known.contains(interval));
    }

    void add(Series series, Instant start, Instant end) {
        staged.add(new Item(series, new Interval(start, end)));
    }

    /** What was added since the last call is published. */
    void commit() {
        for (Item item : staged) {
            Deque<Interval> intervals = taken.computeIfAbsent(item.series, series -> new ArrayDeque<>());
            intervals.addLast(item.interval);
            if (intervals.size() > MOST_INTERVALS) {
                intervals.removeFirst();
            }
        }
        staged.clear();
    }

    /** It is not: its points will come again. */
    void rollback() {
        staged.clear();
    }
}
