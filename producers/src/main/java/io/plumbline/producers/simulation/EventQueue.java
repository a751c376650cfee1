package io.plumbline.producers.simulation;

import java.util.Arrays;

/**
 * Events in the order of their times, without an object for each: a calendar queue (Brown 1988). Times near the present
 * wait unsorted in one bucket for each stretch of time and are sorted when their stretch begins; times beyond the
 * calendar, or in the stretch that has begun, are in a heap. Adding and taking cost about the same whatever waits.
 *
 * <p>Which of two events of one time comes first depends on the calls alone, so a run can be repeated; within a bucket
 * and within the heap it is the one that was added first.
 */
final class EventQueue {
    private static final int BUCKETS = 4096;
    private static final int CHUNK = 64; // events; a chunk has two longs for each

    private final int shift;
    private final TimeHeap heap = new TimeHeap();

    private final int[] firstChunk = new int[BUCKETS];
    private final int[] lastChunk = new int[BUCKETS];
    private final int[] sizes = new int[BUCKETS];
    private final long[] occupied = new long[BUCKETS / Long.SIZE];
    private long[] store = new long[2 * CHUNK * 1024];
    private int[] nextChunk = new int[1024];
    private int freeChunk = -1;
    private int usedChunks;

    private long current = -1; // number of the stretch whose events are sorted
    private long[] keys = new long[1024]; // time within the stretch, then the index in events
    private long[] events = new long[1024];
    private int cursor;
    private int opened;

    private long time;
    private long event;

    /** @param stretchNanos of a bucket, rounded up to a power of two; best where about 100 to 1,000 events fall in it */
    EventQueue(long stretchNanos) {
        shift = Math.min(30, Long.SIZE - Long.numberOfLeadingZeros(Math.max(1, stretchNanos - 1)));
    }

    /** @param at not before the time of the event that was taken last */
    void add(long at, long added) {
        long stretch = at >> shift;
        if (stretch <= current || stretch >= current + BUCKETS) {
            heap.add(at, added);
            return;
        }
        int bucket = (int) stretch & (BUCKETS - 1);
        int size = sizes[bucket]++;
        if (size % CHUNK == 0) {
            append(bucket, size == 0);
        }
        int at0 = 2 * (lastChunk[bucket] * CHUNK + size % CHUNK);
        store[at0] = at;
        store[at0 + 1] = added;
    }

    /** Takes the next event; false if there is none. */
    boolean next() {
        while (true) {
            boolean inHeap = heap.size() > 0;
            if (cursor < opened) {
                long at = (current << shift) + (keys[cursor] >>> 32);
                if (inHeap && heap.time() < at) {
                    return takeFromHeap();
                }
                time = at;
                event = events[(int) keys[cursor++]];
                return true;
            }
            long stretch = nextOccupied();
            if (inHeap && (stretch < 0 || heap.time() >> shift < stretch)) {
                current = Math.max(current, heap.time() >> shift);
                return takeFromHeap();
            }
            if (stretch < 0) {
                return false;
            }
            open(stretch);
        }
    }

    long time() {
        return time;
    }

    long event() {
        return event;
    }

    private boolean takeFromHeap() {
        time = heap.time();
        event = heap.event();
        heap.remove();
        return true;
    }

    /** The next stretch with a bucket that is not empty; -1 if there is none. */
    private long nextOccupied() {
        int from = (int) (current + 1) & (BUCKETS - 1);
        int word = from / Long.SIZE;
        long bits = occupied[word] & (-1L << from);
        for (int looked = 0; looked <= occupied.length; looked++) {
            if (bits != 0) {
                int bucket = word * Long.SIZE + Long.numberOfTrailingZeros(bits);
                return current + 1 + ((bucket - from) & (BUCKETS - 1));
            }
            word = (word + 1) % occupied.length;
            bits = occupied[word];
        }
        return -1;
    }

    private void open(long stretch) {
        int bucket = (int) stretch & (BUCKETS - 1);
        int size = sizes[bucket];
        if (keys.length < size) {
            keys = new long[size + size / 2];
            events = new long[keys.length];
        }
        long begin = stretch << shift;
        int chunk = firstChunk[bucket];
        for (int i = 0; i < size; i++) {
            if (i > 0 && i % CHUNK == 0) {
                chunk = release(chunk);
            }
            int from = 2 * (chunk * CHUNK + i % CHUNK);
            keys[i] = (store[from] - begin) << 32 | i;
            events[i] = store[from + 1];
        }
        release(chunk);
        Arrays.sort(keys, 0, size);
        sizes[bucket] = 0;
        occupied[bucket / Long.SIZE] &= ~(1L << bucket);
        current = stretch;
        cursor = 0;
        opened = size;
    }

    private void append(int bucket, boolean first) {
        int chunk = freeChunk;
        if (chunk >= 0) {
            freeChunk = nextChunk[chunk];
        } else {
            chunk = usedChunks++;
            if (chunk == nextChunk.length) {
                nextChunk = Arrays.copyOf(nextChunk, 2 * chunk);
                store = Arrays.copyOf(store, 2 * store.length);
            }
        }
        if (first) {
            firstChunk[bucket] = chunk;
            occupied[bucket / Long.SIZE] |= 1L << bucket;
        } else {
            nextChunk[lastChunk[bucket]] = chunk;
        }
        lastChunk[bucket] = chunk;
    }

    /** Gives a chunk back and says which follows it. */
    private int release(int chunk) {
        int following = nextChunk[chunk];
        nextChunk[chunk] = freeChunk;
        freeChunk = chunk;
        return following;
    }
}
