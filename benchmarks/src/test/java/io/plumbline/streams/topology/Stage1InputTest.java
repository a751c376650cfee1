package io.plumbline.streams.topology;

import static org.assertj.core.api.Assertions.assertThat;

import io.plumbline.benchmarks.load.Workload;
import java.time.Instant;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class Stage1InputTest {
    private static final int EVENTS = 2_000;
    private static final int PASSES = 12;

    @ParameterizedTest
    @ValueSource(ints = {1, 10})
    void whatIsSentAgainIsTakenAsTheNodesNextMeasurementsAndClosesWindows(int batch) {
        try (Stage1Input input =
                new Stage1Input(new Workload(EVENTS, batch, 20, 100, 1), Instant.parse("2026-11-01T00:00:00Z"))) {
            Stage1 stage = new Stage1(input.registry());
            for (int pass = 0; pass < PASSES; pass++) {
                input.bundles().forEach(bundle -> stage.process(bundle, input.nowMillis()));
                input.moveOn();
            }

            assertThat(stage.setAside()).isZero();
            // The last second and the grace are open; jitter reaches back over the start.
            assertThat(stage.closedEvents()).isBetween((PASSES - 3L) * EVENTS, (PASSES - 1L) * EVENTS);
        }
    }
}
