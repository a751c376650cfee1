package io.plumbline.streams.domain.alert;

import static io.plumbline.streams.domain.regression.watch.Phase.CONFIRMED;
import static io.plumbline.streams.domain.regression.watch.Phase.DISMISSED;
import static io.plumbline.streams.domain.regression.watch.Phase.ENDED;
import static io.plumbline.streams.domain.regression.watch.Phase.RETURNING;
import static io.plumbline.streams.domain.regression.watch.Phase.SUSPECTED;
import static org.assertj.core.api.Assertions.assertThat;

import io.plumbline.streams.domain.alert.AlertBoard.Outcome;
import io.plumbline.streams.domain.regression.Severity;
import io.plumbline.streams.domain.regression.watch.ChangeKind;
import org.junit.jupiter.api.Test;

/** What one metric may still say, while its alert is open and after. */
class EpisodeTest {
    private final AlertStory story = new AlertStory();

    @Test
    void whatEndedIsOverAlsoWhileOtherMetricsKeepTheAlertOpen() {
        AlertStory.Watch p95 = story.confirmed("vote", "");
        story.watch("p50").says(CONFIRMED);
        p95.says(ENDED);
        story.pass(1);

        assertThat(p95.says(CONFIRMED)).isEqualTo(Outcome.PAST);
    }

    @Test
    void aDismissedSuspicionIsOverForThatWindowOnly() {
        AlertStory.Watch p50 = story.watch("p50");
        story.confirmed("vote", "");
        p50.says(SUSPECTED);
        story.pass(1);
        p50.says(DISMISSED);
        assertThat(p50.says(SUSPECTED)).isEqualTo(Outcome.PAST);
        story.pass(1);

        assertThat(p50.says(SUSPECTED)).isEqualTo(Outcome.TAKEN);
    }

    @Test
    void aSuspicionAfterOneThatWasDismissedBeginsWithItsOwnSeverity() {
        story.watch("p95").with(Severity.MINOR).says(SUSPECTED);
        AlertStory.Watch p50 = story.watch("p50").with(Severity.CRITICAL);
        p50.says(SUSPECTED);
        story.pass(1);
        p50.says(DISMISSED);
        story.pass(1);
        p50.with(Severity.MODERATE).says(SUSPECTED);

        assertThat(story.last().alert().severity()).isEqualTo(Severity.MODERATE);
    }

    @Test
    void anEpisodeThatNobodySawBeginSaysNothingWhenItReturns() {
        AlertStory.Watch p95 = story.confirmed("vote", "");
        story.pass(1);
        AlertStory.Watch unseen = story.watch("p95");
        assertThat(unseen.says(RETURNING)).isEqualTo(Outcome.PAST);

        p95.says(ENDED);
        story.pass(1);
        assertThat(unseen.says(RETURNING)).isEqualTo(Outcome.PAST);
        assertThat(story.last().alert().status()).isEqualTo(Status.RECOVERING);
    }

    @Test
    void aNewEpisodeIsNotCertainBecauseTheOneBeforeWas() {
        story.confirmed("vote", "");
        story.pass(1);
        story.watch("p95").with(Severity.CRITICAL).says(SUSPECTED);

        assertThat(story.last().alert().status()).isEqualTo(Status.RECOVERING); // the first is gone without a word
        assertThat(story.last().alert().severity()).isEqualTo(Severity.MODERATE);
    }

    @Test
    void aSuspicionOfAStepThatTurnsOutToBeATrendIsTheSameEpisode() {
        AlertStory.Watch p95 = story.watch("p95");
        p95.says(SUSPECTED);
        story.pass(1);
        p95.kind = ChangeKind.TREND;
        p95.says(CONFIRMED);
        story.pass(1);
        p95.says(ENDED);
        story.pass(10);

        assertThat(story.last().alert().status()).isEqualTo(Status.RESOLVED);
        assertThat(story.last().alert().tracks()).hasSize(1);
    }

    @Test
    void whereAMetricIsGoingIsWatchedApartFromItsLevel() {
        AlertStory.Watch level = story.confirmed("vote", "");
        AlertStory.Watch drift = story.watch("p95");
        drift.kind = ChangeKind.TREND;
        drift.windowMillis = 60_000;
        drift.now = 14e6;
        drift.says(CONFIRMED);
        level.says(ENDED);
        assertThat(story.last().alert().status()).isEqualTo(Status.CONFIRMED);

        story.pass(1);
        AlertStory.Watch again = story.watch("p95");
        again.says(CONFIRMED);
        story.accept("ann");
        assertThat(story.acceptances.get(0).levels())
                .singleElement()
                .satisfies(track -> assertThat(track.said().now()).isEqualTo(again.now)); // of the shorter windows
    }

    @Test
    void whatReturnsStillCountsForTheSeverityUntilItIsOver() {
        AlertStory.Watch p95 = story.watch("p95").with(Severity.CRITICAL);
        p95.says(CONFIRMED);
        story.watch("p50").with(Severity.MINOR).says(CONFIRMED);
        story.pass(1);
        p95.says(RETURNING);
        assertThat(story.last().alert().severity()).isEqualTo(Severity.CRITICAL);

        p95.says(ENDED);
        assertThat(story.last().alert().severity()).isEqualTo(Severity.MINOR);
    }

    @Test
    void aLevelIsOfTheWindowsInWhichItWasAway() {
        AlertStory.Watch p95 = story.confirmed("vote", ""); // two windows
        story.pass(1);
        p95.says(RETURNING);
        story.pass(1);
        p95.says(CONFIRMED);
        story.accept("ann");

        assertThat(story.acceptances.get(0).levels().get(0).windows()).isEqualTo(3);
    }

    @Test
    void acceptingDoesNotForbidASuspicionThatWasDismissedBefore() {
        AlertStory.Watch p50 = story.watch("p50");
        story.confirmed("vote", "");
        p50.says(SUSPECTED);
        p50.says(DISMISSED);
        story.accept("ann");
        story.pass(1);

        assertThat(p50.says(SUSPECTED)).isEqualTo(Outcome.TAKEN);
    }

    @Test
    void whatEndedInAnEarlierAlertStaysOver() {
        AlertStory.Watch p95 = story.confirmed("vote", "");
        p95.says(ENDED);
        story.pass(10);
        AlertStory.Watch p50 = story.watch("p50");
        p50.says(SUSPECTED);
        story.pass(1);
        p50.says(DISMISSED);
        story.pass(1);

        assertThat(p95.says(CONFIRMED)).isEqualTo(Outcome.PAST);
    }

    @Test
    void anEndIsRememberedForAsLongAsSomethingIsHeardOfIt() {
        AlertStory.Watch p95 = story.confirmed("vote", "");
        story.accept("ann");
        for (int i = 0; i < 4; i++) {
            story.wait(3_000);
            assertThat(p95.says(CONFIRMED)).isEqualTo(Outcome.PAST);
        }
        story.wallMillis += 3_600_000; // nobody was there to hear
        story.restart();
        story.wait(3_599);
        assertThat(p95.says(CONFIRMED)).isEqualTo(Outcome.PAST);
    }

    @Test
    void whatEndedLongAgoTakesNoRoom() {
        story.confirmed("vote", "").says(ENDED);
        story.wait(3_700);
        assertThat(story.kept()).isZero();
    }
}
