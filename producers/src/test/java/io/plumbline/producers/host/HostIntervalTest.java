package io.plumbline.producers.host;

import static org.assertj.core.api.Assertions.assertThat;

import io.plumbline.schemas.event.ResourceSample;
import java.time.Instant;
import org.junit.jupiter.api.Test;

class HostIntervalTest {
    private static final HostReading UNKNOWN = reading(0, null, null, null, null);

    @Test
    void countersBecomeDifferencesAndRates() {
        ResourceSample sample =
                sample(reading(0, 100L, 1_000L, 5_000_000L, 70L), reading(10_000_000, 150L, 1_200L, 20_000_000L, 90L));

        assertThat(sample.getIntervalNanos()).isEqualTo(10_000_000);
        assertThat(sample.getCpuSystem()).isEqualTo(.25); // 50 of 200 ticks
        assertThat(sample.getCpuProcess()).isEqualTo(1.5); // 15 ms in 10 ms
        assertThat(sample.getNetworkSentBytes()).isEqualTo(20);
    }

    @Test
    void aCounterThatWasResetIsUnknownAndNotZero() {
        ResourceSample sample = sample(reading(0, 100L, 1_000L, 9L, 70L), reading(10, 40L, 400L, 1L, 5L));

        assertThat(sample.getCpuSystem()).isNull();
        assertThat(sample.getCpuProcess()).isNull();
        assertThat(sample.getNetworkSentBytes()).isNull();
    }

    @Test
    void whatTheMachineCannotTellStaysUnknown() {
        ResourceSample sample = sample(UNKNOWN, reading(10, 1L, 2L, 3L, 4L));

        assertThat(sample.getCpuSystem()).isNull();
        assertThat(sample.getCpuProcess()).isNull();
        assertThat(sample.getNetworkSentBytes()).isNull();
        assertThat(sample.getOpenFiles()).isNull();
    }

    @Test
    void noTickInBetweenIsNoShareOfTheProcessors() {
        assertThat(sample(reading(0, 5L, 9L, 0L, 0L), reading(10, 5L, 9L, 0L, 0L))
                        .getCpuSystem())
                .isNull();
    }

    private static ResourceSample sample(HostReading before, HostReading after) {
        ResourceSample.Builder header = ResourceSample.newBuilder()
                .setSystem("s")
                .setNode("n")
                .setBoot("b")
                .setSequence(0)
                .setSampledAt(Instant.EPOCH);
        return new HostInterval(before, after).figures(header).build();
    }

    private static HostReading reading(long nanos, Long busy, Long total, Long processNanos, Long sent) {
        return new HostReading(
                nanos,
                busy,
                total,
                processNanos,
                null,
                null,
                null,
                null,
                null,
                null,
                null,
                null,
                null,
                null,
                sent,
                null,
                null);
    }
}
