package io.plumbline.streams.domain.window;

import java.util.ArrayList;
import java.util.List;
import java.util.TreeMap;
import java.util.function.Supplier;

/**
 * Windows of several sizes, each merged from the one below: figures enter at the lowest level of their series and rise when
 * a window closes. A closed window is kept for a while; what still comes for it corrects it, and every window above it.
 *
 * <p>Each window is emitted once when it closes, and once more for every correction. Not thread-safe.
 */
public final class Ladder<A extends Mergeable<A>> {
    /** Takes each closed or corrected window; the pane is live, so read it at once. */
    @FunctionalInterface
    public interface Emission<A> {
        void emit(WindowId window, Pane<A> pane);
    }

    /**
     * How far an earlier life had come.
     *
     * @param closedUpTo windows that end at or before it had closed
     * @param forgottenUpTo windows that end at or before it may be forgotten, though the horizon is longer now: what is
     *     taken for one of them would replace its row by a part of it
     */
    public record Reach(long closedUpTo, long forgottenUpTo) {
        /** There was no earlier life. */
        public static final Reach NONE = new Reach(SourceClock.NOTHING, SourceClock.NOTHING);
    }

    private final long[] sizes;
    private final long horizonMicros;
    private final Table<WindowId, Pane<A>> table;
    private final Supplier<A> empty;
    private final Emission<A> emission;
    private final List<TreeMap<Long, List<WindowId>>> open = new ArrayList<>();
    private final TreeMap<Long, List<WindowId>> closed = new TreeMap<>();
    private long frontier;
    private long forgottenUpTo;
    private int openCount;

    /**
     * @param sizesMicros from the lowest level up, each a multiple of the one before
     * @param horizonMicros how long after its end a closed window can be corrected
     * @param table what this ladder, and nobody else, keeps its windows in
     * @param reach where this one goes on
     * @throws UnknownSizeException if the table holds an open window of another size
     */
    public Ladder(
            List<Long> sizesMicros,
            long horizonMicros,
            Table<WindowId, Pane<A>> table,
            Reach reach,
            Supplier<A> empty,
            Emission<A> emission) {
        this.sizes = sizesMicros.stream().mapToLong(Long::longValue).toArray();
        this.horizonMicros = horizonMicros;
        this.table = table;
        this.frontier = reach.closedUpTo;
        this.forgottenUpTo = reach.forgottenUpTo;
        this.empty = empty;
        this.emission = emission;
        sizesMicros.forEach(size -> open.add(new TreeMap<>()));
        table.forEach((window, pane) -> index(window, pane.closed()));
    }

    /**
     * Adds figures to the window of {@code sizeMicros} that holds {@code atMicros}: into the open window, or as a
     * correction. The series has no windows on lower levels.
     *
     * @return whether they were taken; not if a window of the lowest level would be beyond the horizon
     */
    public boolean add(long sizeMicros, Series series, long atMicros, A figures, ClosedBy reason) {
        if (isBeyondHorizon(atMicros)) {
            return false;
        }
        rise(level(sizeMicros), WindowId.holding(series, sizeMicros, atMicros), figures, reason);
        return true;
    }

    /**
     * The same for a series that has windows from the lowest level on.
     *
     * @return whether they were taken; not if that window is beyond the horizon
     */
    public boolean add(Series series, long atMicros, A figures, ClosedBy reason) {
        return add(sizes[0], series, atMicros, figures, reason);
    }

    /** Whether the lowest windows that hold {@code atMicros} closed too long ago to be corrected. */
    public boolean isBeyondHorizon(long atMicros) {
        return WindowId.startOf(sizes[0], atMicros) + sizes[0] <= forgottenUpTo;
    }

    /** Closes every window that ends at or before {@code newFrontier}, lower levels first, and forgets the oldest. */
    public void closeUpTo(long newFrontier) {
        if (newFrontier <= frontier) {
            return;
        }
        frontier = newFrontier;
        closeThrough(newFrontier, ClosedBy.EVENT_TIME);
        forget();
    }

    /** Closes every open window. Later figures for them are corrections. */
    public void closeAll(ClosedBy reason) {
        closeThrough(Long.MAX_VALUE, reason);
    }

    /** Open windows of all levels. */
    public int openWindows() {
        return openCount;
    }

    private void closeThrough(long end, ClosedBy reason) {
        for (int level = 0; level < sizes.length; level++) {
            TreeMap<Long, List<WindowId>> ends = open.get(level);
            while (!ends.isEmpty() && ends.firstKey() <= end) {
                for (WindowId window : ends.pollFirstEntry().getValue()) {
                    close(level, window, reason);
                }
            }
        }
    }

    private void close(int level, WindowId window, ClosedBy reason) {
        Pane<A> pane = table.get(window);
        pane.because(reason);
        pane.close();
        openCount--;
        table.touch(window);
        index(window, true);
        emission.emit(window, pane);
        riseFrom(level, window, pane.figures(), pane.closedBy());
    }

    private void rise(int level, WindowId window, A figures, ClosedBy reason) {
        Pane<A> pane = table.get(window);
        if (pane == null && window.endMicros() > frontier) {
            pane = new Pane<>(empty.get());
            table.put(window, pane);
            index(window, false);
        }
        if (pane == null) {
            pane = new Pane<>(empty.get());
            pane.close();
            table.put(window, pane);
            index(window, true);
        } else if (pane.closed()) {
            pane.correct();
        }
        pane.figures().merge(figures);
        pane.because(reason);
        table.touch(window);
        if (pane.closed()) {
            emission.emit(window, pane);
            riseFrom(level, window, figures, reason);
        }
    }

    private void riseFrom(int level, WindowId window, A figures, ClosedBy reason) {
        if (level + 1 < sizes.length) {
            WindowId above = WindowId.holding(window.series(), sizes[level + 1], window.startMicros());
            rise(level + 1, above, figures, reason);
        }
    }

    private void index(WindowId window, boolean isClosed) {
        if (isClosed) {
            closed.computeIfAbsent(window.endMicros(), end -> new ArrayList<>()).add(window);
        } else {
            openCount++;
            open.get(level(window.sizeMicros()))
                    .computeIfAbsent(window.endMicros(), end -> new ArrayList<>())
                    .add(window);
        }
    }

    private int level(long sizeMicros) {
        for (int level = 0; level < sizes.length; level++) {
            if (sizes[level] == sizeMicros) {
                return level;
            }
        }
        throw new UnknownSizeException(sizeMicros);
    }

    private void forget() {
        forgottenUpTo = Math.max(forgottenUpTo, frontier - horizonMicros);
        while (!closed.isEmpty() && closed.firstKey() <= forgottenUpTo) {
            closed.pollFirstEntry().getValue().forEach(table::remove);
        }
    }
}
