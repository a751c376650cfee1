package io.plumbline.producers.importer;

import java.time.Duration;
import java.time.Instant;
import java.util.Comparator;
import java.util.PriorityQueue;
import java.util.function.Consumer;

/**
 * Puts events into the order of their completion, as far as a bounded memory can: load generators write a line when an
 * operation ends, from many threads. What comes later than that would be late to the topology, and is counted.
 */
final class TimeOrder {
    /** Some 20 MB. */
    static final int CAPACITY = 65_536;

    /** What the topology allows within one life of a node by default ({@code windows.grace}). */
    private static final Duration GRACE = Duration.ofSeconds(1);

    private final int capacity;
    private final Consumer<TimedEvent> taker;
    private final PriorityQueue<Item> waiting =
            new PriorityQueue<>(Comparator.comparing(Item::end).thenComparing(Item::number));
    private long number;
    private Instant reached = Instant.MIN;
    private long late;

    private record Item(Instant end, long number, TimedEvent event) {}

    TimeOrder(int capacity, Consumer<TimedEvent> taker) {
        this.capacity = capacity;
        this.taker = taker;
    }

    void add(TimedEvent event) {
        waiting.add(new Item(event.end(), number++, event));
        if (waiting.size() > capacity) {
            giveOne();
        }
    }

    void end() {
        while (!waiting.isEmpty()) {
            giveOne();
        }
    }

    /** Events that came more than a second behind others that were given on already. */
    long late() {
        return late;
    }

    private void giveOne() {
        Item item = waiting.remove();
        if (item.end.isBefore(reached) && Duration.between(item.end, reached).compareTo(GRACE) > 0) {
            late++;
        }
        reached = item.end.isAfter(reached) ? item.end : reached;
        taker.accept(item.event);
    }
}
