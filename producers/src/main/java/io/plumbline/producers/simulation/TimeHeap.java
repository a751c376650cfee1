package io.plumbline.producers.simulation;

import java.util.Arrays;

/** A heap of (time, event) with four children to a parent; of equal times, what was added first comes first. */
final class TimeHeap {
    private static final int FIELDS = 3; // time, order, event

    private long[] entries = new long[FIELDS * 256];
    private int size;
    private long order;

    int size() {
        return size;
    }

    /** Of the first; there must be one. */
    long time() {
        return entries[0];
    }

    long event() {
        return entries[2];
    }

    void add(long time, long event) {
        if (FIELDS * (size + 1) > entries.length) {
            entries = Arrays.copyOf(entries, 2 * entries.length);
        }
        int hole = size++;
        while (hole > 0) {
            int parent = (hole - 1) / 4;
            if (entries[FIELDS * parent] <= time) {
                break;
            }
            move(parent, hole);
            hole = parent;
        }
        put(hole, time, order++, event);
    }

    void remove() {
        int last = --size;
        long time = entries[FIELDS * last];
        long number = entries[FIELDS * last + 1];
        long event = entries[FIELDS * last + 2];
        int hole = 0;
        for (int least = leastChild(hole); least >= 0 && before(least, time, number); least = leastChild(hole)) {
            move(least, hole);
            hole = least;
        }
        put(hole, time, number, event);
    }

    private int leastChild(int parent) {
        int first = 4 * parent + 1;
        if (first >= size) {
            return -1;
        }
        int least = first;
        for (int child = first + 1; child < Math.min(first + 4, size); child++) {
            if (before(child, entries[FIELDS * least], entries[FIELDS * least + 1])) {
                least = child;
            }
        }
        return least;
    }

    private boolean before(int index, long time, long number) {
        long its = entries[FIELDS * index];
        return its < time || (its == time && entries[FIELDS * index + 1] < number);
    }

    private void move(int from, int to) {
        System.arraycopy(entries, FIELDS * from, entries, FIELDS * to, FIELDS);
    }

    private void put(int index, long time, long number, long event) {
        entries[FIELDS * index] = time;
        entries[FIELDS * index + 1] = number;
        entries[FIELDS * index + 2] = event;
    }
}
