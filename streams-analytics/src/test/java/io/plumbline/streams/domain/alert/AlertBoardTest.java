package io.plumbline.streams.domain.alert;

import static io.plumbline.streams.domain.regression.watch.Phase.CONFIRMED;
import static io.plumbline.streams.domain.regression.watch.Phase.DISMISSED;
import static io.plumbline.streams.domain.regression.watch.Phase.ENDED;
import static io.plumbline.streams.domain.regression.watch.Phase.RETURNING;
import static io.plumbline.streams.domain.regression.watch.Phase.SUSPECTED;
import static org.assertj.core.api.Assertions.assertThat;

import io.plumbline.streams.domain.alert.AlertBoard.Outcome;
import io.plumbline.streams.domain.regression.Severity;
import io.plumbline.streams.domain.window.Origin;
import io.plumbline.streams.domain.window.Series;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/** The life of alerts, a clause at a time. */
class AlertBoardTest {
    private final AlertStory story = new AlertStory();

    @Test
    void anAlertIsSuspectedThenConfirmedThenRecoversAndIsResolvedAfterTheHold() {
        long began = story.micros;
        AlertStory.Watch p95 = story.confirmed("vote", "");
        long confirmed = story.micros;
        story.pass(10);
        p95.says(RETURNING);
        long back = story.micros;
        story.pass(3);
        p95.says(ENDED);
        story.pass(10);

        assertThat(story.statuses())
                .containsExactly(Status.SUSPECTED, Status.CONFIRMED, Status.RECOVERING, Status.RESOLVED);
        assertThat(story.transitions)
                .extracting(Transition::before)
                .containsExactly(null, Status.SUSPECTED, Status.CONFIRMED, Status.RECOVERING);
        assertThat(story.transitions)
                .extracting(Transition::atMicros)
                .containsExactly(began + AlertStory.SECOND, confirmed, back, back + 5 * AlertStory.SECOND);
        assertThat(story.transitions).extracting(t -> t.alert().transition()).containsExactly(1, 2, 3, 4);
        assertThat(story.ids()).singleElement().asString().matches("a-[0-9a-f]{12}");
        assertThat(story.last().alert().onsetMicros()).isEqualTo(began);
    }

    @Test
    void theIdIsOfSeriesAndOnsetOnly() {
        Series series = new Series("shop", "", "vote", "");

        // printf 'shop\n\nvote\n\n1' | sha256sum
        assertThat(AlertId.of(series, 1, "")).isEqualTo("a-a1f56ccbc853");
    }

    @Test
    void aSuspicionThatIsDismissedIsResolvedAtOnceAndHadNoIncident() {
        story.micros = 0; // no hold can be over
        AlertStory.Watch p95 = story.watch("p95");
        p95.says(SUSPECTED);
        story.pass(1);
        p95.says(DISMISSED);

        assertThat(story.statuses()).containsExactly(Status.SUSPECTED, Status.RESOLVED);
        assertThat(story.last().reason()).isEqualTo("not confirmed");
        assertThat(story.last().atMicros()).isEqualTo(story.micros);
        assertThat(story.incidents).isEmpty();
    }

    @Test
    void allMetricsOfASeriesAreEvidenceOfOneAlert() {
        AlertStory.Watch p50 = story.watch("p50");
        AlertStory.Watch p95 = story.confirmed("vote", "");
        p50.says(CONFIRMED);
        story.pass(1);
        p95.says(RETURNING);
        assertThat(story.last().alert().status()).isEqualTo(Status.CONFIRMED);

        story.pass(1);
        p50.says(RETURNING);
        assertThat(story.last().alert().status()).isEqualTo(Status.RECOVERING);
        assertThat(story.last().alert().tracks()).hasSize(2);
        assertThat(story.ids()).hasSize(1);
    }

    @Test
    void aMissedTargetAndALeftLevelOfOneMetricAreEvidenceEach() {
        AlertStory.Watch target = story.target("p95");
        AlertStory.Watch level = story.confirmed("vote", "");
        target.says(CONFIRMED);
        level.says(ENDED);

        assertThat(story.last().alert().status()).isEqualTo(Status.CONFIRMED);
        assertThat(story.ids()).hasSize(1);
    }

    @Test
    void seriesHaveAlertsOfTheirOwn() {
        story.confirmed("vote", "");
        story.confirmed("vote", "n1");
        story.confirmed("propose", "");

        assertThat(story.ids()).hasSize(3);
    }

    @Test
    void aSuspicionDoesNotKeepAnAlertFromRecoveringButFromBeingResolved() {
        AlertStory.Watch p95 = story.confirmed("vote", "");
        AlertStory.Watch p50 = story.watch("p50");
        p50.says(SUSPECTED);
        p95.says(ENDED);
        assertThat(story.last().alert().status()).isEqualTo(Status.RECOVERING);
        story.pass(20);
        assertThat(story.last().alert().status()).isEqualTo(Status.RECOVERING);

        p50.says(DISMISSED);
        assertThat(story.last().alert().status()).isEqualTo(Status.RESOLVED);
    }

    @Test
    void itComesBackFromRecoveringAsWhatItWas() {
        AlertStory.Watch p95 = story.confirmed("vote", "");
        p95.says(RETURNING);
        story.pass(1);
        p95.says(CONFIRMED);
        assertThat(story.last().alert().status()).isEqualTo(Status.CONFIRMED);

        story.acknowledge("ann");
        story.pass(1);
        p95.says(RETURNING);
        story.pass(1);
        p95.says(CONFIRMED);
        assertThat(story.statuses()).endsWith(Status.ACKNOWLEDGED, Status.RECOVERING, Status.ACKNOWLEDGED);
    }

    @Test
    void whatIsSuspectedStaysSoUntilItIsConfirmedOrDismissed() {
        AlertStory.Watch p95 = story.watch("p95");
        for (int window = 0; window < 20; window++) {
            story.pass(1);
            p95.says(SUSPECTED);
        }

        assertThat(story.statuses()).containsExactly(Status.SUSPECTED);
    }

    @Test
    void whatReturnsIsNotResolvedBeforeItsWatchSaysThatItIsOver() {
        AlertStory.Watch p95 = story.confirmed("vote", "");
        for (int window = 0; window < 20; window++) {
            story.pass(1);
            p95.says(RETURNING);
        }
        assertThat(story.last().alert().status()).isEqualTo(Status.RECOVERING);

        p95.says(ENDED);
        assertThat(story.last().alert().status()).isEqualTo(Status.RESOLVED); // the hold was over long ago
        assertThat(story.last().atMicros()).isEqualTo(story.micros);
    }

    @Test
    void theHoldBeginsAnewWithEachRecovery() {
        AlertStory.Watch p95 = story.confirmed("vote", "");
        p95.says(RETURNING);
        story.pass(4);
        p95.says(CONFIRMED);
        story.pass(1);
        p95.says(RETURNING);
        story.pass(1);
        p95.says(ENDED);
        assertThat(story.last().alert().status()).isEqualTo(Status.RECOVERING);
        story.pass(4);

        assertThat(story.last().alert().status()).isEqualTo(Status.RECOVERING);
    }

    @Test
    void anEpisodeThatBeginsWithinTheHoldIsMoreEvidenceOfTheSameAlert() {
        AlertStory.Watch p95 = story.confirmed("vote", "");
        p95.says(ENDED);
        story.pass(2);
        AlertStory.Watch next = story.watch("p95");
        next.says(SUSPECTED);
        story.pass(10);
        next.says(CONFIRMED);

        assertThat(story.ids()).hasSize(1);
        assertThat(story.last().alert().status()).isEqualTo(Status.CONFIRMED);
    }

    @Test
    void anEpisodeThatBeginsAfterTheEndHasAnAlertOfItsOwn() {
        AlertStory.Watch p95 = story.confirmed("vote", "");
        p95.says(ENDED);
        story.micros += 6 * AlertStory.SECOND; // before any tick could tell that the hold is over
        AlertStory.Watch next = story.watch("p95");
        next.says(SUSPECTED);

        assertThat(story.ids()).hasSize(2);
        assertThat(story.statuses()).endsWith(Status.RESOLVED, Status.SUSPECTED);
    }

    @Test
    void anEndIsFinal() {
        AlertStory.Watch p95 = story.confirmed("vote", "");
        p95.says(ENDED);
        story.pass(10);
        int before = story.transitions.size();
        story.restart();

        assertThat(p95.says(CONFIRMED)).isEqualTo(Outcome.PAST);
        assertThat(p95.says(RETURNING)).isEqualTo(Outcome.PAST);
        assertThat(story.transitions).hasSize(before);
    }

    @Test
    void whatWasAcceptedIsNotRaisedAgainWhileItsWatchHasNotHeardOfIt() {
        AlertStory.Watch p95 = story.confirmed("vote", "");
        story.accept("ann");
        story.pass(1);

        assertThat(p95.says(CONFIRMED)).isEqualTo(Outcome.PAST);
        assertThat(p95.says(ENDED)).isEqualTo(Outcome.PAST);
        story.pass(1);
        story.watch("p95").says(SUSPECTED);
        assertThat(story.ids()).hasSize(2);
    }

    @Test
    void aDismissedSuspicionMayBeSeenAgainEvenAtTheSameOnset() {
        AlertStory.Watch p95 = story.watch("p95");
        p95.says(SUSPECTED);
        story.pass(1);
        p95.says(DISMISSED);
        assertThat(p95.says(SUSPECTED, story.micros)).isEqualTo(Outcome.PAST);
        story.pass(1);

        assertThat(p95.says(SUSPECTED)).isEqualTo(Outcome.TAKEN);
        assertThat(story.ids()).hasSize(2);
    }

    @Test
    void anEarlierWindowSaysNothing() {
        AlertStory.Watch p95 = story.confirmed("vote", "");
        assertThat(p95.says(RETURNING, story.micros - AlertStory.SECOND)).isEqualTo(Outcome.PAST);

        assertThat(story.last().alert().status()).isEqualTo(Status.CONFIRMED);
    }

    @Test
    void anEarlierEpisodeSaysNothing() {
        AlertStory.Watch earlier = story.watch("p95");
        story.pass(1);
        story.confirmed("vote", "");
        story.pass(1);

        assertThat(earlier.says(ENDED)).isEqualTo(Outcome.PAST);
        assertThat(earlier.says(SUSPECTED)).isEqualTo(Outcome.PAST);
        assertThat(story.last().alert().status()).isEqualTo(Status.CONFIRMED);
    }

    @Test
    void anAlertThatRestsOnSimulatedFiguresIsMarked() {
        story.confirmed("vote", "");
        AlertStory.Watch p50 = story.watch("p50").with(Severity.CRITICAL);
        p50.origin = Origin.SIMULATED;
        p50.says(CONFIRMED);

        assertThat(story.last().alert().origin()).isEqualTo(Origin.SIMULATED);
        assertThat(story.incident().origin()).isEqualTo(Origin.SIMULATED);
    }

    @Test
    void aMetricThatIsBehindIsEvidenceButDoesNotTurnTheTimeBack() {
        story.confirmed("vote", "");
        long newest = story.micros;
        AlertStory.Watch p50 = story.watch("p50").with(Severity.CRITICAL);

        assertThat(p50.says(CONFIRMED, newest - AlertStory.SECOND)).isEqualTo(Outcome.TAKEN);
        assertThat(story.last().atMicros()).isEqualTo(newest);
    }

    @Test
    void whatWasNeverAwayIsNoEvidence() {
        story.confirmed("vote", "");

        assertThat(story.watch("p50").says(RETURNING)).isEqualTo(Outcome.PAST);
    }

    @Test
    void whatIsBackOrOverRaisesNothing() {
        AlertStory.Watch p95 = story.watch("p95");

        assertThat(p95.says(RETURNING)).isEqualTo(Outcome.PAST);
        assertThat(p95.says(ENDED)).isEqualTo(Outcome.PAST);
        assertThat(p95.says(DISMISSED)).isEqualTo(Outcome.PAST);
        assertThat(story.transitions).isEmpty();
    }

    @Test
    void severityRisesAtOnceAndFallsWhenThreeWindowsInARowWereBelow() {
        AlertStory.Watch p95 = story.confirmed("vote", "");
        says(p95, Severity.CRITICAL, Severity.MINOR, Severity.SEVERE, Severity.CRITICAL, Severity.MINOR);
        assertThat(story.last().alert().severity()).isEqualTo(Severity.CRITICAL);

        says(p95, Severity.SEVERE);
        assertThat(story.last().alert().severity()).isEqualTo(Severity.CRITICAL);
        says(p95, Severity.MINOR);
        assertThat(story.last().alert().severity()).isEqualTo(Severity.SEVERE);
        assertThat(story.last().before()).isEqualTo(Status.CONFIRMED);
        assertThat(story.transitions).hasSize(4);
    }

    @Test
    void correctionsOfOneWindowAreNotThreeWindowsInARow() {
        AlertStory.Watch p95 = story.confirmed("vote", "").with(Severity.MINOR);
        for (int i = 0; i < 4; i++) {
            p95.says(CONFIRMED);
        }

        assertThat(story.last().alert().severity()).isEqualTo(Severity.MODERATE);
    }

    @Test
    void whatReturnsKeepsTheSeverityThatItHad() {
        AlertStory.Watch p95 = story.confirmed("vote", "").with(Severity.MINOR);
        for (int i = 0; i < 4; i++) {
            story.pass(1);
            p95.says(RETURNING);
        }

        assertThat(story.last().alert().severity()).isEqualTo(Severity.MODERATE);
        assertThat(story.statuses()).endsWith(Status.RECOVERING);
    }

    @Test
    void aSuspicionDoesNotMakeACertainAlertWorse() {
        story.confirmed("vote", "");
        AlertStory.Watch p99 = story.watch("p99").with(Severity.CRITICAL);
        p99.says(SUSPECTED);
        assertThat(story.last().alert().severity()).isEqualTo(Severity.MODERATE);

        p99.says(CONFIRMED);
        assertThat(story.last().alert().severity()).isEqualTo(Severity.CRITICAL);
    }

    @Test
    void whenTheWorstMetricIsOverTheOthersDecide() {
        story.confirmed("vote", "");
        AlertStory.Watch p99 = story.watch("p99").with(Severity.CRITICAL);
        p99.says(CONFIRMED);
        p99.says(ENDED);

        assertThat(story.last().alert().severity()).isEqualTo(Severity.MODERATE);
        assertThat(story.last().alert().status()).isEqualTo(Status.CONFIRMED);
    }

    @Test
    void anAcknowledgedAlertStaysSoWhenItGetsWorseAndSaysIt() {
        AlertStory.Watch p95 = story.confirmed("vote", "");
        assertThat(story.acknowledge("ann")).isEmpty();
        assertThat(story.last().author()).isEqualTo("ann");
        assertThat(story.last().reason()).isEqualTo("because");
        says(p95, Severity.CRITICAL);

        assertThat(story.last().alert().status()).isEqualTo(Status.ACKNOWLEDGED);
        assertThat(story.last().before()).isEqualTo(Status.ACKNOWLEDGED);
        assertThat(story.last().alert().severity()).isEqualTo(Severity.CRITICAL);
        assertThat(story.last().author()).isEmpty();
    }

    @Test
    void aSuspicionIsAcknowledgedInAdvance() {
        AlertStory.Watch p95 = story.watch("p95");
        p95.says(SUSPECTED);
        assertThat(story.acknowledge("ann")).isEmpty();
        assertThat(story.last().alert().status()).isEqualTo(Status.SUSPECTED);
        p95.says(CONFIRMED);

        assertThat(story.last().alert().status()).isEqualTo(Status.ACKNOWLEDGED);
        assertThat(story.last().alert().incident()).isNotEmpty();
    }

    @Test
    void acceptingEndsAnAlertAndMovesTheBaselineToThePresentLevels() {
        AlertStory.Watch p50 = story.watch("p50");
        p50.says(SUSPECTED);
        AlertStory.Watch ended = story.watch("mean");
        ended.says(CONFIRMED);
        story.confirmed("vote", "");
        ended.says(ENDED);
        story.target("p95").says(CONFIRMED);

        assertThat(story.accept("ann")).isEmpty();
        assertThat(story.last().alert().status()).isEqualTo(Status.ACCEPTED);
        assertThat(story.acceptances).singleElement().satisfies(acceptance -> {
            assertThat(acceptance.levels())
                    .extracting(track -> track.said().metric())
                    .containsExactly("p50", "p95"); // what is over does not move, nor does a target
            assertThat(acceptance.levels().get(1).windows()).isEqualTo(2);
        });
        assertThat(story.incident().isOpen()).isFalse();
    }

    @Test
    void whatIsBackAgainCannotBeAccepted() {
        story.confirmed("vote", "").says(ENDED);

        assertThat(story.accept("ann"))
                .hasValueSatisfying(reason -> assertThat(reason).contains("nothing to accept"));
        assertThat(story.acceptances).isEmpty();
    }

    @Test
    void decisionsThatCannotBeFollowedSayWhy() {
        assertThat(story.decide("a-0", Decision.Action.ACCEPT, "ann"))
                .hasValueSatisfying(reason -> assertThat(reason).contains("no alert a-0 of shop/"));
        story.confirmed("vote", "");
        assertThat(story.acknowledge(" "))
                .hasValueSatisfying(reason -> assertThat(reason).contains("author"));
        story.acknowledge("ann");
        assertThat(story.acknowledge("bob"))
                .hasValueSatisfying(reason -> assertThat(reason).contains("acknowledged by ann already"));
        story.accept("bob");
        assertThat(story.accept("bob")).isPresent();

        assertThat(story.statuses())
                .containsExactly(Status.SUSPECTED, Status.CONFIRMED, Status.ACKNOWLEDGED, Status.ACCEPTED);
    }

    @Test
    void aDecisionIsOfOneSystemAndRun() {
        story.confirmed("vote", "");

        assertThat(story.decide("run-1", story.last().alert().id(), Decision.Action.ACCEPT, "ann"))
                .hasValueSatisfying(reason -> assertThat(reason).contains("of shop/run-1 is open"));
    }

    @Test
    void aDecisionComesTooLateWhenTheHoldIsOver() {
        story.confirmed("vote", "").says(ENDED);
        story.micros += 5 * AlertStory.SECOND; // before any tick could tell that the hold is over

        assertThat(story.acknowledge("ann")).isPresent();
        assertThat(story.last().alert().status()).isEqualTo(Status.RESOLVED);
    }

    @Test
    void theTimeOfOneRunIsNotThatOfAnother() {
        story.confirmed("vote", "").says(ENDED);
        story.micros += 60 * AlertStory.SECOND;
        story.watchIn("run-1").says(CONFIRMED);

        assertThat(story.statuses()).endsWith(Status.RECOVERING, Status.CONFIRMED);
    }

    @Test
    void anAlertOfWhichNothingIsHeardAnyMoreIsResolvedWhereKnowledgeEnds() {
        story.confirmed("vote", "");
        long heard = story.micros;
        story.pass(599);
        assertThat(story.last().alert().status()).isEqualTo(Status.CONFIRMED);
        story.pass(1);

        assertThat(story.last().alert().status()).isEqualTo(Status.RESOLVED);
        assertThat(story.last().reason()).isEqualTo("no data any more");
        assertThat(story.last().atMicros()).isEqualTo(heard);
    }

    @Test
    void whatIsHeardOfAgainAfterALongSilenceIsRaisedAgain() {
        AlertStory.Watch p95 = story.confirmed("vote", "");
        story.pass(700);
        p95.says(CONFIRMED);

        assertThat(story.last().alert().status()).isEqualTo(Status.CONFIRMED);
        assertThat(story.ids()).hasSize(2);
    }

    @Test
    void aRestartIsNoSilence() {
        story.confirmed("vote", "");
        story.wallMillis += 3_600_000; // nobody was there to hear
        story.restart();
        story.pass(599);

        assertThat(story.last().alert().status()).isEqualTo(Status.CONFIRMED);
    }

    @Test
    void withoutExpiryAnAlertStays() {
        AlertStory patient = new AlertStory(AlertStory.neverExpiring());
        patient.confirmed("vote", "");
        patient.wait(100_000);

        assertThat(patient.last().alert().status()).isEqualTo(Status.CONFIRMED);
    }

    @Test
    void moreAlertsThanTheLimitAreRefusedAndTheIncidentSaysSo() {
        List<AlertStory.Watch> watches = new ArrayList<>();
        for (int node = 0; node < 4; node++) {
            watches.add(story.confirmed("vote", "n" + node));
        }
        AlertStory.Watch beyond = story.watch("vote", "n4", "p95");
        assertThat(beyond.says(CONFIRMED)).isEqualTo(Outcome.REFUSED);
        assertThat(story.incident().text()).endsWith("; further series are left out: too many are open");

        watches.get(0).says(ENDED);
        story.pass(10);
        assertThat(beyond.says(CONFIRMED)).isEqualTo(Outcome.TAKEN);
        assertThat(story.ids()).hasSize(5);
    }

    private void says(AlertStory.Watch watch, Severity... severities) {
        for (Severity severity : severities) {
            story.pass(1);
            watch.with(severity).says(CONFIRMED);
        }
    }
}
