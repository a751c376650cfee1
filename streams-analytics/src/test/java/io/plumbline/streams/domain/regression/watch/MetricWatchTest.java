package io.plumbline.streams.domain.regression.watch;

import static io.plumbline.streams.domain.regression.watch.Phase.CONFIRMED;
import static io.plumbline.streams.domain.regression.watch.Phase.DISMISSED;
import static io.plumbline.streams.domain.regression.watch.Phase.ENDED;
import static io.plumbline.streams.domain.regression.watch.Phase.RETURNING;
import static io.plumbline.streams.domain.regression.watch.Phase.SUSPECTED;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.plumbline.streams.domain.regression.Direction;
import io.plumbline.streams.domain.regression.Severity;
import io.plumbline.streams.domain.regression.comparison.MetricRule;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class MetricWatchTest {
    private static final double NONE = Double.NaN;

    @Test
    void aStepIsSuspectedConfirmedAndOverWhenItIsBack() {
        Story story = new Story(1).at(100, 120).at(130, 40).at(100, 30);

        assertThat(story.phases()).containsExactly(SUSPECTED, CONFIRMED, RETURNING, ENDED);
        assertThat(story.windowsIn(SUSPECTED)).isBetween(1L, 3L);
        assertThat(story.episodes()).extracting(Observation.Worse::onsetMicros).containsOnly(120 * Story.SECOND);
        Observation.Worse confirmed = story.episodes().get(20);
        assertThat(confirmed.kind()).isEqualTo(ChangeKind.STEP);
        assertThat(confirmed.before()).isCloseTo(100, within(3.0));
        assertThat(confirmed.now()).isCloseTo(130, within(8.0));
        assertThat(confirmed.effect()).isCloseTo(.3, within(.08));
        assertThat(confirmed.severity()).isEqualTo(Severity.MODERATE);
        assertThat(confirmed.pValue()).isLessThan(.001);
        assertThat(story.last().kind()).isEqualTo(ChangeKind.STEP);
    }

    @ParameterizedTest
    @ValueSource(doubles = {.02, .05, .15, .3})
    void nothingIsSaidOfNoise(double spread) {
        for (int seed = 0; seed < 4; seed++) {
            assertThat(new Story(seed).noise(spread).at(100, 600).said()).isEmpty();
        }
    }

    @Test
    void aShiftWithinTheToleranceIsNotSuspected() {
        assertThat(new Story(2).noise(.01).at(100, 100).at(107, 100).said()).isEmpty();
    }

    @Test
    void twoWildPointsAreNotSuspected() {
        assertThat(new Story(3).at(100, 100).at(300, 2).at(100, 100).said()).isEmpty();
    }

    @Test
    void theWayBackFromATroughIsNoRegression() { // 88 is within the tolerance of 95, which it seldom is
        Story story = new Story(4).noise(.01).at(95, 100).at(88, 40).at(98, 60);

        assertThat(story.episodes()).isEmpty();
    }

    @Test
    void aChangeForTheBetterIsNoEpisode() {
        Story story = new Story(4).at(100, 100).at(70, 60);

        assertThat(story.episodes()).isEmpty();
        assertThat(story.improvements()).hasSize(1).first().satisfies(better -> {
            assertThat(better.before()).isCloseTo(100, within(3.0));
            assertThat(better.now()).isCloseTo(70, within(5.0));
            assertThat(better.windows()).isBetween(4, 30);
        });
    }

    @Test
    void anImprovementThatIsNotConfirmedIsNone() { // noise that wanders
        boolean[] hoped = {false};
        Story story = new Story(0).each(watch -> {
            hoped[0] |= watch.state().hope() != null;
            return watch;
        });

        assertThat(story.wander(.9, .04, 300, 44).said()).isEmpty();
        assertThat(hoped[0]).isTrue();
    }

    @Test
    void whatFallsIsWorseWhereMoreIsBetter() {
        Story story =
                new Story(5, new MetricRule(.05, Direction.DOWN)).at(100, 100).at(80, 30);

        assertThat(story.phases()).containsExactly(SUSPECTED, CONFIRMED);
        assertThat(story.last().effect()).isCloseTo(.2, within(.06));
    }

    @Test
    void anyChangeIsWorseWhereBothWaysAre() {
        MetricRule both = new MetricRule(.05, Direction.BOTH);

        assertThat(new Story(6, both).at(100, 100).at(80, 20).phases()).containsExactly(SUSPECTED, CONFIRMED);
        assertThat(new Story(6, both).at(100, 100).at(120, 20).phases()).containsExactly(SUSPECTED, CONFIRMED);
    }

    @Test
    void theEndOfAShortImprovementIsNoRegression() {
        assertThat(new Story(7).at(100, 100).at(70, 18).at(100, 60).episodes()).isEmpty();
    }

    @Test
    void afterAWhileTheImprovedLevelIsNormal() {
        Story story = new Story(8).at(100, 100).at(70, 45).at(100, 20);

        assertThat(story.phases()).containsExactly(SUSPECTED, CONFIRMED);
        assertThat(story.last().before()).isCloseTo(70, within(4.0));
    }

    @Test
    void anExcursionThatIsSoonOverWasASpike() {
        Story story = new Story(9).at(100, 100).at(200, 8).at(100, 30);

        assertThat(story.last().phase()).isEqualTo(ENDED);
        assertThat(story.last().kind()).isEqualTo(ChangeKind.SPIKE);
        assertThat(story.episodes().get(0).kind()).isEqualTo(ChangeKind.STEP);
    }

    @Test
    void isNotBackAfterASingleReturn() {
        Story story =
                new Story(10).at(100, 100).at(150, 20).at(100, 4).at(150, 20).at(100, 20);

        assertThat(story.phases()).containsExactly(SUSPECTED, CONFIRMED, RETURNING, CONFIRMED, RETURNING, ENDED);
        assertThat(story.episodes()).extracting(Observation.Worse::onsetMicros).containsOnly(100 * Story.SECOND);
    }

    @Test
    void staysOpenUntilItIsBackWithinHalfTheTolerance() { // 8 % of 10 %
        Story story = new Story(11).noise(.005).at(100, 100).at(130, 20).at(108, 25);

        assertThat(story.last().phase()).isEqualTo(CONFIRMED);
    }

    @Test
    void isOverAfterALongTimeWithinTheTolerance() {
        Story story = new Story(11).noise(.005).at(100, 100).at(130, 20).at(108, 40);

        assertThat(story.last().phase()).isEqualTo(ENDED);
        assertThat(story.windowsIn(RETURNING)).isZero();
    }

    @Test
    void aNoisyMetricIsBackWhenItsNoiseExplainsTheRest() { // half the tolerance is a sixth of a standard deviation
        Story story = new Story(12).noise(.3).at(100, 150).at(400, 30).at(100, 60);

        assertThat(story.last().phase()).isEqualTo(ENDED);
    }

    @Test
    void aLevelBetweenIsNotBackHoweverNoisyTheMetric() { // two standard errors of the present level are 32 %
        Story story = new Story(13).noise(.3).at(100, 150).at(180, 60);

        assertThat(story.last().phase()).isEqualTo(CONFIRMED);
    }

    @Test
    void whatIsNearerToWhereItWentIsNotBack() { // 130 is within what noise makes of 103, but nearer to 155
        Story story = new Story(0).noise(.3).at(100, 150).noise(.02).at(155, 60).at(130, 40);

        assertThat(story.last().phase()).isEqualTo(CONFIRMED);
    }

    @Test
    void anotherEpisodeBeginsAsSoonAsAfterNone() {
        Story story = new Story(14).at(100, 100).at(150, 20).at(100, 12).at(150, 10);

        assertThat(story.phases()).containsExactly(SUSPECTED, CONFIRMED, RETURNING, ENDED, SUSPECTED, CONFIRMED);
        assertThat(story.last().onsetMicros()).isEqualTo(132 * Story.SECOND);
        assertThat(story.last().before()).isCloseTo(100, within(4.0));
    }

    @Test
    void aMissingWindowSaysNothing() {
        Story story = new Story(15).at(100, 100).at(150, 10);
        int said = story.said().size();

        assertThat(story.value(NONE).value(NONE).said()).hasSize(said);
        assertThat(story.at(150, 1).last().phase()).isEqualTo(CONFIRMED);
    }

    @Test
    void saysHowSevereItIsNow() {
        Story story = new Story(16).at(100, 100).at(130, 20).at(250, 20);

        assertThat(story.phases()).containsExactly(SUSPECTED, CONFIRMED);
        assertThat(story.last().severity()).isEqualTo(Severity.CRITICAL);
    }

    @Test
    void aLevelThatIsWorseThanItsBaselineFromTheStartIsFound() {
        Story story = new Story(17).baseline(3, Pinned.Meaning.SET, 100).at(125, 40);

        assertThat(story.phases()).containsExactly(SUSPECTED, CONFIRMED);
        assertThat(story.last().kind()).isEqualTo(ChangeKind.BASELINE);
        assertThat(story.last().before()).isEqualTo(100);
        assertThat(story.last().baselineVersion()).isEqualTo(3);
        assertThat(story.windowsIn(SUSPECTED)).isEqualTo(2);
    }

    @Test
    void aSlowDriftIsFoundAgainstTheBaselineAndEndsOnIt() {
        Story story =
                new Story(18).noise(.02).baseline(1, Pinned.Meaning.SET, 100).at(100, 60);
        story.drift(100, 135, 600);
        assertThat(story.phases()).containsExactly(SUSPECTED, CONFIRMED);
        assertThat(story.last().kind()).isEqualTo(ChangeKind.BASELINE);

        story.drift(135, 100, 200).at(100, 30);
        assertThat(story.last().phase()).isEqualTo(ENDED);
    }

    @Test
    void aBaselineIsComparedWithCareForNoise() {
        for (int seed = 0; seed < 10; seed++) {
            Story story = new Story(seed).noise(.3).baseline(1, Pinned.Meaning.SET, 100);
            assertThat(story.at(100, 600).said()).isEmpty();
        }
    }

    @Test
    void aNewBaselineEndsWhatWasOpenAndItsLevelIsLearnt() {
        Story story =
                new Story(19).baseline(1, Pinned.Meaning.SET, 100).at(100, 60).at(130, 30);
        assertThat(story.last().phase()).isEqualTo(CONFIRMED);

        story.baseline(2, Pinned.Meaning.SET, 130).at(130, 60);
        assertThat(story.phases()).containsExactly(SUSPECTED, CONFIRMED, ENDED);
        story.at(170, 10);
        assertThat(story.last().before()).isCloseTo(130, within(5.0));
    }

    @Test
    void aProposalAndABaselineOfOtherMetricsLeaveEpisodesOpen() {
        Story story = new Story(20).at(100, 60).at(130, 30);

        story.baseline(1, Pinned.Meaning.SET, NONE).at(130, 1);
        story.baseline(2, Pinned.Meaning.KEPT, 50).at(130, 1);
        assertThat(story.last().phase()).isEqualTo(CONFIRMED);
    }

    @Test
    void afterAResetTheSeriesLearnsAnew() {
        Story story =
                new Story(21).baseline(1, Pinned.Meaning.SET, 100).at(100, 60).at(130, 30);
        story.baseline(2, Pinned.Meaning.RESET, NONE).at(160, 60);

        assertThat(story.phases()).containsExactly(SUSPECTED, CONFIRMED, ENDED);
    }

    @Test
    void aSuspicionThatComesBackUnconfirmedIsDismissed() { // noise that wanders: the confirming detector knows it
        Story story = new Story(0).wander(.9, .04, 300, 39);

        assertThat(story.phases()).containsExactly(SUSPECTED, DISMISSED);
    }

    /** While something is suspected the online detector rests: the step would be known when patience is over, if ever. */
    @Test
    void aGreatStepAfterASuspicionThatNothingConfirmsTakesItsPlace() {
        Story story = new Story(23).at(100, 60);
        Episode nothing = Episode.step(55 * Story.SECOND, 90, .12, .05, 55, 5);
        boolean[] planted = {false};
        story.each(watch -> {
            MetricWatch.State state = watch.state();
            boolean isFirst = !planted[0];
            planted[0] = true;
            return isFirst ? new MetricWatch(new MetricWatch.State(state.points(), 5, nothing, null, 0)) : watch;
        });

        story.at(103, 10).at(200, 12);
        assertThat(story.phases()).containsExactly(SUSPECTED, DISMISSED, CONFIRMED);
        assertThat(story.windowsIn(SUSPECTED)).isLessThan(17); // and not until patience is over
        assertThat(story.last().onsetMicros()).isEqualTo(70 * Story.SECOND);
        assertThat(story.last().before()).isCloseTo(102, within(4.0));
        assertThat(story.last().effect()).isCloseTo(1, within(.15));
    }

    @Test
    void aSuspicionThatIsNotConfirmedInTimeIsDismissed() {
        Story story = new Story(22).at(100, 60);
        Episode hopeless = Episode.step(30 * Story.SECOND, 50, 1, .01, 30, 29); // against a level that never was
        story.each(watch -> {
            MetricWatch.State state = watch.state();
            return story.said().isEmpty()
                    ? new MetricWatch(new MetricWatch.State(state.points(), 29, hopeless, null, 0))
                    : watch;
        });

        assertThat(story.at(100, 3).phases()).containsExactly(SUSPECTED, DISMISSED);
        assertThat(story.windowsIn(SUSPECTED)).isEqualTo(1);
    }
}
