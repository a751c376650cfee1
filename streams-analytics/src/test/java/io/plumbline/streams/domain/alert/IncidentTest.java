package io.plumbline.streams.domain.alert;

import static io.plumbline.streams.domain.regression.watch.Phase.CONFIRMED;
import static io.plumbline.streams.domain.regression.watch.Phase.ENDED;
import static io.plumbline.streams.domain.regression.watch.Phase.RETURNING;
import static org.assertj.core.api.Assertions.assertThat;

import io.plumbline.streams.domain.regression.Severity;
import io.plumbline.streams.domain.regression.watch.ChangeKind;
import io.plumbline.streams.domain.regression.watch.Phase;
import io.plumbline.streams.domain.window.Series;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Which alerts belong together, and what people read. */
class IncidentTest {
    private static final AlertRules MANY =
            new AlertRules(5 * AlertStory.SECOND, 0, 3_600_000, 30 * AlertStory.SECOND, 500);

    private final AlertStory story = new AlertStory(MANY);

    @Test
    void alertsThatBeginTogetherAreOneIncident() {
        story.confirmed("vote", "");
        story.confirmed("propose", "");

        assertThat(incidents()).hasSize(1);
        assertThat(story.incident().id()).isEqualTo("i-" + story.ids().get(0).substring(2));
        assertThat(story.incident().alerts()).isEqualTo(story.ids());
        assertThat(story.incident().operations()).containsExactly("propose", "vote");
        assertThat(story.transitions)
                .filteredOn(t -> t.alert().status() == Status.CONFIRMED)
                .allMatch(t -> t.alert().incident().equals(story.incident().id()));
    }

    @Test
    void oneOfManyNodesStandsOut() {
        story.watch("p50").says(Phase.SUSPECTED); // over all nodes: tells how many there are
        story.confirmed("vote", "n7");
        story.confirmed("propose", "n7");

        assertThat(story.incident().scope()).isEqualTo(Scope.ONE_NODE);
        assertThat(story.incident().text())
                .isEqualTo("p95 of vote rose 31 % (10.0 ms to 13.1 ms), since 22:13:20 UTC, on node n7; "
                        + "its 11 peers do not show it; 2 alerts");
    }

    @Test
    void nobodyKnowsHowManyPeersThereAre() {
        story.confirmed("vote", "n7");

        assertThat(story.incident().nodesKnown()).isZero();
        assertThat(story.incident().text()).contains("on node n7; no other node shows it; 1 alert");
    }

    @Test
    void someNodesAreNotAll() {
        story.confirmed("vote", "");
        for (int node = 1; node <= 6; node++) {
            story.confirmed("vote", "n" + node);
        }
        assertThat(story.incident().scope()).isEqualTo(Scope.SOME_NODES);
        assertThat(story.incident().text()).contains("on 6 of 12 nodes (n1, n2, n3, n4, n5 and 1 more); 7 alerts");

        story.confirmed("vote", "n7");
        assertThat(story.incident().scope()).isEqualTo(Scope.ALL_NODES);
        assertThat(story.incident().text()).contains("on 7 of 12 nodes; 8 alerts");
    }

    @Test
    void whereNoNodeStandsOutAllNodesAreMeant() {
        story.confirmed("vote", "");

        assertThat(story.incident().scope()).isEqualTo(Scope.ALL_NODES);
        assertThat(story.incident().nodes()).isEmpty();
        assertThat(story.incident().text()).contains("over all 12 nodes; 1 alert");
    }

    @Test
    void theOnlyNodeIsAllNodes() {
        assertThat(Scope.of(1, 1)).isEqualTo(Scope.ALL_NODES);
        assertThat(Scope.of(1, 2)).isEqualTo(Scope.ONE_NODE);
        assertThat(Scope.of(5, 0)).isEqualTo(Scope.SOME_NODES);
    }

    @Test
    void anAlertThatBeginsMuchLaterIsAnotherIncident() {
        story.confirmed("vote", "n1");
        story.pass(60);
        story.confirmed("vote", "n2");

        assertThat(incidents()).hasSize(2);
    }

    @Test
    void aChainOfAlertsIsOneIncidentButNotForEver() {
        for (int node = 0; node < 15; node++) {
            story.confirmed("vote", "n" + node);
            story.pass(23); // onsets are 25 s apart
        }

        assertThat(incidents()).hasSize(2);
        assertThat(story.incidents).filteredOn(i -> i.count() == 13).isNotEmpty(); // 12 times 25 s are 300 s
    }

    @Test
    void aChainBreaksWhereTheIncidentWasOver() {
        AlertStory.Watch first = story.confirmed("vote", "n1");
        AlertStory.Watch second = chained(20);
        first.says(ENDED);
        second.says(ENDED);
        story.pass(14); // 36 s after the first onset, 16 s after the second, 10 s after the end
        story.confirmed("vote", "n3");

        assertThat(incidents()).hasSize(2);
    }

    @Test
    void aChainBreaksAlsoWhereNobodyHasNoticedThatTheIncidentWasOver() {
        AlertStory.Watch first = story.confirmed("vote", "n1");
        AlertStory.Watch second = chained(20);
        first.says(ENDED);
        second.says(ENDED);
        story.micros += 14 * AlertStory.SECOND; // no tick
        AlertStory.Watch third = story.watch("vote", "n3", "p95");
        story.micros += AlertStory.SECOND;
        third.says(CONFIRMED);

        assertThat(incidents()).hasSize(2);
    }

    @Test
    void whatBeganWithTheFirstIsPartOfItEvenIfConfirmedAfterItsEnd() {
        AlertStory.Watch slow = story.watch("vote", "n2", "p95");
        AlertStory.Watch first = story.confirmed("vote", "n1");
        first.says(ENDED);
        story.pass(20);
        assertThat(story.incident().isOpen()).isFalse();
        slow.says(CONFIRMED);

        assertThat(incidents()).hasSize(1);
        assertThat(story.incident().isOpen()).isTrue();
    }

    @Test
    void whatBeganShortlyBeforeTheFirstIsPartOfItAndMovesItsBeginning() {
        AlertStory.Watch earlier = story.watch("vote", "n2", "p95");
        long onset = story.micros;
        story.pass(20);
        story.confirmed("vote", "n1");
        long at = story.incident().atMicros();
        earlier.says(CONFIRMED, story.micros - AlertStory.SECOND);

        assertThat(incidents()).hasSize(1);
        assertThat(story.incident().onsetMicros()).isEqualTo(onset);
        assertThat(story.incident().atMicros()).isEqualTo(at); // its window is older than the last that was told
    }

    @Test
    void whatBeganLongBeforeTheFirstIsAnother() {
        AlertStory.Watch earlier = story.watch("vote", "n2", "p95");
        story.pass(60);
        story.confirmed("vote", "n1");
        earlier.says(CONFIRMED);

        assertThat(incidents()).hasSize(2);
    }

    @Test
    void theResourcesOfANodeAreNoOperation() {
        story.confirmed("", "n1");

        assertThat(story.incident().operations()).isEmpty();
        assertThat(story.incident().nodes()).containsExactly("n1");
    }

    @Test
    void ofEquallySevereAlertsTheGreaterEffectSpeaks() {
        story.confirmed("vote", "n1");
        AlertStory.Watch greater = story.watch("propose", "n2", "p95");
        greater.effect = .39;
        greater.says(CONFIRMED);

        assertThat(story.incident().text()).startsWith("p95 of propose rose 39 %");
    }

    @Test
    void whatLastsIsNotForgotten() {
        AlertStory.Watch p95 = story.confirmed("vote", "n1");
        story.wait(10_000);
        p95.says(ENDED);
        story.wait(10);

        assertThat(story.incident().isOpen()).isFalse();
    }

    @Test
    void aSystemHasTheMostNodesOfTheLastTenMinutes() {
        Population population = Population.UNKNOWN.see(12, 0).see(3, 1);
        assertThat(population.nodes()).isEqualTo(12); // an operation of few nodes says nothing of the others

        population = population.see(5, 600 * AlertStory.SECOND);
        assertThat(population.nodes()).isEqualTo(12);
        assertThat(population.see(5, 1_200 * AlertStory.SECOND).nodes()).isEqualTo(5);
        assertThat(population.see(4, 9_000 * AlertStory.SECOND).nodes()).isEqualTo(4);
    }

    @Test
    void anIncidentIsOverWhenItsLastAlertIs() {
        AlertStory.Watch one = story.confirmed("vote", "n1");
        AlertStory.Watch other = story.confirmed("vote", "n2");
        one.says(ENDED);
        story.pass(6);
        assertThat(story.incident().isOpen()).isTrue();
        assertThat(story.incident().text()).contains("2 alerts, 1 still open");

        other.says(ENDED);
        story.pass(6);
        assertThat(story.incident().isOpen()).isFalse();
        assertThat(story.incident().atMicros()).isEqualTo(story.last().atMicros());
        assertThat(story.incident().text()).contains("2 alerts, over since ");
    }

    @Test
    void itIsAsBadAsItsWorstAlertEverWasAndThatOneSpeaksForIt() {
        story.confirmed("vote", "n1");
        AlertStory.Watch worse = story.watch("propose", "n2", "p99").with(Severity.SEVERE);
        worse.effect = .55;
        worse.says(CONFIRMED);
        assertThat(story.incident().severity()).isEqualTo(Severity.SEVERE);
        assertThat(story.incident().text()).startsWith("p99 of propose rose 55 %");

        story.pass(1);
        worse.with(Severity.CRITICAL).says(CONFIRMED);
        assertThat(story.incident().severity()).isEqualTo(Severity.CRITICAL);
        worse.says(ENDED);
        story.pass(10);
        assertThat(story.incident().severity()).isEqualTo(Severity.CRITICAL);
    }

    @Test
    void systemsAndRunsHaveIncidentsOfTheirOwn() {
        story.confirmed("vote", "");
        AlertStory.Watch elsewhere = story.watchIn("run-1");
        elsewhere.says(CONFIRMED);

        assertThat(incidents()).hasSize(2);
    }

    @Test
    void ofVeryManyAlertsOnlySomeAreListedButAllAreCounted() {
        for (int node = 0; node < 250; node++) {
            story.watch("vote", "n" + node, "p95").says(CONFIRMED);
        }

        assertThat(story.incident().alerts()).hasSize(Incident.LISTED);
        assertThat(story.incident().count()).isEqualTo(250);
        assertThat(story.incident().open()).isEqualTo(250);
    }

    @Test
    void peopleReadWhatHappenedWhereAndSinceWhen() {
        AlertStory.Watch p95 = story.confirmed("vote", "");
        assertThat(story.last().text())
                .isEqualTo("p95 of vote rose 31 % (10.0 ms to 13.1 ms) over 12 nodes since 22:13:20 UTC");
        story.acknowledge("ann");
        assertThat(story.last().text()).endsWith("; acknowledged by ann");
        p95.now = 10.1e6;
        p95.says(RETURNING);
        assertThat(story.last().text())
                .isEqualTo("Recovering: p95 of vote over 12 nodes is back (10.1 ms; before 10.0 ms) after 22:13:20 UTC"
                        + "; acknowledged by ann");

        AlertStory.Watch memory = story.new Watch(new Series("shop", "", "", "n1"), "memory", ChangeKind.TREND, 0);
        memory.says(Phase.SUSPECTED);
        assertThat(story.last().text())
                .isEqualTo(
                        "Suspected: memory keeps rising, so far 31 % (10.0 ms to 13.1 ms) on node n1 since 00:00:00 UTC");
        AlertStory.Watch target = story.new Watch(new Series("shop", "", "pay", ""), "p99", ChangeKind.TARGET, 0);
        target.says(CONFIRMED);
        assertThat(story.last().text()).startsWith("p99 of pay misses its target by 31 % (10.0 ms to 13.1 ms)");
    }

    private AlertStory.Watch chained(int seconds) {
        story.pass(seconds - 2);
        return story.confirmed("vote", "n2");
    }

    private List<String> incidents() {
        return story.incidents.stream().map(Incident.State::id).distinct().toList();
    }
}
