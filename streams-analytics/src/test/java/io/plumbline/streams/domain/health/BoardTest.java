package io.plumbline.streams.domain.health;

import static org.assertj.core.api.Assertions.assertThat;

import io.plumbline.streams.domain.health.Subject.Scope;
import java.util.List;
import org.junit.jupiter.api.Test;

class BoardTest {
    private static final String SERVICE = Components.SERVICE;
    private static final long WINDOW = 10_000;
    private static final long SECOND = 1_000;

    private final Story story = new Story();

    @Test
    void saysNothingOfWhatItNeverHeardOf() {
        story.pass(60 * SECOND);

        assertThat(story.reports).isEmpty();
    }

    @Test
    void aSystemAndAComponentAreAsBadAsTheWorstOfTheirs() {
        story.cpu("a", Status.HEALTHY);
        story.cpu("b", Status.DEGRADED);
        story.window("", SERVICE, Code.FAILURE_SHARE, Status.HEALTHY);
        story.pass(SECOND);

        assertThat(story.node("a")).isEqualTo(Status.HEALTHY);
        assertThat(story.node("b")).isEqualTo(Status.DEGRADED);
        assertThat(story.component(Components.NODE)).isEqualTo(Status.DEGRADED);
        assertThat(story.component(SERVICE)).isEqualTo(Status.HEALTHY);
        assertThat(story.system()).isEqualTo(Status.DEGRADED);
    }

    @Test
    void aWorseWindowHoldsAtOnceAndABetterOneWhenThreeCameInARow() {
        windows(Status.CRITICAL, Status.HEALTHY, Status.HEALTHY);
        assertThat(story.node("a")).isEqualTo(Status.CRITICAL);

        windows(Status.HEALTHY);
        assertThat(story.node("a")).isEqualTo(Status.HEALTHY);
    }

    @Test
    void aBadWindowInBetweenBeginsTheCountAnew() {
        windows(Status.CRITICAL, Status.HEALTHY, Status.HEALTHY, Status.CRITICAL, Status.HEALTHY, Status.HEALTHY);

        assertThat(story.node("a")).isEqualTo(Status.CRITICAL);
    }

    @Test
    void itRecoversToTheWorstOfTheBetterWindowsOnly() {
        windows(Status.CRITICAL, Status.HEALTHY, Status.DEGRADED, Status.HEALTHY);
        assertThat(story.node("a")).isEqualTo(Status.DEGRADED);

        windows(Status.HEALTHY, Status.HEALTHY);
        assertThat(story.node("a")).isEqualTo(Status.DEGRADED);

        windows(Status.HEALTHY);
        assertThat(story.node("a")).isEqualTo(Status.HEALTHY);
    }

    @Test
    void aCorrectionIsNotOneMoreGoodWindow() {
        windows(Status.CRITICAL);
        for (int revision = 0; revision < 5; revision++) {
            story.cpu("a", Status.HEALTHY);
        }
        story.pass(SECOND);

        assertThat(story.node("a")).isEqualTo(Status.CRITICAL);
    }

    @Test
    void aCorrectionForTheWorseHolds() {
        story.cpu("a", Status.HEALTHY);
        story.cpu("a", Status.DEGRADED);
        story.pass(SECOND);

        assertThat(story.node("a")).isEqualTo(Status.DEGRADED);
    }

    @Test
    void anOlderWindowSaysNothing() {
        story.cpu("a", Status.HEALTHY);
        story.window("a", Components.NODE, Code.CPU, Status.CRITICAL, story.now - WINDOW);
        story.pass(SECOND);

        assertThat(story.node("a")).isEqualTo(Status.HEALTHY);
    }

    @Test
    void aWindowOfThePastSaysNothing() {
        long past = story.now - Story.EXPIRY_MILLIS - 1;
        story.window("a", Components.NODE, Code.CPU, Status.CRITICAL, past);
        story.pass(SECOND);

        assertThat(story.reports).isEmpty();
    }

    @Test
    void windowsThatComeMuchTooLateKeepNobodyHealthy() {
        windows(Status.HEALTHY);
        long ended = story.now;
        for (int i = 1; i <= 8; i++) { // the pipeline is more than a minute behind
            story.pass(WINDOW);
            if (story.now - ended > Story.EXPIRY_MILLIS) {
                story.window("a", Components.NODE, Code.CPU, Status.HEALTHY, ended + i);
            }
        }

        assertThat(story.node("a")).isEqualTo(Status.UNKNOWN);
    }

    @Test
    void whatIsNotSampledAnyMoreIsUnknownAndNotHealthy() {
        story.cpu("a", Status.HEALTHY);
        story.pass(Story.EXPIRY_MILLIS);
        assertThat(story.node("a")).isEqualTo(Status.HEALTHY);

        story.pass(SECOND);
        assertThat(story.node("a")).isEqualTo(Status.UNKNOWN);
        assertThat(story.system()).isEqualTo(Status.UNKNOWN);
        assertThat(reasonsOf(Scope.NODE, "a")).singleElement().satisfies(reason -> {
            assertThat(reason.text()).startsWith("not measured any more");
            assertThat(reason.value()).isEqualTo(0.1);
        });
    }

    @Test
    void whatWasBadAndIsNotMeasuredAnyMoreIsUnknownUntilItWasWellForLongEnough() {
        story.window("", SERVICE, Code.FAILURE_SHARE, Status.CRITICAL);
        story.pass(Story.EXPIRY_MILLIS + SECOND);
        assertThat(story.system()).isEqualTo(Status.UNKNOWN);

        for (int good = 0; good < 2; good++) {
            story.window("", SERVICE, Code.FAILURE_SHARE, Status.HEALTHY);
            story.pass(WINDOW);
        }
        assertThat(story.system()).isEqualTo(Status.UNKNOWN);

        story.window("", SERVICE, Code.FAILURE_SHARE, Status.HEALTHY);
        story.pass(WINDOW);
        assertThat(story.system()).isEqualTo(Status.HEALTHY);
    }

    @Test
    void anOperationThatNobodyCallsAnyMoreDoesNotMatterWhileOthersOfItsComponentAreMeasured() {
        story.window("", SERVICE, Code.FAILURE_SHARE, Status.HEALTHY);
        for (int i = 0; i < 7; i++) {
            story.window("", SERVICE, Code.P99, Status.HEALTHY);
            story.pass(WINDOW);
        }

        assertThat(story.system()).isEqualTo(Status.HEALTHY);
        assertThat(reasonsOf(Scope.SYSTEM, ""))
                .extracting(reason -> reason.aspect().code())
                .containsExactly(Code.P99);
    }

    @Test
    void aComponentOfWhichNothingIsMeasuredAnyMoreMakesItsSystemUnknown() {
        story.window("", Components.CONSENSUS, Code.FAILURE_SHARE, Status.HEALTHY);
        for (int i = 0; i < 7; i++) {
            story.window("", SERVICE, Code.FAILURE_SHARE, Status.HEALTHY);
            story.pass(WINDOW);
        }

        assertThat(story.component(Components.CONSENSUS)).isEqualTo(Status.UNKNOWN);
        assertThat(story.component(SERVICE)).isEqualTo(Status.HEALTHY);
        assertThat(story.system()).isEqualTo(Status.UNKNOWN);
    }

    @Test
    void evidenceStaysForItsTimeAndIsOverThen() {
        Reason evidence = new Aspect("a", Components.SECURITY, Code.EVIDENCE, "byzantine.equivocation")
                .judged(Period.moment(1_000 * story.now), new Limits(0, 10), 1.0, Unit.COUNT, "1 event");
        story.take(Finding.NO_SOURCE, 600_000, evidence);
        story.pass(600_000);
        assertThat(story.component(Components.SECURITY)).isEqualTo(Status.DEGRADED);

        story.pass(SECOND);
        assertThat(story.component(Components.SECURITY)).isEqualTo(Status.UNKNOWN);
        assertThat(reasonsOf(Scope.COMPONENT, Components.SECURITY)).isEmpty();
        assertThat(story.gone).contains(new Subject("shop", "", Scope.COMPONENT, Components.SECURITY));
    }

    @Test
    void whatIsUnknownForVeryLongIsForgotten() {
        story.cpu("a", Status.CRITICAL);
        story.pass(Story.FORGET_MILLIS);
        assertThat(story.gone).isEmpty();

        story.pass(SECOND);
        assertThat(story.gone)
                .containsExactlyInAnyOrder(
                        new Subject("shop", "", Scope.NODE, "a"),
                        new Subject("shop", "", Scope.COMPONENT, Components.NODE),
                        new Subject("shop", "", Scope.SYSTEM, ""));
        assertThat(story.node("a")).isEqualTo(Status.UNKNOWN);
    }

    @Test
    void reportsAgainAtIntervalsWithNewFiguresAndOldTimes() {
        windows(Status.DEGRADED);
        long reported = story.reports.size();
        long since = story.of(Scope.NODE, "a").verdict().sinceMillis();
        windows(Status.DEGRADED, Status.DEGRADED);
        assertThat(story.reports).hasSize((int) reported);

        story.pass(Story.INTERVAL_MILLIS);
        Report again = story.of(Scope.NODE, "a");
        assertThat(again.verdict().sinceMillis()).isEqualTo(since);
        assertThat(again.verdict().changedMillis()).isEqualTo(since);
        assertThat(again.verdict().reportedMillis()).isGreaterThan(since);
    }

    @Test
    void anotherReasonForTheSameStatusIsAChangeOfReasonsOnly() {
        windows(Status.DEGRADED);
        Verdict before = story.of(Scope.NODE, "a").verdict();
        story.window("a", Components.NODE, Code.MEMORY, Status.DEGRADED);
        story.pass(SECOND);

        Verdict after = story.of(Scope.NODE, "a").verdict();
        assertThat(after.sinceMillis()).isEqualTo(before.sinceMillis());
        assertThat(after.changedMillis()).isEqualTo(story.now);
    }

    @Test
    void timesDoNotGoBackWithTheClock() {
        windows(Status.HEALTHY);
        Verdict before = story.of(Scope.NODE, "a").verdict();
        story.now -= 60 * SECOND;
        story.window("a", Components.NODE, Code.MEMORY, Status.CRITICAL);
        story.pass(SECOND);

        Verdict after = story.of(Scope.NODE, "a").verdict();
        assertThat(after.status()).isEqualTo(Status.CRITICAL);
        assertThat(after.sinceMillis()).isEqualTo(before.reportedMillis());
        assertThat(after.changedMillis()).isEqualTo(after.reportedMillis());
    }

    @Test
    void aRestartRaisesNothingAgain() {
        windows(Status.CRITICAL, Status.HEALTHY);
        long changedMillis = story.of(Scope.NODE, "a").verdict().changedMillis();

        story.restart(5 * SECOND);
        windows(Status.HEALTHY);
        assertThat(story.reports)
                .allMatch(report -> report.verdict().changedMillis() == changedMillis
                        && report.verdict().status() == Status.CRITICAL);

        windows(Status.HEALTHY); // the third: the first one counts still
        assertThat(story.node("a")).isEqualTo(Status.HEALTHY);
    }

    @Test
    void aRestartIsNoReasonToKnowNothing() {
        windows(Status.CRITICAL);

        story.restart(10 * Story.EXPIRY_MILLIS);
        story.pass(Story.EXPIRY_MILLIS);
        assertThat(story.node("a")).isEqualTo(Status.CRITICAL);

        story.pass(SECOND);
        assertThat(story.node("a")).isEqualTo(Status.UNKNOWN);
    }

    private void windows(Status... statuses) {
        for (Status status : statuses) {
            story.cpu("a", status);
            story.pass(WINDOW);
        }
    }

    private List<Reason> reasonsOf(Scope scope, String name) {
        return story.of(scope, name).rollUp().reasons();
    }
}
