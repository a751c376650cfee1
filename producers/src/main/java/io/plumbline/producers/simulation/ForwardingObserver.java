package io.plumbline.producers.simulation;

/** Hands everything on to another observer; whoever extends it does something besides. */
public abstract class ForwardingObserver implements Observer {
    private final Observer next;

    protected ForwardingObserver(Observer next) {
        this.next = next;
    }

    @Override
    public void operation(int node, long intendedNanos, long durationNanos, boolean committed, int bytes) {
        next.operation(node, intendedNanos, durationNanos, committed, bytes);
    }

    @Override
    public void decided(int node, long proposedNanos, long durationNanos) {
        next.decided(node, proposedNanos, durationNanos);
    }

    @Override
    public void viewChange(int node, long sinceNanos, long durationNanos) {
        next.viewChange(node, sinceNanos, durationNanos);
    }

    @Override
    public void interval(NodeInterval interval) {
        next.interval(interval);
    }
}
