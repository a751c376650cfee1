package io.plumbline.producers.agent;

import io.plumbline.schemas.event.Outcome;
import org.jctools.queues.atomic.MpscAtomicArrayQueue;
import org.jctools.queues.atomic.SpmcAtomicArrayQueue;

/**
 * One part of the {@link MeasurementBuffer}: a fixed stock of slots that go round between two lock-free queues. Whoever
 * records takes a free slot, fills it and puts it to the filled ones; the one reader does the reverse. A thread that is
 * suspended in the middle holds back its own slot only.
 */
final class Stripe {
    private static final class Slot {
        private Operation operation;
        private long intendedStartNanos;
        private long durationNanos;
        private long serviceNanos;
        private Outcome outcome;
        private long bytes;
    }

    private final MpscAtomicArrayQueue<Slot> filled;
    private final SpmcAtomicArrayQueue<Slot> free;

    /** @param capacity rounded up to a power of two, at least 4 */
    Stripe(int capacity) {
        filled = new MpscAtomicArrayQueue<>(Math.max(4, capacity));
        free = new SpmcAtomicArrayQueue<>(filled.capacity());
        free.fill(Slot::new);
    }

    /** Any thread; false if no slot is free. */
    boolean offer(
            Operation operation,
            long intendedStartNanos,
            long durationNanos,
            long serviceNanos,
            Outcome outcome,
            long bytes) {
        Slot slot = free.relaxedPoll();
        if (slot == null) {
            return false;
        }
        slot.operation = operation;
        slot.intendedStartNanos = intendedStartNanos;
        slot.durationNanos = durationNanos;
        slot.serviceNanos = serviceNanos;
        slot.outcome = outcome;
        slot.bytes = bytes;
        filled.offer(slot); // there is room for every slot that exists
        return true;
    }

    /** One thread only. */
    int drain(MeasurementBuffer.Reader reader, int limit) {
        int count = 0;
        while (count < limit) {
            Slot slot = filled.relaxedPoll();
            if (slot == null) {
                break;
            }
            reader.read(
                    slot.operation,
                    slot.intendedStartNanos,
                    slot.durationNanos,
                    slot.serviceNanos,
                    slot.outcome,
                    slot.bytes);
            free.offer(slot);
            count++;
        }
        return count;
    }

    int size() {
        return filled.size();
    }

    /** How many were taken in so far. */
    long accepted() {
        return filled.currentProducerIndex();
    }
}
