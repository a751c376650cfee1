package io.plumbline.streams.topology;

import org.apache.kafka.streams.processor.TaskId;

/** One task's side of a {@link Drain}. */
final class DrainGate implements AutoCloseable {
    /** How long the input must be silent before a drained task closes its windows. */
    static final long QUIET_MILLIS = 300;

    private static final long NOT_EMPTY = -1;

    private final Drain drain;
    private final TaskId task;
    private long sentWhenEmptied = NOT_EMPTY;

    DrainGate(Drain drain, TaskId task) {
        this.drain = drain;
        this.task = task;
        drain.reportBusy(task);
    }

    /**
     * Whether it is time to close all windows: it was asked for, the last input is long enough ago, and there is no more of
     * it. Silence alone does not tell: after a rebalance the thread may still wait for where to read on.
     */
    boolean shouldClose(long nowMillis, long lastInputMillis) {
        return drain.isRequested()
                && nowMillis - lastInputMillis >= QUIET_MILLIS
                && drain.progress().isCaughtUp();
    }

    /** Whether nothing is open now; to be said at every tick, behind all that the tick emits. */
    void tick(long nowMillis, boolean isEmpty) {
        if (!isEmpty) {
            sentWhenEmptied = NOT_EMPTY;
        } else if (sentWhenEmptied == NOT_EMPTY) {
            sentWhenEmptied = drain.progress().sent();
        }
        if (isEmpty && drain.progress().isCommitted(sentWhenEmptied)) {
            drain.reportDrained(task, nowMillis);
        } else {
            drain.reportBusy(task);
        }
    }

    @Override
    public void close() {
        drain.leave(task);
    }
}
