package io.plumbline.streams.domain.window;

/** One open window of one series at one node. Mutable; it is used again for another window when it has closed. */
public final class OpenWindow {
    NodeSeries series;
    Slice slice;
    OpenWindow older; // of the same series
    boolean changed; // since the last commit
    private final Tally tally = new Tally();

    /** Whose window it is. */
    public Series id() {
        return series.id();
    }

    public long startMicros() {
        return slice.startMicros();
    }

    /** To be changed only after {@link SourceWindows} gave this window for the change. */
    public Tally tally() {
        return tally;
    }

    void clear() {
        series = null;
        slice = null;
        older = null;
        changed = false;
        tally.clear();
    }
}
