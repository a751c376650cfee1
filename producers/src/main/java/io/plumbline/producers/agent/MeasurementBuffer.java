package io.plumbline.producers.agent;

import io.plumbline.schemas.event.Outcome;
import java.util.concurrent.atomic.LongAdder;
import org.jctools.queues.atomic.MpscAtomicArrayQueue;
import org.jctools.queues.atomic.SpmcAtomicArrayQueue;

/**
 * Where measurements wait for the flusher: bounded, all memory allocated at construction, lock-free for those who record.
 *
 * <p>A fixed stock of slots goes round between two queues: whoever records takes a free slot, fills it and puts it to the
 * filled ones; the one reader does the reverse. No free slot means full: the measurement is dropped and counted. A thread
 * that is suspended in the middle holds back its own slot only. ({@code docs/adr/0004}: the queues are JCTools' atomic
 * ones, which need no {@code Unsafe}.)
 */
final class MeasurementBuffer {
    /** Takes one measurement out of its slot; a {@code serviceNanos} of {@link Agent#UNKNOWN} is not known. */
    @FunctionalInterface
    interface Reader {
        void read(
                Operation operation,
                long intendedStartNanos,
                long durationNanos,
                long serviceNanos,
                Outcome outcome,
                long bytes);
    }

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
    private final LongAdder overflowed = new LongAdder();

    /** @param capacity rounded up to a power of two */
    MeasurementBuffer(int capacity) {
        filled = new MpscAtomicArrayQueue<>(Math.max(4, capacity));
        free = new SpmcAtomicArrayQueue<>(filled.capacity());
        free.fill(Slot::new);
    }

    /** Any thread. Never blocks and allocates nothing; false if the buffer was full: counted in {@link #overflowed}. */
    boolean offer(
            Operation operation,
            long intendedStartNanos,
            long durationNanos,
            long serviceNanos,
            Outcome outcome,
            long bytes) {
        Slot slot = free.relaxedPoll();
        if (slot == null) {
            overflowed.increment();
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

    /** One thread only. Hands at most {@code limit} measurements to {@code reader}; returns how many. */
    int drain(Reader reader, int limit) {
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

    /** All measurements that were offered so far, the dropped ones too. */
    long offered() {
        return filled.currentProducerIndex() + overflowed();
    }

    /** How many did not fit, so far. */
    long overflowed() {
        return overflowed.sum();
    }
}
