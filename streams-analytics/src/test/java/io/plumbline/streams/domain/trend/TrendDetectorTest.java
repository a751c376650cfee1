package io.plumbline.streams.domain.trend;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import io.plumbline.streams.domain.trend.TrendVerdict.Figures;
import io.plumbline.streams.domain.trend.TrendVerdict.Inconclusive;
import io.plumbline.streams.domain.trend.TrendVerdict.Moving;
import io.plumbline.streams.domain.trend.TrendVerdict.Steady;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.stream.IntStream;
import org.assertj.core.data.Offset;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Expected figures are those of SciPy 1.17 ({@code theilslopes}, {@code kendalltau}, {@code pearsonr}, {@code spearmanr}). */
class TrendDetectorTest {
    private static final Offset<Double> EXACTLY = within(1e-9);
    private static final double[] RISING = {3.1, 2.8, 4.0, 4.9, 4.6, 5.9, 5.5, 7.2, 6.9, 8.1};

    @Test
    void agreesWithAnotherImplementation() {
        Figures figures = moving(RISING).figures();

        assertThat(figures.line().slope().value()).isCloseTo(0.575, EXACTLY);
        assertThat(figures.line().slope().low()).isCloseTo(0.45, EXACTLY);
        assertThat(figures.line().slope().high()).isCloseTo(0.7, EXACTLY);
        assertThat(figures.significance().tau()).isCloseTo(0.8222222222222221, EXACTLY);
        assertThat(figures.significance().exact()).isTrue();
        assertThat(figures.significance().pValue()).isCloseTo(0.0003576940035273369, EXACTLY);
        assertThat(figures.pearson().orElseThrow()).isCloseTo(0.9681806326165262, EXACTLY);
        assertThat(figures.spearman().orElseThrow()).isCloseTo(0.9515151515151514, EXACTLY);
        assertThat(figures.strength()).isEqualTo(Strength.VERY_STRONG);
    }

    @Test
    void equalValuesAreCorrectedFor() { // groups of 2, 3 and 2: variance 119.33 instead of 125
        MannKendall test = moving(1, 2, 2, 3, 3, 3, 4, 5, 4, 6).figures().significance();

        assertThat(test.exact()).isFalse();
        assertThat(test.s()).isEqualTo(38);
        assertThat(test.pValue()).isCloseTo(0.0007065005675843464, EXACTLY);
        assertThat(test.tau()).isCloseTo(0.8956685895029601, EXACTLY);
    }

    @Test
    void fiveValuesThatRiseThroughoutAreTheFewestThatCanBeSignificant() {
        assertThat(moving(1, 2, 3, 4, 5).figures().significance().pValue()).isCloseTo(2.0 / 120, EXACTLY);
        assertThat(((Inconclusive) judge(1, 2, 3, 4)).reason()).contains("5 different times, there are 4");
    }

    @Test
    void manyValuesOfOneMomentAreNoSeries() {
        assertThat(TrendDetector.DEFAULT.judge(Collections.nCopies(20, new TimedValue(7, 1))))
                .isInstanceOf(Inconclusive.class);
    }

    @Test
    void aFallIsATrendToo() {
        Moving falling = moving(9, 8, 7, 6, 5, 4, 3);

        assertThat(falling.isRising()).isFalse();
        assertThat(falling.figures().line().slope().value()).isEqualTo(-1);
        assertThat(falling.figures().significance().tau()).isEqualTo(-1);
    }

    @Test
    void whatGoesUpAndDownIsSteadyAndSaysWhatCouldHide() {
        Steady steady = (Steady) judge(5, 7, 4, 6, 5, 7, 4, 6, 5, 6, 4, 7);

        assertThat(steady.figures().line().slope().contains(0)).isTrue();
        assertThat(steady.figures().significance().pValue()).isGreaterThan(0.05);
    }

    @Test
    void valuesThatDoNotVaryAreSteadyWithoutACorrelation() {
        Steady steady = (Steady) judge(3, 3, 3, 3, 3, 3);

        assertThat(steady.figures().pearson()).isEmpty();
        assertThat(steady.figures().significance().pValue()).isEqualTo(1);
        assertThat(steady.figures().line().slope()).isEqualTo(new Interval(0, 0, 0));
    }

    @Test
    void oneOutlierChangesNothing() {
        double[] values = IntStream.range(0, 20).mapToDouble(i -> 10 + 0.5 * i).toArray();
        values[17] = 1000;

        assertThat(moving(values).figures().line().slope().value()).isCloseTo(0.5, within(1e-6));
    }

    @Test
    void theOrderInWhichPointsComeDoesNotMatter() {
        List<TimedValue> points = new ArrayList<>(points(RISING));
        Collections.reverse(points);

        assertThat(TrendDetector.DEFAULT.judge(points)).isEqualTo(judge(RISING));
    }

    @Test
    void aProjectionWidensWithTheDistance() {
        TrendLine line = moving(RISING).figures().line();

        Interval soon = line.projection(11);
        Interval late = line.projection(30);
        assertThat(late.value()).isCloseTo(line.valueAt(11) + 19 * 0.575, EXACTLY);
        assertThat(late.high() - late.low()).isGreaterThan(soon.high() - soon.low());
        assertThat(soon.contains(line.valueAt(11))).isTrue();
    }

    @ParameterizedTest
    @CsvSource({
        "0.8, VERY_STRONG",
        "-0.79, STRONG",
        "0.6, STRONG",
        "0.59, MODERATE",
        "0.4, MODERATE",
        "0.2, WEAK",
        "0.19, VERY_WEAK"
    })
    void strengthHasWords(double correlation, Strength strength) {
        assertThat(Strength.of(correlation)).isEqualTo(strength);
    }

    @Test
    void figuresThatAreNotFiniteAreRefused() {
        assertThatThrownBy(() -> new TimedValue(0, Double.NaN)).isInstanceOf(IllegalArgumentException.class);
    }

    private static Moving moving(double... values) {
        TrendVerdict verdict = judge(values);
        assertThat(verdict).isInstanceOf(Moving.class);
        return (Moving) verdict;
    }

    private static TrendVerdict judge(double... values) {
        return TrendDetector.DEFAULT.judge(points(values));
    }

    private static List<TimedValue> points(double... values) {
        return IntStream.range(0, values.length)
                .mapToObj(i -> new TimedValue(i + 1, values[i]))
                .toList();
    }
}
