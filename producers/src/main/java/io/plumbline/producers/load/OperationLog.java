package io.plumbline.producers.load;

import io.plumbline.schemas.event.Outcome;
import java.util.Arrays;

/**
 * Every operation of a run: when it was due, when it started and ended, and how. Times are nanoseconds from the run's
 * start. One thread writes each; those of several are put together afterwards.
 */
public final class OperationLog {
    private static final int FIRST = 1_024;

    private long[] due = new long[FIRST];
    private long[] start = new long[FIRST];
    private long[] end = new long[FIRST];
    private Outcome[] outcome = new Outcome[FIRST];
    private int size;

    /** @param startNanos the end, if it was never started: its time had run out */
    public void add(long dueNanos, long startNanos, long endNanos, Outcome how) {
        if (size == due.length) {
            grow(2 * size);
        }
        due[size] = dueNanos;
        start[size] = startNanos;
        end[size] = endNanos;
        outcome[size] = how;
        size++;
    }

    void addAll(OperationLog other) {
        grow(size + other.size);
        System.arraycopy(other.due, 0, due, size, other.size);
        System.arraycopy(other.start, 0, start, size, other.size);
        System.arraycopy(other.end, 0, end, size, other.size);
        System.arraycopy(other.outcome, 0, outcome, size, other.size);
        size += other.size;
    }

    public int size() {
        return size;
    }

    public long dueNanos(int i) {
        return due[i];
    }

    public long endNanos(int i) {
        return end[i];
    }

    /** From when it was due to its end: what a user would have waited. */
    public long responseNanos(int i) {
        return end[i] - due[i];
    }

    /** From its start to its end. */
    public long serviceNanos(int i) {
        return end[i] - start[i];
    }

    public Outcome outcome(int i) {
        return outcome[i];
    }

    public boolean isOk(int i) {
        return outcome(i) == Outcome.OK;
    }

    private void grow(int capacity) {
        due = Arrays.copyOf(due, capacity);
        start = Arrays.copyOf(start, capacity);
        end = Arrays.copyOf(end, capacity);
        outcome = Arrays.copyOf(outcome, capacity);
    }
}
