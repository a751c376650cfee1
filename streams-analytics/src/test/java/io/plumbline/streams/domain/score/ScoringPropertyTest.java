package io.plumbline.streams.domain.score;

import static org.assertj.core.api.Assertions.assertThat;

import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.constraints.DoubleRange;

class ScoringPropertyTest {
    @Property
    void aBetterFigureNeverLowersTheScoreOrTheGrade(
            @ForAll("performances") Performance before,
            @ForAll Component component,
            @ForAll @DoubleRange(max = 1) double share) {
        double figure = before.figure(component);
        double best = component == Component.RELIABILITY ? 100 : 2000;
        double better = component == Component.LATENCY ? figure * share : figure + (best - figure) * share;

        Score worse = Scoring.DEFAULT.score(before);
        Score after = Scoring.DEFAULT.score(before.with(component, better));

        assertThat(after.points()).isGreaterThanOrEqualTo(worse.points());
        assertThat(after.grade()).isLessThanOrEqualTo(worse.grade()); // the best comes first
    }

    @Property
    void theNextStepReachesItsGradeAndNotABetterOne(@ForAll("performances") Performance before) {
        Scoring.DEFAULT.score(before).next().ifPresent(step -> {
            Performance after = before;
            for (Step.Change change : step.changes()) {
                after = after.with(change.component(), change.to());
            }
            assertThat(Scoring.DEFAULT.score(after).grade()).isEqualTo(step.grade());
        });
    }

    @Property
    void aScoreIsWithinItsBounds(@ForAll("performances") Performance performance) {
        assertThat(Scoring.DEFAULT.score(performance).points()).isBetween(0.0, 100.0);
    }

    @Provide
    Arbitrary<Performance> performances() {
        return Combinators.combine(
                        Arbitraries.doubles().between(0, 40),
                        Arbitraries.doubles().between(0, 300),
                        Arbitraries.doubles().between(0, 100),
                        Arbitraries.integers().between(0, 1500))
                .as((throughput, latency, success, nodes) -> new Performance(throughput, latency, success, nodes));
    }
}
