package io.plumbline.benchmarks.state;

import java.lang.management.ManagementFactory;
import java.time.Duration;
import java.time.Instant;

/**
 * What the state of so many series takes in the steady state, by its stages.
 *
 * @param series pairs of node and operation, each with ten events in a second
 */
public record StateSize(int series, Stage stage1, Stage stage2) {
    /** The hour begins here: the windows of the highest level are open, and their number does not change. */
    private static final Instant START = Instant.parse("2026-11-01T10:00:00Z");

    /** The correction horizon and two windows of a minute, and a little: nothing is forgotten later than it would be. */
    private static final Duration FILL = Duration.ofSeconds(245);

    private static final Duration COUNTED = Duration.ofSeconds(10);
    private static final int COLLECTIONS = 3;

    /**
     * The figures of one stage.
     *
     * @param heapBytes used after a full collection, less what was used without this stage
     * @param heldBytes keys and values in the stores, counted once
     * @param changelogBytesPerSecond written by the commits of one second of event time, before compression
     */
    public record Stage(long heapBytes, long heldBytes, long changelogBytesPerSecond) {}

    /** Commits once a second while it fills, and then every 100 ms, as the topology does, while it counts. */
    public static StateSize measure(int series) {
        long nothing = usedHeap();
        HeldState state = new HeldState(series, START);
        run(state, FILL, Duration.ofSeconds(1));
        long before1 = state.stage1().store().changelogBytes();
        long before2 = state.stage2().changelogBytes();
        run(state, COUNTED, HeldState.STEP);
        long rate1 = (state.stage1().store().changelogBytes() - before1) / COUNTED.toSeconds();
        long rate2 = (state.stage2().changelogBytes() - before2) / COUNTED.toSeconds();
        long held2 = state.stage2().heldBytes();
        long both = usedHeap();
        state.forgetStage2();
        long first = usedHeap();
        long held1 = state.stage1().store().heldBytes(); // and stage 1 is in use until here
        return new StateSize(series, new Stage(first - nothing, held1, rate1), new Stage(both - first, held2, rate2));
    }

    private static void run(HeldState state, Duration time, Duration commitInterval) {
        long each = commitInterval.dividedBy(HeldState.STEP);
        long steps = time.dividedBy(HeldState.STEP);
        for (long step = 1; step <= steps; step++) {
            state.step();
            if (step % each == 0) {
                state.commit();
            }
        }
    }

    private static long usedHeap() {
        for (int i = 0; i < COLLECTIONS; i++) {
            System.gc();
        }
        return ManagementFactory.getMemoryMXBean().getHeapMemoryUsage().getUsed();
    }
}
