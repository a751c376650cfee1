package io.plumbline.producers.agent;

import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicInteger;

/** Records that are no measurements, waiting for the flusher in the order in which they came: bounded, without a lock. */
final class OtherRecords {
    private final int capacity;
    private final Queue<Envelope> queue = new ConcurrentLinkedQueue<>();
    private final AtomicInteger size = new AtomicInteger();

    OtherRecords(int capacity) {
        this.capacity = capacity;
    }

    /** Any thread; false if too many wait. */
    boolean offer(Envelope envelope) {
        if (size.incrementAndGet() > capacity) {
            size.decrementAndGet();
            return false;
        }
        queue.add(envelope);
        return true;
    }

    /** The oldest, or null. */
    Envelope poll() {
        Envelope oldest = queue.poll();
        if (oldest != null) {
            size.decrementAndGet();
        }
        return oldest;
    }

    int size() {
        return size.get();
    }
}
