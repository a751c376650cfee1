package io.plumbline.streams.domain.window;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class WatermarksTest {
    private final Watermarks watermarks = new Watermarks();

    @Test
    void isTheLeastOfAllSources() {
        watermarks.report(0, 2, 30);
        watermarks.report(1, 2, 20);

        assertThat(watermarks.combined()).isEqualTo(20);
    }

    @Test
    void aSourceThatNeverReportedHoldsEverythingBack() {
        watermarks.report(0, 2, 30);
        assertThat(watermarks.combined()).isEqualTo(SourceClock.NOTHING);

        watermarks.report(1, 2, 40);
        assertThat(watermarks.combined()).isEqualTo(30);
    }

    @Test
    void butNotForEver() {
        watermarks.report(0, 2, 30);
        watermarks.waitNoLonger();

        assertThat(watermarks.combined()).isEqualTo(30);
    }

    @Test
    void anIdleSourceHoldsNothingBackUntilItIsBack() {
        watermarks.report(0, 2, 30);
        watermarks.report(1, 2, Watermarks.IDLE);
        assertThat(watermarks.combined()).isEqualTo(30);

        watermarks.report(1, 2, 10);
        assertThat(watermarks.combined()).isEqualTo(10);
    }

    @Test
    void allAreIdleOnlyWhenEachSaidSo() {
        watermarks.report(0, 2, Watermarks.IDLE);
        assertThat(watermarks.allIdle()).isFalse();

        watermarks.report(1, 2, Watermarks.IDLE);
        assertThat(watermarks.allIdle()).isTrue();
    }

    @Test
    void agentsAreOneMoreSourceButNobodyWaitsForThem() {
        watermarks.report(0, 1, 30);
        assertThat(watermarks.combined()).isEqualTo(30);

        watermarks.report(Watermarks.AGENTS, 0, 25);
        assertThat(watermarks.combined()).isEqualTo(25);
    }
}
