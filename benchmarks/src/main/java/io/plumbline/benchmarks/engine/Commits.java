package io.plumbline.benchmarks.engine;

import io.plumbline.benchmarks.run.Stopwatch;
import io.plumbline.streams.app.CommitListener;
import java.util.ArrayDeque;
import java.util.Deque;

/** When the topology committed. Thread-safe. */
final class Commits implements CommitListener {
    private static final int KEPT = 1_000;

    private final Deque<Stopwatch.Lap> ends = new ArrayDeque<>();

    @Override
    public synchronized void committed(long startNanos, long endNanos, boolean ok) {
        if (ok) {
            ends.addLast(Stopwatch.Lap.now());
            if (ends.size() > KEPT) {
                ends.removeFirst();
            }
        }
    }

    /** The end of the last successful commit that ended by then. */
    synchronized Stopwatch.Lap lastBy(long nanos) {
        Stopwatch.Lap last = null;
        for (Stopwatch.Lap end : ends) {
            last = end.nanos() <= nanos ? end : last;
        }
        if (last == null) {
            throw new IllegalStateException("offsets were committed, but nobody was told of a commit");
        }
        return last;
    }
}
