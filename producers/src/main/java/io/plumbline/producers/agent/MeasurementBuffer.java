package io.plumbline.producers.agent;

import io.plumbline.schemas.event.Outcome;
import java.util.Arrays;
import java.util.concurrent.atomic.LongAdder;

/**
 * Where measurements wait for the flusher: bounded, all memory allocated at construction, lock-free for those who record.
 *
 * <p>It has several stripes, as threads that write to one queue at the same time spend most of their time on handing its
 * ends to each other. A thread begins at its own stripe and takes another when that is full, so that one busy thread can
 * use the whole capacity. Only if all are full the measurement is dropped and counted. Measurements of one thread are read
 * in their order as long as its stripe has room ({@code docs/adr/0004}).
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

    private static final int STRIPES_PER_PROCESSOR = 4;
    private static final int MOST_STRIPES = 64;
    private static final int SMALLEST_STRIPE = 256;

    private final Operations operations;
    private final Stripe[] stripes;
    private final LongAdder overflowed = new LongAdder();
    private int firstToRead; // the reader's
    private volatile boolean closed;

    /**
     * @param operations to which all belong that are recorded
     * @param capacity rounded up to a power of two
     */
    MeasurementBuffer(Operations operations, int capacity) {
        this(operations, stripes(capacity));
    }

    /** @param stripes as many as a power of two */
    MeasurementBuffer(Operations operations, Stripe... stripes) {
        this.operations = operations;
        this.stripes = stripes;
    }

    /**
     * Any thread. Never blocks and allocates nothing.
     *
     * @return false if the buffer was full, which is counted in {@link #overflowed}, or closed, which is not
     */
    boolean offer(
            Operation operation,
            long intendedStartNanos,
            long durationNanos,
            long serviceNanos,
            Outcome outcome,
            long bytes) {
        if (closed) {
            return false;
        }
        int own = (int) Thread.currentThread().getId();
        for (int i = 0; i < stripes.length; i++) {
            Stripe stripe = stripes[own + i & stripes.length - 1];
            if (stripe.offer(operation, intendedStartNanos, durationNanos, serviceNanos, outcome, bytes)) {
                return true;
            }
        }
        overflowed.increment();
        return false;
    }

    /** One thread only. Hands at most {@code limit} measurements to {@code reader}; returns how many. */
    int drain(Reader reader, int limit) {
        int count = 0;
        for (int i = 0; i < stripes.length && count < limit; i++) {
            count += stripes[firstToRead].drain(operations, reader, limit - count);
            if (count < limit) { // nothing more to read in this one: a busy stripe must not starve the others
                firstToRead = firstToRead + 1 & stripes.length - 1;
            }
        }
        return count;
    }

    /** Takes nothing in from now on; what it holds can still be read. */
    void close() {
        closed = true;
    }

    int size() {
        int size = 0;
        for (Stripe stripe : stripes) {
            size += stripe.size();
        }
        return size;
    }

    /** All measurements that were offered so far, the dropped ones too. */
    long offered() {
        long accepted = 0;
        for (Stripe stripe : stripes) {
            accepted += stripe.accepted();
        }
        return accepted + overflowed();
    }

    /** How many did not fit, so far. */
    long overflowed() {
        return overflowed.sum();
    }

    private static Stripe[] stripes(int capacity) {
        int wanted = Math.min(
                STRIPES_PER_PROCESSOR * Runtime.getRuntime().availableProcessors(), capacity / SMALLEST_STRIPE);
        Stripe[] stripes = new Stripe[Integer.highestOneBit(Math.max(1, Math.min(wanted, MOST_STRIPES)))];
        Arrays.setAll(stripes, i -> new Stripe((capacity + stripes.length - 1) / stripes.length));
        return stripes;
    }
}
