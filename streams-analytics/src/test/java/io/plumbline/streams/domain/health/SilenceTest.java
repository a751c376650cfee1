package io.plumbline.streams.domain.health;

import static org.assertj.core.api.Assertions.assertThat;

import io.plumbline.streams.domain.health.Subject.Scope;
import org.junit.jupiter.api.Test;

/** When a node is gone, and when only nobody listened. */
class SilenceTest {
    private static final long SECOND = 1_000;
    private static final long VALID = 3 * Story.HEARTBEAT_MILLIS;

    private final Story story = new Story();

    @Test
    void aNodeIsGoneWhenThreeHeartbeatsAreMissing() {
        beat(4);
        story.pass(VALID - Story.HEARTBEAT_MILLIS);
        assertThat(story.node("a")).isEqualTo(Status.HEALTHY);

        story.pass(SECOND);
        assertThat(story.node("a")).isEqualTo(Status.CRITICAL);
        assertThat(story.system()).isEqualTo(Status.CRITICAL);
        assertThat(story.of(Scope.SYSTEM, "").rollUp().reasons().get(0)).satisfies(reason -> {
            assertThat(reason.aspect().node()).isEqualTo("a");
            assertThat(reason.value()).isGreaterThan(15);
            assertThat(reason.threshold()).isEqualTo(15);
            assertThat(reason.text()).isEqualTo("no heartbeat for 16.0 s");
        });
    }

    @Test
    void itIsBackWhenThreeHeartbeatsCame() {
        beat(4);
        story.pass(60 * SECOND);

        beat(2);
        assertThat(story.node("a")).isEqualTo(Status.CRITICAL);
        beat(1);
        assertThat(story.node("a")).isEqualTo(Status.HEALTHY);
    }

    @Test
    void theReadersSilenceIsNotTheNodes() {
        beat(4);
        story.listen(false);
        story.pass(600 * SECOND);

        assertThat(story.node("a")).isEqualTo(Status.HEALTHY);
    }

    @Test
    void afterAGapTheReaderMustHaveListenedForLongEnough() {
        beat(4);
        story.listen(false);
        story.pass(60 * SECOND);
        story.listen(true);
        story.pass(VALID);
        assertThat(story.node("a")).isEqualTo(Status.HEALTHY);

        story.pass(SECOND);
        assertThat(story.node("a")).isEqualTo(Status.CRITICAL);
    }

    @Test
    void aRestartIsAGapToo() {
        beat(4);
        story.restart(60 * SECOND);
        story.pass(VALID);
        assertThat(story.node("a")).isEqualTo(Status.HEALTHY);

        story.pass(SECOND);
        assertThat(story.node("a")).isEqualTo(Status.CRITICAL);
    }

    @Test
    void aNodeThatVanishedLongAgoIsNeverCalledHealthy() {
        story.heartbeat("a", story.now - 86_400_000); // its last word in the compacted topic
        story.pass(SECOND);
        assertThat(story.node("a")).isEqualTo(Status.UNKNOWN);

        story.pass(VALID);
        assertThat(story.node("a")).isEqualTo(Status.CRITICAL);
    }

    @Test
    void aNodeWhoseClockWasSetBackIsStillThere() {
        beat(4);
        for (int i = 0; i < 10; i++) {
            story.heartbeat("a", story.now - 300_000);
            story.pass(Story.HEARTBEAT_MILLIS);
        }

        assertThat(story.node("a")).isEqualTo(Status.HEALTHY);
    }

    @Test
    void aNodeThatLeftInGoodOrderIsUnknownAndHarmsNobody() {
        beat(2);
        story.heartbeat("b");
        story.cpu("a", Status.CRITICAL);
        story.stopped("a", story.now);
        story.cpu("a", Status.CRITICAL); // its last window closes after it left
        story.pass(SECOND);

        assertThat(story.node("a")).isEqualTo(Status.UNKNOWN);
        assertThat(story.of(Scope.NODE, "a").rollUp().reasons())
                .extracting(Reason::text)
                .containsExactly("stopped in good order");
        assertThat(story.system()).isEqualTo(Status.HEALTHY);
    }

    @Test
    void itIsHealthyAgainWithItsFirstHeartbeatWhateverWasBefore() {
        beat(2);
        story.cpu("a", Status.CRITICAL);
        story.stopped("a", story.now);
        story.pass(60 * SECOND);

        beat(1);
        assertThat(story.node("a")).isEqualTo(Status.HEALTHY);
    }

    @Test
    void aNodeThatWasGoneAndThenStopsIsNotCriticalAnyMore() {
        beat(2);
        story.pass(60 * SECOND);
        story.stopped("a", story.now);
        story.pass(SECOND);

        assertThat(story.node("a")).isEqualTo(Status.UNKNOWN);
    }

    @Test
    void aStopOfLongAgoSaysNothing() {
        story.stopped("a", story.now - 86_400_000);
        story.pass(60 * SECOND);

        assertThat(story.reports).isEmpty();
    }

    private void beat(int times) {
        for (int i = 0; i < times; i++) {
            story.heartbeat("a");
            story.pass(Story.HEARTBEAT_MILLIS);
        }
    }
}
