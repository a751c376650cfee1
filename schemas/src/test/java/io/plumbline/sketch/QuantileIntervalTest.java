package io.plumbline.sketch;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class QuantileIntervalTest {

    /** The one-sided critical values of the sign test at .05: 0 at 5, 1 at 8, 2 at 11, 3 at 13, 5 at 20. */
    @ParameterizedTest
    @CsvSource({"5, 1, 5", "8, 2, 7", "10, 2, 9", "11, 3, 9", "13, 4, 10", "20, 6, 15"})
    void knowsThePublishedRanksOfTheMedian(long n, long low, long high) {
        assertThat(QuantileInterval.of(.5, n)).isEqualTo(new QuantileInterval(low, high, n));
    }

    /** Wilks, Annals of Mathematical Statistics 12 (1941): the sizes at which the greatest, the second ... bound a share. */
    @ParameterizedTest
    @CsvSource({
        "0.95, 59, 1",
        "0.95, 93, 2",
        "0.95, 124, 3",
        "0.95, 153, 4",
        "0.95, 181, 5",
        "0.99, 299, 1",
        "0.99, 473, 2"
    })
    void knowsThePublishedSizesOfUpperBounds(double q, long n, long fromTheTop) {
        assertThat(QuantileInterval.of(q, n).high()).isEqualTo(n + 1 - fromTheTop);
        assertThat(QuantileInterval.of(q, n - 1).high()).isEqualTo(n + 1 - fromTheTop);
    }

    @ParameterizedTest
    @CsvSource({
        "0.99, 298, false, true", // 1 - .99^298 = .94996
        "0.99, 299, false, false",
        "0.95,  58, false, true",
        "0.95,  59, false, false",
        "0.95,   1, false, true", // one sample is below its P95 with probability .95 exactly
        "0.5,    4, true,  true", // 2^-4 = .0625
        "0.5,    5, false, false",
        "0.01, 298, true,  false",
        "0.99,   0, true,  true"
    })
    void anEndForWhichThereAreTooFewSamplesIsMissing(double q, int n, boolean noLow, boolean noHigh) {
        Sketch samples = new Sketch();
        for (int i = 1; i <= n; i++) {
            samples.record(i);
        }
        QuantileInterval interval = QuantileInterval.of(q, n);

        assertThat(interval.lowIn(samples) == null).as("no lower end").isEqualTo(noLow);
        assertThat(interval.highIn(samples) == null).as("no upper end").isEqualTo(noHigh);
    }

    @Test
    void theEndsAreThoseOfTheBucketsSoThatTheSketchTakesNoConfidenceAway() {
        Sketch samples = new Sketch();
        for (int i = 0; i < 1_000; i++) {
            samples.record(1_000_000 + i); // all in one bucket
        }
        samples.record(5);
        samples.record(9_000_000);
        int bucket = Buckets.bucketOf(1_000_000);

        QuantileInterval interval = QuantileInterval.of(.5, samples.count());

        assertThat(interval.lowIn(samples)).isEqualTo(Buckets.lower(bucket));
        assertThat(interval.highIn(samples)).isEqualTo(Buckets.lower(bucket + 1));
    }

    @ParameterizedTest
    @CsvSource({"0, 10", "1, 10", "NaN, 10", "-0.5, 10", "0.5, -1"})
    void refusesWhatIsNoQuantileOrNoNumber(double q, long n) {
        assertThatThrownBy(() -> QuantileInterval.of(q, n)).isInstanceOf(IllegalArgumentException.class);
    }
}
