package io.plumbline.producers.receive;

import java.time.Instant;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/**
 * The latest point of series that count since their start, so that the next gives what happened since. What one request
 * changes holds only once it was published. The series that was silent longest is forgotten first. For one thread.
 */
final class CumulativeSeries {
    /** One series: a metric of a node with its attributes. */
    record Key(String node, String metric, Map<String, String> attributes) {}

    /** @param start when the series began to count */
    record Point(Instant start, Instant time, Distribution distribution, double sum) {}

    private static final int MOST = 10_000;

    private final Instant since;
    private final Map<Key, Point> latest = new LinkedHashMap<>(16, 0.75f, true) {
        private static final long serialVersionUID = 1;

        @Override
        protected boolean removeEldestEntry(Map.Entry<Key, Point> eldest) {
            return size() > MOST;
        }
    };
    private final Map<Key, Point> staged = new HashMap<>();

    /** @param since when this began to look: what began later is known from its start */
    CumulativeSeries(Instant since) {
        this.since = since;
    }

    /** Whether this is the point that was taken last, sent again. */
    boolean isLast(Key key, Point point) {
        return point.equals(last(key));
    }

    /**
     * Takes a point, and gives the one that it is to be compared with: {@link Distribution.Nothing} if the series began, or
     * began again, after the one before; nothing if what happened since cannot be known, because this is the first point of a
     * series that is older than this receiver.
     *
     * @throws IllegalArgumentException if the point is not later than the one before
     */
    Optional<Point> replace(Key key, Point point) {
        Point before = last(key);
        if (before != null && !point.time.isAfter(before.time)) {
            throw new IllegalArgumentException("a point is not later than the one before it");
        }
        staged.put(key, point);
        boolean isNew = before == null
                ? point.start.isAfter(since)
                : point.start.isAfter(before.start) || point.distribution.count() < before.distribution.count();
        if (isNew) {
            return Optional.of(new Point(point.start, point.start, new Distribution.Nothing(), 0));
        }
        return Optional.ofNullable(before);
    }

    /** Null if there is none. */
    private Point last(Key key) {
        return staged.containsKey(key) ? staged.get(key) : latest.get(key);
    }

    /** What was taken since the last call is published. */
    void commit() {
        latest.putAll(staged);
        staged.clear();
    }

    /** It is not: its points will come again, or be covered by later ones. */
    void rollback() {
        staged.clear();
    }
}
