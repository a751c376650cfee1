package io.plumbline.producers.agent;

import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/**
 * Hands out sequence numbers and remembers the gaps that are still to be declared. The law: every number below
 * {@link #next} is in exactly one span that was handed out and not refused, or in exactly one gap.
 *
 * <p>Pure bookkeeping, for one thread.
 */
final class SequenceLedger {
    private final TreeMap<Long, Long> gaps = new TreeMap<>(); // start to end, disjoint, not touching
    private long next;

    /** Numbers for {@code dropped} measurements that are lost already, and {@code count} that follow them. */
    Span take(int count, long dropped) {
        Span span = new Span(next + dropped, count, dropped);
        next = span.end();
        return span;
    }

    /** This span will never be delivered: all its numbers become a gap, joined with the gaps that it touches. */
    void refuse(Span span) {
        long start = span.start();
        long end = span.end();
        if (start == end) {
            return;
        }
        Map.Entry<Long, Long> before = gaps.floorEntry(start);
        if (before != null && before.getValue() == start) {
            start = before.getKey();
        }
        Long after = gaps.remove(end);
        gaps.put(start, after == null ? end : after);
    }

    /** Takes out one gap, as the span of a batch that only declares it. If that is refused too, give it back. */
    Optional<Span> takeGap() {
        Map.Entry<Long, Long> gap = gaps.pollFirstEntry();
        return Optional.ofNullable(gap).map(g -> new Span(g.getValue(), 0, g.getValue() - g.getKey()));
    }

    boolean hasGaps() {
        return !gaps.isEmpty();
    }

    /** The number that the next measurement will get. */
    long next() {
        return next;
    }
}
