package io.plumbline.benchmarks.detection;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What the detectors must reach; `plumbline bench detect` shows what they reach on more series. */
class DetectionGoalsTest {
    private static final Shape CLEAN = Shape.clean(240);

    @Test
    void theOnlineReaderRaisesNextToNoFalseAlarms() {
        assertThat(online(CLEAN, Noise.LOG_NORMAL, 60).wrongPerSeries()).isLessThanOrEqualTo(.05);
        assertThat(online(CLEAN, Noise.OUTLIERS, 60).wrongPerSeries()).isLessThanOrEqualTo(.1);
    }

    @ParameterizedTest
    @ValueSource(doubles = {.9, 1.1})
    void theOnlineReaderFindsStepsOfTenPercentWithinSixPoints(double factor) {
        Score score = online(Shape.step(240, factor), Noise.LOG_NORMAL, 60);

        assertThat(score.recall()).isGreaterThanOrEqualTo(.95);
        assertThat(score.delay(.5)).isLessThanOrEqualTo(6);
    }

    @ParameterizedTest
    @ValueSource(doubles = {.8, 1.2})
    void theOnlineReaderFindsAllStepsOfTwentyPercentWithinFourPoints(double factor) {
        Score score = online(Shape.step(240, factor), Noise.LOG_NORMAL, 60);

        assertThat(score.recall()).isEqualTo(1);
        assertThat(score.delay(.5)).isLessThanOrEqualTo(4);
    }

    @Test
    void theOfflineReaderIsBetterThanOtavaInPrecisionRecallAndF1() {
        Score ours = mixture(Detector.offline());
        Score otava = mixture(Otava.DEFAULTS);

        assertThat(ours.precision()).isGreaterThan(otava.precision());
        assertThat(ours.recall()).isGreaterThan(otava.recall());
        assertThat(ours.f1()).isGreaterThan(otava.f1());
        assertThat(ours.f1()).isGreaterThan(.9);
    }

    @Test
    void aSeriesIsTheSameForTheSameSeed() {
        assertThat(Sample.of(CLEAN, Noise.DROPOUTS, 7).values())
                .isEqualTo(Sample.of(CLEAN, Noise.DROPOUTS, 7).values());
    }

    private static Score mixture(Detector detector) {
        Score total = Score.NONE;
        for (Noise noise : Noise.values()) {
            for (Shape shape : List.of(CLEAN, Shape.step(240, 1.1), Shape.step(50, 1.2), Shape.threeSteps())) {
                total = total.plus(score(detector, shape, noise, 6));
            }
        }
        return total;
    }

    private static Score online(Shape shape, Noise noise, int seeds) {
        return score(Detector.online(), shape, noise, seeds);
    }

    private static Score score(Detector detector, Shape shape, Noise noise, int seeds) {
        return DetectionReport.score(detector, shape, noise, seeds);
    }
}
