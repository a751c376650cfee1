package io.plumbline.streams.domain.score;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.EnumMap;
import java.util.Map;
import org.assertj.core.data.Offset;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ScoringTest {
    private static final Offset<Double> EXACTLY = within(1e-9);
    private static final Performance PUBLISHED = new Performance(1.07, 238, 100, 40);

    @Test
    void reproducesThePublishedScore() { // components 5.3 / 0.0 / 100.0 / 40.0, score 29.6, grade D
        Score score = Scoring.DEFAULT.score(PUBLISHED);

        assertThat(score.parts()).extracting(Part::component).containsExactly(Component.values());
        assertThat(score.parts().get(0).points()).isCloseTo(5.35, EXACTLY);
        assertThat(score.parts().get(1).points()).isZero();
        assertThat(score.parts().get(2).points()).isEqualTo(100);
        assertThat(score.parts().get(3).points()).isEqualTo(40);
        assertThat(score.points()).isCloseTo(29.605, EXACTLY);
        assertThat(score.grade()).isEqualTo(Grade.D);
    }

    @Test
    void theContributionsAddUpToTheScore() {
        Score score = Scoring.DEFAULT.score(new Performance(13, 42, 99.5, 77));

        assertThat(score.parts().stream().mapToDouble(Part::contribution).sum()).isCloseTo(score.points(), EXACTLY);
    }

    @Test
    void fullMarksAreTheBestGradeAndHaveNoNextStep() {
        Score score = Scoring.DEFAULT.score(new Performance(25, 0, 100, 1000));

        assertThat(score.points()).isEqualTo(100);
        assertThat(score.grade()).isEqualTo(Grade.A_PLUS);
        assertThat(score.next()).isEmpty();
    }

    @Test
    void theCheapestStepIsTheFigureThatMustImproveByTheLeastFactor() { // latency / 7.4, throughput x 13.7
        Step next = Scoring.DEFAULT.score(PUBLISHED).next().orElseThrow();

        assertThat(next.grade()).isEqualTo(Grade.C_MINUS);
        assertThat(next.missing()).isCloseTo(20.395, EXACTLY);
        assertThat(next.changes()).singleElement().satisfies(change -> {
            assertThat(change.component()).isEqualTo(Component.LATENCY);
            assertThat(change.from()).isEqualTo(238);
            assertThat(change.to()).isCloseTo(100 - 20.395 / 0.3, within(1e-6));
        });
    }

    @Test
    void whereNoFigureAloneIsEnoughTheStepHasSeveral() {
        Step next = Scoring.DEFAULT.score(new Performance(0, 500, 50, 0)).next().orElseThrow();

        assertThat(next.changes()).hasSize(2);
        assertThat(next.changes().get(0).to()).isEqualTo(20);
    }

    @ParameterizedTest
    @CsvSource({
        "90, A+",
        "89.9, A",
        "85, A",
        "84.9, A-",
        "80, A-",
        "79.9, B+",
        "75, B+",
        "74.9, B",
        "70, B",
        "69.9, B-",
        "65, B-",
        "64.9, C+",
        "60, C+",
        "59.9, C",
        "55, C",
        "54.9, C-",
        "50, C-",
        "49.9, D",
        "0, D"
    })
    void aGradeBeginsAtItsEdge(double points, String grade) {
        assertThat(Grade.of(points)).hasToString(grade);
    }

    @Test
    void weightsAndScalesAreConfiguration() {
        Map<Component, Double> weights = new EnumMap<>(Map.of(
                Component.THROUGHPUT,
                0.0,
                Component.LATENCY,
                0.0,
                Component.RELIABILITY,
                1.0,
                Component.SCALABILITY,
                0.0));
        Map<Component, Scale> scales = new EnumMap<>(Scoring.DEFAULT.scales());
        scales.put(Component.RELIABILITY, new Scale(90, 100));

        assertThat(new Scoring(weights, scales)
                        .score(new Performance(0, 500, 99, 0))
                        .points())
                .isCloseTo(90, EXACTLY);
        weights.put(Component.LATENCY, 0.5);
        assertThatThrownBy(() -> new Scoring(weights, scales)).hasMessageContaining("add up to 1, and are 1.5");
    }

    @Test
    void nonsenseIsRefused() {
        assertThatThrownBy(() -> new Performance(-1, 0, 100, 1)).hasMessageContaining("throughput");
        assertThatThrownBy(() -> new Performance(1, Double.NaN, 100, 1)).hasMessageContaining("latency");
        assertThatThrownBy(() -> new Performance(1, 0, 101, 1)).hasMessageContaining("percentage");
        assertThatThrownBy(() -> new Performance(1, 0, 100, -1)).hasMessageContaining("nodes");
    }
}
