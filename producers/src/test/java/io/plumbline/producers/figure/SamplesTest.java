package io.plumbline.producers.figure;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import org.junit.jupiter.api.Test;

class SamplesTest {
    @Test
    void nothingMeasuredIsNoFigure() {
        assertThat(new Samples().distribution()).isNull();
    }

    @Test
    void oneSampleBoundsOnlyTheTailFromBelow() {
        Samples samples = new Samples();
        samples.record(7);

        Distribution one = samples.distribution();

        assertThat(one.mean()).isEqualTo(new Estimate(7, null, null));
        assertThat(one.p50()).isEqualTo(new Estimate(7, null, null));
        assertThat(one.p95()).isEqualTo(new Estimate(7, 7.0, null)); // with 95 % it is no greater than the percentile
    }

    /** Of 1..1000: deviation 288.819, so the mean is within 1.6449 * 288.819 / sqrt(1000) = 15.023 of 500.5. */
    @Test
    void theMeanHasItsNormalInterval() {
        Distribution numbers = numbers(1, 1000).distribution();

        assertThat(numbers.mean().value()).isEqualTo(500.5);
        assertThat(numbers.mean().low()).isCloseTo(500.5 - 15.023, within(.001));
        assertThat(numbers.mean().high()).isCloseTo(500.5 + 15.023, within(.001));
        assertThat(numbers.p95().low()).isLessThan(950);
        assertThat(numbers.p95().high()).isGreaterThan(950);
        assertThat(numbers.max()).isEqualTo(1000);
    }

    @Test
    void mergingIsTheSameAsRecordingTogether() {
        Samples merged = numbers(1, 400);
        merged.merge(numbers(401, 1000));

        assertThat(merged.distribution()).isEqualTo(numbers(1, 1000).distribution());
    }

    private static Samples numbers(int from, int to) {
        Samples samples = new Samples();
        for (int i = from; i <= to; i++) {
            samples.record(i);
        }
        return samples;
    }
}
