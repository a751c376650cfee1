package io.plumbline.streams.domain.health;

import static org.assertj.core.api.Assertions.assertThat;

import io.plumbline.streams.domain.health.Subject.Scope;
import io.plumbline.streams.domain.window.Origin;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.Example;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;

class RollUpPropertyTest {
    private static final Patience PATIENCE = new Patience(60_000, 3, 86_400_000, 30_000);
    private static final long NOW = 1_700_000_000_000L;

    @Property
    void theStatusIsTheWorstOfTheReasons(@ForAll("standings") Map<Board.Key, Standing> standings) {
        List<Status> statuses =
                standings.values().stream().map(s -> s.reason().status()).toList();

        RollUp rollUp = RollUp.of(standings.values());

        assertThat(rollUp.status()).isEqualTo(statuses.isEmpty() ? Status.UNKNOWN : Collections.max(statuses));
        assertThat(rollUp.lookedAt()).isEqualTo(standings.size());
        assertThat(rollUp.reasons().stream().map(Reason::status))
                .isSortedAccordingTo(Collections.reverseOrder())
                .hasSizeLessThanOrEqualTo(standings.size());
    }

    @Property
    void aFurtherReasonNeverMakesItBetter(
            @ForAll("standings") Map<Board.Key, Standing> standings, @ForAll("standing") Standing one) {
        List<Standing> more = new ArrayList<>(standings.values());
        more.add(one);

        Status before = RollUp.of(standings.values()).status();
        assertThat(RollUp.of(more).status())
                .isGreaterThanOrEqualTo(standings.isEmpty() ? one.reason().status() : before);
    }

    @Property
    void itDoesNotDependOnTheOrder(@ForAll("standings") Map<Board.Key, Standing> standings, @ForAll Random random) {
        List<Standing> shuffled = new ArrayList<>(standings.values());
        Collections.shuffle(shuffled, random);

        assertThat(RollUp.of(shuffled)).isEqualTo(RollUp.of(standings.values()));
        assertThat(RollUp.of(shuffled).signature())
                .isEqualTo(RollUp.of(standings.values()).signature());
    }

    @Property
    void aSystemIsNeverBetterThanAnyOfItsNodesOrComponents(@ForAll("standings") Map<Board.Key, Standing> standings) {
        MapTable<Board.Key, Standing> table = new MapTable<>(s -> s);
        standings.forEach(table::put);
        Map<Subject, Status> health = new HashMap<>();
        Census.of(table)
                .forEach((subject, of) -> health.put(subject, RollUp.of(of).status()));

        health.forEach((subject, status) -> assertThat(
                        health.get(new Subject(subject.system(), subject.run(), Scope.SYSTEM, "")))
                .isGreaterThanOrEqualTo(status));
    }

    @Example
    void ofManyThatAreUnwellTheFirstAreShownAndTheRestIsCounted() {
        List<Standing> standings = new ArrayList<>();
        for (int node = 0; node < 30; node++) {
            standings.add(standing("n" + node, "node", Code.CPU, Status.DEGRADED, 0.7));
        }
        standings.add(standing("n99", "node", Code.CPU, Status.CRITICAL, 0.99));

        RollUp rollUp = RollUp.of(standings);

        assertThat(rollUp.reasons()).hasSize(RollUp.MAX_UNWELL);
        assertThat(rollUp.reasons().get(0).aspect().node()).isEqualTo("n99");
        assertThat(rollUp.unwell()).isEqualTo(31);
    }

    @Example
    void whatIsHealthyIsShownByTheOneNearestToItsLimit() {
        RollUp rollUp = RollUp.of(List.of(
                standing("a", "node", Code.CPU, Status.HEALTHY, 0.1),
                standing("b", "node", Code.CPU, Status.HEALTHY, 0.4),
                standing("c", "node", Code.CPU, Status.HEALTHY, 0.2),
                standing("a", "node", Code.MEMORY, Status.HEALTHY, 0.3)));

        assertThat(rollUp.reasons())
                .extracting(
                        reason -> reason.aspect().node() + " " + reason.aspect().code())
                .containsExactly("b CPU", "a MEMORY");
    }

    @Example
    void whichHealthyOneIsNearestIsNoChange() {
        RollUp one = RollUp.of(List.of(
                standing("a", "node", Code.CPU, Status.HEALTHY, 0.1),
                standing("b", "node", Code.CPU, Status.HEALTHY, 0.2)));
        RollUp other = RollUp.of(List.of(
                standing("a", "node", Code.CPU, Status.HEALTHY, 0.3),
                standing("b", "node", Code.CPU, Status.HEALTHY, 0.2)));

        assertThat(one.signature()).isEqualTo(other.signature());
    }

    @Example
    void nothingSimulatedPassesForReal() {
        Reason reason = standing("a", "node", Code.CPU, Status.HEALTHY, 0.1).reason();
        Standing simulated = new Standing(new Finding("shop", "", Origin.SIMULATED, -1, 60_000, reason), PATIENCE, NOW);

        assertThat(RollUp.of(List.of(standing("b", "node", Code.CPU, Status.HEALTHY, 0.1), simulated))
                        .origin())
                .isEqualTo(Origin.SIMULATED);
    }

    @Provide
    Arbitrary<Standing> standing() {
        return Combinators.combine(
                        Arbitraries.of("", "a", "b", "c"),
                        Arbitraries.of("node", "consensus"),
                        Arbitraries.of(Code.CPU, Code.P99, Code.MEMORY),
                        Arbitraries.of(Status.class),
                        Arbitraries.doubles().between(0, 1))
                .as(RollUpPropertyTest::standing);
    }

    @Provide
    Arbitrary<Map<Board.Key, Standing>> standings() {
        return standing().list().ofMaxSize(12).map(list -> {
            Map<Board.Key, Standing> byKey = new HashMap<>();
            list.forEach(s -> byKey.put(new Board.Key("shop", "", s.reason().aspect()), s));
            return byKey;
        });
    }

    private static Standing standing(String node, String component, Code code, Status status, double value) {
        Aspect aspect = new Aspect(node, component, code, "");
        Reason reason = new Reason(aspect, status, value, 0.5, Unit.SHARE, Period.moment(1_000 * NOW), "measured");
        return new Standing(new Finding("shop", "", Origin.REAL, -1, 60_000, reason), PATIENCE, NOW);
    }
}
