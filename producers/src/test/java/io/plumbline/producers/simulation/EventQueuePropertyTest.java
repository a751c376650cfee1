package io.plumbline.producers.simulation;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.PriorityQueue;
import java.util.SplittableRandom;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.LongRange;

class EventQueuePropertyTest {
    /** Delays from within a stretch to far beyond the calendar, and many at once, as when a node sends to all. */
    @Property(tries = 50)
    void isAPriorityQueue(
            @ForAll long seed,
            @ForAll @LongRange(min = 1, max = 100_000) long stretch,
            @ForAll @IntRange(max = 40) int widest) {
        SplittableRandom random = new SplittableRandom(seed);
        EventQueue queue = new EventQueue(stretch);
        PriorityQueue<Long> expected = new PriorityQueue<>();
        long now = 0;
        for (int step = 0; step < 1_000; step++) {
            int added = random.nextInt(10) == 0 ? random.nextInt(300) : random.nextInt(3);
            for (int i = 0; i < added; i++) {
                long at = now + random.nextLong(1L << random.nextInt(widest + 1));
                queue.add(at, ~at);
                expected.add(at);
            }
            for (int i = random.nextInt(4); i > 0 && !expected.isEmpty(); i--) {
                now = take(queue, expected);
            }
        }
        while (!expected.isEmpty()) {
            take(queue, expected);
        }
        assertThat(queue.next()).isFalse();
    }

    @Property(tries = 50)
    void ofEqualTimesTheFirstComesFirst(
            @ForAll @IntRange(min = 1, max = 500) int events, @ForAll @IntRange(max = 1) int inHeap) {
        EventQueue queue = new EventQueue(1_000);
        long at = inHeap == 1 ? 1L << 40 : 5_000;
        for (int i = 0; i < events; i++) {
            queue.add(at, i);
        }

        List<Long> taken = new ArrayList<>();
        while (queue.next()) {
            taken.add(queue.event());
        }

        assertThat(taken).hasSize(events).isSorted();
    }

    private static long take(EventQueue queue, PriorityQueue<Long> expected) {
        long at = expected.remove();
        assertThat(queue.next()).isTrue();
        assertThat(queue.time()).isEqualTo(at);
        assertThat(queue.event()).isEqualTo(~at);
        return at;
    }
}
