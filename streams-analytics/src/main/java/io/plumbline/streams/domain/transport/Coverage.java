package io.plumbline.streams.domain.transport;

import io.plumbline.streams.domain.window.Mergeable;
import java.util.Map;
import java.util.TreeMap;

/**
 * The time that intervals cover; where they overlap, it counts once. So samples of many peers over the same second cover
 * a second, and those of one peer after the other cover the sum.
 *
 * <p>At most {@value #MAX_STRETCHES} separate stretches are kept: beyond that the narrowest gap is taken for covered. Up to
 * there, merging is associative and commutative. Mutable; one thread owns it.
 */
public final class Coverage implements Mergeable<Coverage> {
    /** More stretches than this are not told apart. */
    public static final int MAX_STRETCHES = 1_000;

    private final TreeMap<Long, Long> stretches = new TreeMap<>(); // start -> end; none touches another

    public Coverage() {}

    /** From its parts, as {@link #stretches} gives them. */
    public static Coverage of(Map<Long, Long> stretches) {
        Coverage coverage = new Coverage();
        coverage.stretches.putAll(stretches);
        return coverage;
    }

    /** Adds [fromMicros, toMicros), which must not be empty. */
    public void add(long fromMicros, long toMicros) {
        long from = fromMicros;
        long to = toMicros;
        Map.Entry<Long, Long> other = stretches.floorEntry(to);
        while (other != null && other.getValue() >= from) {
            from = Math.min(from, other.getKey());
            to = Math.max(to, other.getValue());
            stretches.remove(other.getKey());
            other = stretches.floorEntry(to);
        }
        stretches.put(from, to);
        if (stretches.size() > MAX_STRETCHES) {
            closeNarrowestGap();
        }
    }

    @Override
    public void merge(Coverage other) {
        other.stretches.forEach(this::add);
    }

    public boolean isEmpty() {
        return stretches.isEmpty();
    }

    /** The length of all stretches together. */
    public long micros() {
        long micros = 0;
        for (Map.Entry<Long, Long> stretch : stretches.entrySet()) {
            micros += stretch.getValue() - stretch.getKey();
        }
        return micros;
    }

    /** The first microsecond of each stretch to the first behind it. */
    public Map<Long, Long> stretches() {
        return stretches;
    }

    private void closeNarrowestGap() {
        long before = stretches.firstKey();
        long narrowestAt = before;
        long narrowest = Long.MAX_VALUE;
        for (long start : stretches.tailMap(before, false).keySet()) {
            long gap = start - stretches.get(before);
            if (gap < narrowest) {
                narrowest = gap;
                narrowestAt = before;
            }
            before = start;
        }
        long absorbed = stretches.higherKey(narrowestAt);
        stretches.put(narrowestAt, stretches.remove(absorbed));
    }
}
