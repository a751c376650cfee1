package io.plumbline.streams.domain.window;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;
import java.util.TreeMap;

/**
 * The open windows of every series of one source. An event changes the base window of its series and nothing else; when
 * base windows close, they are added up over the nodes, and merged into the span of their node, which closes in its turn.
 *
 * <p>A window that has closed may open again, for events that other nodes left behind: what it then holds comes on top of
 * what it gave before. Windows are used again, so that a steady stream makes no garbage. Not thread-safe.
 */
public final class SourceWindows {
    /** Takes what has closed. The tallies are live: read them at once. */
    public interface Closed {
        /** A base window over all nodes of this source if {@code series} names no node, else the span of that node. */
        void window(Series series, long startMicros, Tally tally);

        /** All of these are closed. */
        void slice(Slice slice);
    }

    private static final int KEPT = 1 << 16; // closed windows kept for use again, at most

    private final long baseMicros;
    private final long spanMicros;
    private final SeriesDirectory directory;
    private final TreeMap<Long, Slice> bases = new TreeMap<>();
    private final TreeMap<Long, Slice> spans = new TreeMap<>();
    private final List<Slice> changed = new ArrayList<>();
    private final List<OperationTotal> totals = new ArrayList<>();
    private final ArrayDeque<OpenWindow> spare = new ArrayDeque<>();
    private Slice newestBase;
    private int openCount;

    /**
     * @param spanMicros a multiple of {@code baseMicros}
     * @param seriesLimit series with open windows, at most, for each system
     */
    public SourceWindows(long baseMicros, long spanMicros, int seriesLimit) {
        this.baseMicros = baseMicros;
        this.spanMicros = spanMicros;
        this.directory = new SeriesDirectory(seriesLimit);
    }

    /** The series of that name; where its system has too many, the one that they share. */
    public NodeSeries series(String system, String run, String node, String operation) {
        return directory.find(new Series(system, run, operation, node));
    }

    /** The base window of {@code series} that starts at {@code startMicros}, to be changed at once. */
    public OpenWindow base(NodeSeries series, long startMicros) {
        OpenWindow window = series.newest;
        if (window == null || window.startMicros() != startMicros) {
            window = findOrOpen(series, Slice.Kind.BASE, startMicros);
        }
        if (!window.changed) {
            change(window);
        }
        return window;
    }

    /** How long windows of that kind are, in microseconds. */
    public long sizeMicros(Slice.Kind kind) {
        return kind == Slice.Kind.BASE ? baseMicros : spanMicros;
    }

    /** The window as the changelog tells of it; a later page of the changelog may tell of it again. */
    public void restore(Slice.Kind kind, Series id, long startMicros, Tally figures, int pages) {
        OpenWindow window = findOrOpen(directory.restore(id), kind, startMicros);
        window.tally().clear();
        window.tally().merge(figures);
        window.slice.written(pages);
    }

    /** Closes base windows and spans that end at or before {@code endMicros}, the oldest first. */
    public void closeUpTo(long endMicros, Closed closed) {
        while (!bases.isEmpty() && bases.firstKey() + baseMicros <= endMicros) {
            closeBase(bases.pollFirstEntry().getValue(), closed);
        }
        while (!spans.isEmpty() && spans.firstKey() + spanMicros <= endMicros) {
            closeSpan(spans.pollFirstEntry().getValue(), closed);
        }
    }

    /** Gives each slice in which something changed since it last {@link Slice#written was written}. */
    public List<Slice> takeChanged() {
        List<Slice> result = List.copyOf(changed);
        changed.clear();
        return result;
    }

    /** Open windows of both kinds. */
    public int openWindows() {
        return openCount;
    }

    /** Series with open windows. */
    public int series() {
        return directory.size();
    }

    /** The latest end of an open base window; {@link Long#MIN_VALUE} if none is open. */
    public long latestEnd() {
        return bases.isEmpty() ? Long.MIN_VALUE : bases.lastKey() + baseMicros;
    }

    private OpenWindow findOrOpen(NodeSeries series, Slice.Kind kind, long startMicros) {
        OpenWindow known = series.find(kind, startMicros);
        return known != null ? known : open(series, kind, startMicros);
    }

    private OpenWindow open(NodeSeries series, Slice.Kind kind, long startMicros) {
        OpenWindow window = spare.isEmpty() ? new OpenWindow() : spare.pop();
        window.series = series;
        window.slice = slice(kind, startMicros);
        window.slice.windows.add(window);
        series.link(window);
        openCount++;
        return window;
    }

    private Slice slice(Slice.Kind kind, long startMicros) {
        if (kind == Slice.Kind.SPAN) {
            return spans.computeIfAbsent(startMicros, start -> new Slice(kind, start));
        }
        if (newestBase == null || newestBase.startMicros() != startMicros || bases.get(startMicros) != newestBase) {
            newestBase = bases.computeIfAbsent(startMicros, start -> new Slice(kind, start));
        }
        return newestBase;
    }

    private void change(OpenWindow window) {
        window.changed = true;
        Slice slice = window.slice;
        if (slice.changed.isEmpty()) {
            changed.add(slice);
        }
        slice.changed.add(window);
    }

    private void closeBase(Slice slice, Closed closed) {
        long spanStart = WindowId.startOf(spanMicros, slice.startMicros());
        for (OpenWindow window : slice.windows) {
            if (window.series.total.add(window)) {
                totals.add(window.series.total);
            }
            OpenWindow span = findOrOpen(window.series, Slice.Kind.SPAN, spanStart);
            span.tally().merge(window.tally());
            if (!span.changed) {
                change(span);
            }
        }
        for (OperationTotal total : totals) {
            closed.window(total.id(), slice.startMicros(), total.sum());
            total.clear();
        }
        totals.clear();
        release(slice, closed);
    }

    private void closeSpan(Slice slice, Closed closed) {
        for (OpenWindow window : slice.windows) {
            closed.window(window.id(), slice.startMicros(), window.tally());
        }
        release(slice, closed);
    }

    private void release(Slice slice, Closed closed) {
        changed.remove(slice);
        for (OpenWindow window : slice.windows) {
            NodeSeries series = window.series;
            series.unlink(window);
            if (series.isIdle()) {
                directory.forget(series);
            }
            window.clear();
            if (spare.size() < KEPT) {
                spare.push(window);
            }
        }
        openCount -= slice.windows.size();
        closed.slice(slice);
    }
}
