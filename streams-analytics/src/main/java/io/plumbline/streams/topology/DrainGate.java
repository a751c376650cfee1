package io.plumbline.streams.topology;

/** One task's side of a {@link Drain}. */
final class DrainGate implements AutoCloseable {
    /** How long the input must be silent before a drained task closes its windows. */
    static final long QUIET_MILLIS = 300;

    /** By then, a commit has followed what was emitted last: commits come every 100 ms. */
    private static final long COMMITTED_AFTER_MILLIS = 300;

    private final Drain drain;
    private final String task;
    private long emptySinceMillis = Long.MAX_VALUE;

    DrainGate(Drain drain, String task) {
        this.drain = drain;
        this.task = task;
        drain.report(task, false);
    }

    /** Whether it is time to close all windows: it was asked for, and the last input is long enough ago. */
    boolean shouldClose(long nowMillis, long lastInputMillis) {
        return drain.isRequested() && nowMillis - lastInputMillis >= QUIET_MILLIS;
    }

    /** Whether nothing is open now; to be said at every tick. */
    void tick(long nowMillis, boolean isEmpty) {
        emptySinceMillis = isEmpty ? Math.min(emptySinceMillis, nowMillis) : Long.MAX_VALUE;
        drain.report(task, isEmpty && nowMillis - emptySinceMillis >= COMMITTED_AFTER_MILLIS);
    }

    @Override
    public void close() {
        drain.leave(task);
    }
}
