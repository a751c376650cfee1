package io.plumbline.producers.agent;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import org.junit.jupiter.api.Test;

class PaceTest {
    private static final long FLUSH = Duration.ofMillis(100).toNanos();

    private final Pace pace = new Pace(500, FLUSH, 0);

    @Test
    void whoRecordsNothingIsLookedAtSeldom() {
        assertThat(pace.restNanos(millis(10), 0)).isEqualTo(millis(100));
    }

    @Test
    void theNextLookComesWhenHalfABatchIsThere() {
        assertThat(pace.restNanos(millis(10), 100)).isEqualTo(millis(25)); // 10 a millisecond
        assertThat(pace.restNanos(millis(20), 110)).isEqualTo(millis(100)); // 1 a millisecond since then
    }

    @Test
    void aFloodIsNotLookedAtWithoutPause() {
        assertThat(pace.restNanos(millis(1), 1_000_000)).isEqualTo(millis(5));
    }

    @Test
    void noMeasurementWaitsLongerThanTheFlushInterval() {
        assertThat(new Pace(500, millis(8), 0).restNanos(millis(10), 1)).isEqualTo(millis(8));
        assertThat(new Pace(500, millis(2), 0).restNanos(millis(10), 1_000)).isEqualTo(millis(2));
    }

    private static long millis(long millis) {
        return Duration.ofMillis(millis).toNanos();
    }
}
