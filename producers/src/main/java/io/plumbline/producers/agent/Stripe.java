package io.plumbline.producers.agent;

import io.plumbline.schemas.event.Outcome;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;

/**
 * One part of the {@link MeasurementBuffer}: a ring of slots in one array of numbers, for many that record and one that
 * reads. Whoever records {@linkplain #claim claims} a slot first, then fills it, and {@linkplain #publish publishes} it by
 * writing its sequence number last.
 *
 * <p>The order matters: slots are used in turn, so each is written to memory that has left the cache, or that the reader's
 * processor holds. The atomic instruction of the claim comes before these writes and need not wait for them; nothing waits
 * for them afterwards. Nor does a writer read a slot: {@code LIMIT} tells it how far it may go. Whoever is suspended
 * between claim and publication holds back the reading of this stripe until it goes on.
 */
final class Stripe {
    private static final VarHandle CELLS = MethodHandles.arrayElementVarHandle(long[].class);
    private static final Outcome[] OUTCOMES = Outcome.values();

    /** Two lines of a cache: processors fetch neighbours, too. */
    private static final int APART = 16;

    /** How many slots were claimed. */
    private static final int CLAIMED = APART;

    /** Up to where slots may be claimed without another look at {@link #READ}; for the writers, beside their other cell. */
    private static final int LIMIT = CLAIMED + 1;

    /** How many slots were read; for the reader to write. */
    private static final int READ = CLAIMED + APART;

    private static final int SLOTS = READ + APART;

    // A slot: the sequence number with what fits beside it, and the figures.
    private static final int HEAD = 0;
    private static final int START = 1;
    private static final int DURATION = 2;
    private static final int SERVICE = 3;
    private static final int BYTES = 4;
    private static final int SLOT = 5;

    // Its head, from the right: outcome, operation, sequence number. Of that there are 48 bits, which come round.
    private static final int OUTCOME_BITS = 4;
    private static final int SEQUENCE_SHIFT = OUTCOME_BITS + Integer.bitCount(Agent.MAX_OPERATIONS - 1);
    private static final int OUTCOME_MASK = (1 << OUTCOME_BITS) - 1;
    private static final int HEAD_MASK = (1 << SEQUENCE_SHIFT) - 1;

    private final long[] cells;
    private final int capacity;

    /** @param capacity of measurements, rounded up to a power of two */
    Stripe(int capacity) {
        this(capacity, 0);
    }

    /** @param first how many slots count as used before */
    Stripe(int capacity, long first) {
        this.capacity = Integer.highestOneBit(2 * capacity - 1);
        cells = new long[SLOTS + this.capacity * SLOT + APART];
        cells[CLAIMED] = first;
        cells[READ] = first;
        cells[LIMIT] = first + this.capacity;
    }

    /** Any thread; false if no slot is free. Never waits for another thread. */
    boolean offer(
            Operation operation,
            long intendedStartNanos,
            long durationNanos,
            long serviceNanos,
            Outcome outcome,
            long bytes) {
        long head = head(operation, outcome); // whatever can fail does so before a slot is claimed
        long slot = claim();
        if (slot < 0) {
            return false;
        }
        publish(slot, head, intendedStartNanos, durationNanos, serviceNanos, bytes);
        return true;
    }

    /** A slot for the caller alone, to be published; negative if none is free. */
    long claim() {
        long next;
        do {
            next = (long) CELLS.getVolatile(cells, CLAIMED);
            if (next >= (long) CELLS.getAcquire(cells, LIMIT)) {
                long limit = (long) CELLS.getAcquire(cells, READ) + capacity;
                if (next >= limit) {
                    return -1;
                }
                CELLS.setRelease(cells, LIMIT, limit); // an older one may overwrite it: then somebody looks once more
            }
        } while (!CELLS.compareAndSet(cells, CLAIMED, next, next + 1));
        return next;
    }

    /**
     * @param slot from {@link #claim}
     * @param head from {@link #head}
     */
    void publish(long slot, long head, long intendedStartNanos, long durationNanos, long serviceNanos, long bytes) {
        int at = cell(slot);
        cells[at + START] = intendedStartNanos;
        cells[at + DURATION] = durationNanos;
        cells[at + SERVICE] = serviceNanos;
        cells[at + BYTES] = bytes;
        CELLS.setRelease(cells, at + HEAD, sequence(slot) | head);
    }

    /** The head of a slot without its sequence number. */
    @SuppressWarnings("EnumOrdinal") // it stays in this process
    static long head(Operation operation, Outcome outcome) {
        return ((long) operation.index() << OUTCOME_BITS) | outcome.ordinal();
    }

    /** One thread only: hands over what was published, up to the first slot that was claimed and is not published yet. */
    int drain(Operations operations, MeasurementBuffer.Reader reader, int limit) {
        long first = cells[READ];
        long next = first;
        try {
            while (next - first < limit) {
                int at = cell(next);
                long head = (long) CELLS.getAcquire(cells, at + HEAD);
                if ((head ^ sequence(next)) >>> SEQUENCE_SHIFT != 0) {
                    break; // it is of the round before
                }
                next++;
                reader.read(
                        operations.at((int) (head & HEAD_MASK) >>> OUTCOME_BITS),
                        cells[at + START],
                        cells[at + DURATION],
                        cells[at + SERVICE],
                        OUTCOMES[(int) head & OUTCOME_MASK],
                        cells[at + BYTES]);
            }
        } finally {
            CELLS.setRelease(cells, READ, next); // once for all, as the writers look at it
        }
        return (int) (next - first);
    }

    /** How many were claimed and not read. */
    int size() {
        long read = (long) CELLS.getAcquire(cells, READ);
        return (int) (accepted() - read);
    }

    /** How many were taken in so far. */
    long accepted() {
        return (long) CELLS.getVolatile(cells, CLAIMED);
    }

    /** From 1: the memory of a slot that was never used says 0. */
    private static long sequence(long slot) {
        return (slot + 1) << SEQUENCE_SHIFT;
    }

    private int cell(long slot) {
        return SLOTS + (int) (slot & (capacity - 1)) * SLOT;
    }
}
