package io.plumbline.streams.domain.window;

/** The state of one window: its figures, whether it closed, and how often it was corrected since. Mutable. */
public final class Pane<A> {
    private final A figures;
    private boolean closed;
    private int revision;
    private ClosedBy closedBy;

    Pane(A figures) {
        this(figures, false, 0, ClosedBy.EVENT_TIME);
    }

    /** From its parts, as the accessors give them. */
    public Pane(A figures, boolean closed, int revision, ClosedBy closedBy) {
        this.figures = figures;
        this.closed = closed;
        this.revision = revision;
        this.closedBy = closedBy;
    }

    public A figures() {
        return figures;
    }

    public boolean closed() {
        return closed;
    }

    /** 0 when the window closed; each later correction counts up. */
    public int revision() {
        return revision;
    }

    public ClosedBy closedBy() {
        return closedBy;
    }

    void because(ClosedBy reason) {
        closedBy = closedBy.or(reason);
    }

    void close() {
        closed = true;
    }

    void correct() {
        revision++;
    }
}
