package io.plumbline.streams.domain.window;

/**
 * One operation at one node, as long as it has open windows: an event that has found this object has found its windows.
 * Made by {@link SourceWindows} only.
 */
public final class NodeSeries {
    private final Series id;
    private final boolean isOverflow;
    OperationTotal total; // null once forgotten: whoever still remembers this series would keep it alive
    OpenWindow newest; // of the base windows, linked to the ones made before
    OpenWindow newestSpan;
    private boolean forgotten;

    NodeSeries(Series id, OperationTotal total) {
        this.id = id;
        this.total = total;
        this.isOverflow = id.operation().equals(SeriesDirectory.OVERFLOW);
    }

    /** Whether it stands for all series beyond the limit. */
    public boolean isOverflow() {
        return isOverflow;
    }

    public Series id() {
        return id;
    }

    /** Whether it has to be looked up again: its last window has closed, and another object may be in its place. */
    public boolean forgotten() {
        return forgotten;
    }

    void forget() {
        forgotten = true;
        total = null;
    }

    boolean isIdle() {
        return newest == null && newestSpan == null;
    }

    OpenWindow find(Slice.Kind kind, long startMicros) {
        OpenWindow window = kind == Slice.Kind.BASE ? newest : newestSpan;
        while (window != null && window.startMicros() != startMicros) {
            window = window.older;
        }
        return window;
    }

    void link(OpenWindow window) {
        if (window.slice.kind() == Slice.Kind.BASE) {
            window.older = newest;
            newest = window;
        } else {
            window.older = newestSpan;
            newestSpan = window;
        }
    }

    void unlink(OpenWindow gone) {
        if (gone.slice.kind() == Slice.Kind.BASE) {
            newest = without(newest, gone);
        } else {
            newestSpan = without(newestSpan, gone);
        }
    }

    private static OpenWindow without(OpenWindow first, OpenWindow gone) {
        if (first == gone) {
            return gone.older;
        }
        OpenWindow before = first;
        while (before.older != gone) {
            before = before.older;
        }
        before.older = gone.older;
        return first;
    }
}
