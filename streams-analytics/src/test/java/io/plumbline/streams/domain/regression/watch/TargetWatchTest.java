package io.plumbline.streams.domain.regression.watch;

import static io.plumbline.streams.domain.regression.watch.Phase.CONFIRMED;
import static io.plumbline.streams.domain.regression.watch.Phase.DISMISSED;
import static io.plumbline.streams.domain.regression.watch.Phase.ENDED;
import static io.plumbline.streams.domain.regression.watch.Phase.RETURNING;
import static io.plumbline.streams.domain.regression.watch.Phase.SUSPECTED;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.plumbline.streams.domain.regression.Severity;
import io.plumbline.streams.domain.regression.comparison.MetricRule;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/** A P95 that must keep 100 ms, unless a test says otherwise. */
class TargetWatchTest {
    private final TargetWatch watch = new TargetWatch();
    private final List<Observation.Worse> said = new ArrayList<>();
    private MetricRule rule = Metric.P95.defaultRule();
    private double limit = 100;
    private long second;

    @Test
    void aMissIsSuspectedConfirmedAtTheThirdAndOverAfterThreeKeptWindows() {
        window(90)
                .window(130)
                .window(130)
                .window(130)
                .window(130)
                .window(90)
                .window(90)
                .window(90)
                .window(90);

        assertThat(phases()).containsExactly(SUSPECTED, SUSPECTED, CONFIRMED, CONFIRMED, RETURNING, RETURNING, ENDED);
        assertThat(said).extracting(Observation.Worse::onsetMicros).containsOnly(1_000_000L);
        Observation.Worse confirmed = said.get(3);
        assertThat(confirmed.kind()).isEqualTo(ChangeKind.TARGET);
        assertThat(confirmed.target()).isEqualTo(100);
        assertThat(confirmed.before()).isNull();
        assertThat(confirmed.now()).isEqualTo(130);
        assertThat(confirmed.effect()).isCloseTo(.3, within(1e-9));
        assertThat(confirmed.severity()).isEqualTo(Severity.MODERATE);
    }

    @Test
    void whatTheEventsLeavePossibleIsNoMiss() {
        for (int i = 0; i < 5; i++) {
            window(150, 99);
        }

        assertThat(said).isEmpty();
    }

    @Test
    void aWindowThatCannotTellSaysNothing() {
        window(130).window(130).window(130, Double.NaN).window(130);

        assertThat(phases()).containsExactly(SUSPECTED, SUSPECTED, CONFIRMED);
    }

    @Test
    void twoMissesAreDismissed() {
        window(130).window(130).window(90).window(90).window(90);

        assertThat(phases()).containsExactly(SUSPECTED, SUSPECTED, SUSPECTED, SUSPECTED, DISMISSED);
    }

    @Test
    void missesThatAreNotInARowAreNotConfirmed() {
        window(130).window(130).window(90).window(130).window(130);

        assertThat(phases()).containsOnly(SUSPECTED);
    }

    @Test
    void aMissAmongKeptWindowsBeginsTheReturnAnew() {
        window(130)
                .window(130)
                .window(130)
                .window(90)
                .window(90)
                .window(130)
                .window(90)
                .window(90)
                .window(90);

        assertThat(phases())
                .containsExactly(
                        SUSPECTED, SUSPECTED, CONFIRMED, RETURNING, RETURNING, CONFIRMED, RETURNING, RETURNING, ENDED);
    }

    @Test
    void theNextMissIsAnotherEpisode() {
        window(130).window(130).window(130).window(90).window(90).window(90).window(130);

        assertThat(said.get(said.size() - 1).phase()).isEqualTo(SUSPECTED);
        assertThat(said.get(said.size() - 1).onsetMicros()).isEqualTo(6_000_000L);
    }

    @Test
    void ofWhatShouldBeHighTheLimitIsTheLeast() {
        rule = Metric.SUCCESS.defaultRule();
        limit = .99;
        window(.97, .995).window(.5, .6).window(.5, .6).window(.5, .6);

        assertThat(phases()).containsExactly(SUSPECTED, SUSPECTED, CONFIRMED);
        assertThat(said.get(2).effect()).isCloseTo(.49 / .99, within(1e-6));
    }

    private TargetWatchTest window(double value) {
        return window(value, value);
    }

    private TargetWatchTest window(double value, double atBest) {
        watch.add(rule, limit, 1_000_000 * second++, value, atBest)
                .ifPresent(what -> said.add((Observation.Worse) what));
        return this;
    }

    private List<Phase> phases() {
        return said.stream().map(Observation.Worse::phase).toList();
    }
}
