package io.plumbline.streams.domain.regression;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;

class OnlineDetectorTest {
    @Test
    void knowsAStepSoonAndSaysWhereItBegan() {
        List<Change> changes = read(SeriesMaker.noisy(240, .05, 1, i -> i < 120 ? 100 : 120));

        assertThat(changes).hasSize(1);
        Change change = changes.get(0);
        assertThat(change.index()).isEqualTo(120);
        assertThat(change.detectedAt()).isBetween(123, 125);
        assertThat(change.before()).isCloseTo(100, within(3.0));
        assertThat(change.after()).isCloseTo(120, within(10.0));
        assertThat(change.pValue()).isLessThan(1e-4);
    }

    @Test
    void startsAnewOnTheNewLevel() {
        double[] values = SeriesMaker.noisy(240, .05, 2, i -> i < 80 ? 100 : i < 160 ? 130 : 90);

        assertThat(read(values)).extracting(Change::index).containsExactly(80, 160);
    }

    @Test
    void takesTwoWildPointsForOutliers() {
        double[] values = SeriesMaker.noisy(240, .05, 3, i -> i == 100 || i == 101 ? 300 : 100);

        assertThat(read(values)).isEmpty();
    }

    @Test
    void toleratesAShiftThatIsTooSmallToMatter() { // 3 % are six standard deviations here
        assertThat(read(SeriesMaker.noisy(240, .005, 4, i -> i < 120 ? 100 : 103)))
                .isEmpty();
    }

    @Test
    void toleratesAShiftThatTheNoiseExplains() { // 10 % are a third of a standard deviation
        assertThat(read(SeriesMaker.noisy(200, .3, 5, i -> i < 180 ? 100 : 110)))
                .isEmpty();
    }

    @Test
    void takesASlowDriftForNoStep() {
        assertThat(read(SeriesMaker.noisy(240, .05, 6, i -> 100 + .03 * i))).isEmpty();
    }

    @Test
    void expectsMoreOfNoiseThatFollowsItself() {
        double[] noise = new double[240];
        double[] white = SeriesMaker.noisy(240, 1, 7, i -> 1);
        for (int i = 1; i < noise.length; i++) {
            noise[i] = .8 * noise[i - 1] + .03 * Math.log(white[i]);
        }
        assertThat(read(Arrays.stream(noise).map(x -> 100 * Math.exp(x)).toArray()))
                .isEmpty();
    }

    /** Drawn in to three standard deviations, such a step was never enough for noise that follows itself. */
    @Test
    void knowsAGreatStepSoonAlsoWhereNoiseFollowsItself() {
        double[] values = new double[120];
        double[] white = SeriesMaker.noisy(values.length, 1, 11, i -> 1);
        double noise = 0;
        for (int i = 0; i < values.length; i++) {
            noise = .9 * noise + .002 * Math.log(white[i]);
            values[i] = (i < 60 ? 100 : 130) * Math.exp(noise);
        }
        List<Change> changes = read(values);

        assertThat(changes).extracting(Change::index).containsExactly(60);
        assertThat(changes.get(0).detectedAt()).isBetween(63, 72);
    }

    /** Drawn in, the step is not much greater than the shift, and as far as the shift goes the two look like one change. */
    @Test
    void datesAGreatStepAtItselfAlthoughASmallShiftPrecedesIt() {
        for (int lead = 4; lead <= 20; lead += 4) {
            int step = 80 + lead;
            double[] values = SeriesMaker.noisy(140, .03, 12, i -> i < 80 ? 100 : i < step ? 110 : 220);

            List<Change> changes = read(.3, values);
            assertThat(changes).hasSize(1);
            assertThat(changes.get(0).index()).isBetween(step - 1, step);
            assertThat(changes.get(0).detectedAt() - step).isBetween(2, 8);
            assertThat(changes.get(0).after()).isCloseTo(220, within(15.0));
        }
    }

    @Test
    void datesAGreatStepAtItselfAlthoughASmallOneFollowsIt() {
        double[] values = SeriesMaker.noisy(140, .03, 13, i -> i < 80 ? 100 : i < 82 ? 200 : 220);

        assertThat(read(.3, values)).extracting(Change::index).containsExactly(80);
    }

    @Test
    void seesAChangeOfWhatNeverChanged() {
        double[] values = new double[60];
        Arrays.fill(values, 0, 40, 7);
        Arrays.fill(values, 40, 60, 8);

        List<Change> changes = read(values);
        assertThat(changes).extracting(Change::index).containsExactly(40);
        assertThat(changes.get(0).before()).isCloseTo(7, within(1e-9));
        assertThat(changes.get(0).after()).isCloseTo(8, within(1e-9));
    }

    @Test
    void readsValuesBelowZeroAndManyZeros() {
        double[] errors = new double[120]; // an error count that begins to rise
        for (int i = 0; i < errors.length; i++) {
            errors[i] = i < 60 ? i % 7 == 0 ? 1 : 0 : 5 + i % 3;
        }
        assertThat(read(errors)).extracting(Change::index).containsExactly(60);

        double[] negative = SeriesMaker.noisy(120, .05, 8, i -> i < 60 ? 100 : 130);
        Arrays.setAll(negative, i -> negative[i] - 200);
        assertThat(read(negative)).hasSize(1);
        assertThat(read(negative).get(0).index()).isBetween(58, 62);
    }

    @Test
    void countsMissingPointsAndJudgesWithoutThem() {
        double[] values = SeriesMaker.noisy(240, .05, 9, i -> i < 120 ? 100 : 125);
        for (int i = 0; i < values.length; i += 5) {
            values[i] = Double.NaN;
        }
        assertThat(read(values)).extracting(Change::index).containsExactly(121);
    }

    @Test
    void saysNothingBeforeItKnowsWhatIsNormal() {
        assertThat(read(SeriesMaker.noisy(15, .01, 10, i -> i < 8 ? 100 : 200))).isEmpty();
        assertThat(new OnlineDetector(.05).smallestPercent()).isNull();
    }

    private static List<Change> read(double[] values) {
        return read(.05, values);
    }

    private static List<Change> read(double tolerance, double[] values) {
        OnlineDetector detector = new OnlineDetector(tolerance);
        List<Change> changes = new ArrayList<>();
        for (double value : values) {
            detector.add(value).ifPresent(changes::add);
        }
        return changes;
    }
}
