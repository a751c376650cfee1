package io.plumbline.streams.domain.regression.comparison;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.plumbline.sketch.Sketch;
import io.plumbline.streams.domain.regression.Direction;
import java.util.Arrays;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

class ComparisonTest {
    private static final MetricRule TIME = new MetricRule(.1, Direction.UP);

    @Test
    void equalReleasesPass() {
        Comparison comparison = compare(times(5_000, 100, 1), times(5_000, 100, 2));

        assertThat(comparison.outcome()).isEqualTo(Outcome.PASS);
        assertThat(comparison.shifts()).extracting(Shift::quantile).containsExactly(.5, .95, .99);
        assertThat(comparison.distance().greatest()).isLessThan(.05);
    }

    @Test
    void aRegressionBeyondTheToleranceFailsAndNamesItsQuantiles() {
        Comparison comparison = compare(times(2_000, 100, 1), times(2_000, 130, 2));

        assertThat(comparison.outcome()).isEqualTo(Outcome.FAIL);
        assertThat(comparison.reason()).startsWith("P50, P95").endsWith("regressed beyond its tolerance");
        Shift median = comparison.shifts().get(0);
        assertThat(median.change()).isCloseTo(.3, within(.05));
        assertThat(median.low()).isLessThan(.3);
        assertThat(median.high()).isGreaterThan(.3);
    }

    @Test
    void anImprovementPasses() {
        assertThat(compare(times(2_000, 100, 1), times(2_000, 70, 2)).outcome()).isEqualTo(Outcome.PASS);
    }

    @Test
    void aCertainSlowDownWithinTheToleranceIsTolerated() {
        Shift median =
                compare(times(50_000, 100, 1), times(50_000, 104, 2)).shifts().get(0);

        assertThat(median.low()).isPositive();
        assertThat(median.outcome()).isEqualTo(Outcome.PASS);
    }

    @Test
    void aCertainSlowDownThatMayBeBeyondTheToleranceIsAWarning() {
        Shift median =
                compare(times(2_000, 100, 1), times(2_000, 108, 2)).shifts().get(0);

        assertThat(median.low()).isPositive();
        assertThat(median.high()).isGreaterThan(.1);
        assertThat(median.outcome()).isEqualTo(Outcome.WARN);
    }

    @Test
    void aFewSamplesCannotTell() {
        Comparison comparison = compare(times(20, 100, 1), times(20, 100, 2));

        assertThat(comparison.outcome()).isEqualTo(Outcome.INCONCLUSIVE);
        assertThat(comparison.reason()).startsWith("P50 may have regressed");
        assertThat(comparison.shifts().get(0).smallestDetectable()).isGreaterThan(.1);
        assertThat(comparison.shifts().get(2).outcome()).isNull(); // no upper end of a P99 of 20 values
    }

    @Test
    void nothingAndNextToNothingCannotTell() {
        assertThat(compare(new double[0], times(20, 100, 2)).reason()).isEqualTo("one side has no values");
        assertThat(compare(times(4, 100, 1), times(20, 100, 2)).reason())
                .isEqualTo("the median needs 5 values on each side, they have 4 and 20");
    }

    @Test
    void twoModesUnderTheSameQuantilesAreAWarning() {
        double[] before = new double[4_000];
        Arrays.setAll(before, i -> 100 + i / 40.0);
        double[] after = before.clone();
        for (int i = 100; i < 1_900; i++) { // below the median, most values moved together
            after[i] = i < 1_000 ? 103 + i * 1e-5 : 147 + i * 1e-5;
        }
        Comparison comparison = compare(before, after);

        assertThat(comparison.shifts()).extracting(Shift::change).allMatch(change -> Math.abs(change) < .01);
        assertThat(comparison.outcome()).isEqualTo(Outcome.WARN);
        assertThat(comparison.reason()).startsWith("the quantiles hold, but ");
    }

    @Test
    void lessIsWorseWhereTheRuleSaysSo() {
        MetricRule rate = new MetricRule(.05, Direction.DOWN);
        Distribution before = Distribution.of(times(2_000, 100, 1));
        Distribution after = Distribution.of(times(2_000, 80, 2));

        assertThat(Comparison.of(before, after, rate).outcome()).isEqualTo(Outcome.FAIL);
        assertThat(Comparison.of(after, before, rate).outcome()).isEqualTo(Outcome.PASS);
        assertThat(Comparison.of(after, before, new MetricRule(.05, Direction.BOTH))
                        .outcome())
                .isEqualTo(Outcome.FAIL);
    }

    @Test
    void mergedSketchesSayWhatTheValuesSay() {
        double[] before = times(3_000, 1e6, 1);
        double[] after = times(3_000, 1.3e6, 2);
        Comparison raw = compare(before, after);
        Comparison sketched = Comparison.of(Distribution.of(sketch(before)), Distribution.of(sketch(after)), TIME);

        assertThat(sketched.outcome()).isEqualTo(raw.outcome());
        assertThat(sketched.distance().greatest()).isCloseTo(raw.distance().greatest(), within(.02));
        for (int i = 0; i < 3; i++) {
            assertThat(sketched.shifts().get(i).change())
                    .isCloseTo(raw.shifts().get(i).change(), within(.02));
            assertThat(sketched.shifts().get(i).low())
                    .isLessThanOrEqualTo(raw.shifts().get(i).low());
            assertThat(sketched.shifts().get(i).high())
                    .isGreaterThanOrEqualTo(raw.shifts().get(i).high());
        }
    }

    @Test
    void aBaselineOfZeroHasNoPercentAndAnyRiseIsARegression() {
        double[] zeros = new double[100];
        double[] ones = new double[100];
        Arrays.fill(ones, 1);

        Shift median = compare(zeros, ones).shifts().get(0);
        assertThat(median.change()).isInfinite();
        assertThat(median.outcome()).isEqualTo(Outcome.FAIL);
        assertThat(compare(zeros, zeros).outcome()).isEqualTo(Outcome.PASS);
    }

    /** 400 pairs of samples: the bounds are five standard deviations of a binomial from 90 %, and wide above it. */
    @Test
    void theIntervalOfTheMediansRatioCoversItNineTimesInTen() {
        int covered = 0;
        for (int seed = 0; seed < 400; seed++) {
            Shift median = compare(times(80, 100, seed), times(120, 120, 10_000 + seed))
                    .shifts()
                    .get(0);
            covered += median.low() <= .2 && .2 <= median.high() ? 1 : 0;
        }
        assertThat(covered).isBetween(330, 396);
    }

    @Test
    void aRegressionOfTheSizeThatItSaysIsDetectableIsShown() {
        int shown = 0;
        for (int seed = 0; seed < 100; seed++) {
            double smallest = compare(times(100, 100, seed), times(100, 100, 500 + seed))
                    .shifts()
                    .get(0)
                    .smallestDetectable();
            shown += compare(times(100, 100, 1_000 + seed), times(100, 100 * (1 + smallest), 1_500 + seed))
                                    .shifts()
                                    .get(0)
                                    .low()
                            > 0
                    ? 1
                    : 0;
        }
        assertThat(shown).isBetween(78, 100);
    }

    private static Comparison compare(double[] before, double[] after) {
        return Comparison.of(Distribution.of(before), Distribution.of(after), TIME);
    }

    private static double[] times(int count, double median, long seed) {
        SplittableRandom random = new SplittableRandom(seed);
        double[] values = new double[count];
        Arrays.setAll(values, i -> median * Math.exp(.4 * random.nextGaussian()));
        return values;
    }

    private static Sketch sketch(double[] values) {
        Sketch sketch = new Sketch();
        Arrays.stream(values).forEach(sketch::record);
        return sketch;
    }
}
