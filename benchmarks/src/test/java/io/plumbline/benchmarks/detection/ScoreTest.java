package io.plumbline.benchmarks.detection;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;

class ScoreTest {
    private static final Sample TWO_CHANGES = new Sample(new double[200], List.of(50, 100));

    @Test
    void aChangeCountsOnceAndWithinFivePoints() {
        Score score = score(new Detector.Found(45, 52), new Detector.Found(54, 60), new Detector.Found(106, 110));

        assertThat(score.found()).isEqualTo(1);
        assertThat(score.wrong()).isEqualTo(2);
        assertThat(score.recall()).isEqualTo(.5);
        assertThat(score.precision()).isEqualTo(1.0 / 3);
        assertThat(score.f1()).isEqualTo(.4);
        assertThat(score.delay(.5)).isEqualTo(2);
    }

    @Test
    void whatDoesNotExistIsNull() {
        Score nothing = Score.of(values -> List.of(), new Sample(new double[9], List.of()));

        assertThat(nothing.recall()).isNull();
        assertThat(nothing.precision()).isNull();
        assertThat(nothing.f1()).isNull();
        assertThat(nothing.delay(.5)).isNull();
        assertThat(nothing.wrongPerSeries()).isZero();
    }

    private static Score score(Detector.Found... found) {
        return Score.of(values -> List.of(found), TWO_CHANGES);
    }
}
