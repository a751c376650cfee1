package io.plumbline.streams.domain.window;

/** Where the windows of one operation are added up over the nodes of a source, one start at a time. Mutable. */
final class OperationTotal {
    private final Series id;
    private final Tally sum = new Tally();
    private boolean used;
    int nodes; // live series that are added up here

    OperationTotal(Series id) {
        this.id = id;
    }

    Series id() {
        return id;
    }

    Tally sum() {
        return sum;
    }

    /** Adds a window. Returns whether it was the first since {@link #clear}. */
    boolean add(OpenWindow window) {
        boolean first = !used;
        used = true;
        sum.merge(window.tally());
        if (window.tally().count() > 0) {
            sum.measuredBy(window.id().node());
        }
        return first;
    }

    void clear() {
        sum.clear();
        used = false;
    }
}
