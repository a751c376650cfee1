package io.plumbline.streams.domain.window;

import java.util.ArrayList;
import java.util.List;

/** All open windows of one start, and how many pages of the changelog tell of them. Mutable. */
public final class Slice {
    private final Kind kind;
    private final long startMicros;
    final List<OpenWindow> windows = new ArrayList<>();
    final List<OpenWindow> changed = new ArrayList<>();
    private int pages;

    /** What its windows are of. */
    public enum Kind {
        /** Windows of the base size: what events go into. */
        BASE,
        /** Windows of the least size that is kept for each node: merged from closed base windows. */
        SPAN
    }

    Slice(Kind kind, long startMicros) {
        this.kind = kind;
        this.startMicros = startMicros;
    }

    public Kind kind() {
        return kind;
    }

    public long startMicros() {
        return startMicros;
    }

    /** The windows that changed since {@link #written}. */
    public List<OpenWindow> changed() {
        return changed;
    }

    /** Pages written so far. */
    public int pages() {
        return pages;
    }

    /** What changed stands in the changelog now, where this slice has so many pages. */
    public void written(int newPages) {
        pages = newPages;
        changed.forEach(window -> window.changed = false);
        changed.clear();
    }
}
