package io.plumbline.benchmarks.state;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import org.junit.jupiter.api.Test;

class HeldStateTest {
    private static final int SERIES = 10;
    private static final int A_MINUTE = 600; // in steps
    private static final Instant START = Instant.parse("2026-11-01T10:00:00Z");

    @Test
    void afterTheCorrectionHorizonTheStateGrowsNoMore() {
        HeldState state = new HeldState(SERIES, START);
        run(state, 4 * A_MINUTE);
        long after4 = state.stage2().heldBytes();
        run(state, A_MINUTE);

        assertThat(state.stage2().heldBytes()).isBetween(after4 * 9 / 10, after4 * 11 / 10);
    }

    @Test
    void aCommitWritesOnlyWhatChanged() {
        HeldState state = new HeldState(SERIES, START);
        run(state, A_MINUTE);
        long stage1 = state.stage1().store().changelogBytes();
        long stage2 = state.stage2().changelogBytes();
        state.commit();

        assertThat(state.stage1().store().changelogBytes()).isEqualTo(stage1).isPositive();
        assertThat(state.stage2().changelogBytes()).isEqualTo(stage2).isPositive();
    }

    private static void run(HeldState state, int steps) {
        for (int step = 0; step < steps; step++) {
            state.step();
            state.commit();
        }
    }
}
