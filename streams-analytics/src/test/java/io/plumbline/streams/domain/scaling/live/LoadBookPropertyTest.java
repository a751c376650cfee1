package io.plumbline.streams.domain.scaling.live;

import static io.plumbline.streams.domain.scaling.live.Loads.LIVE;
import static io.plumbline.streams.domain.scaling.live.Loads.TEST;
import static org.assertj.core.api.Assertions.assertThat;

import io.plumbline.streams.domain.scaling.live.WindowRow.OfOperation;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.function.Consumer;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.From;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.constraints.Size;

class LoadBookPropertyTest {
    @Property(tries = 200)
    void theOrderOfRowsDoesNotMatter(
            @ForAll @Size(max = 60) List<@From("rows") WindowRow> rows, @ForAll boolean isRun, @ForAll long seed) {
        RunKey key = isRun ? TEST : LIVE;
        Loads straight = new Loads();
        events(rows, isRun).forEach(event -> event.accept(straight));
        List<Consumer<Loads>> shuffled = events(rows, isRun);
        Collections.shuffle(shuffled, new Random(seed));
        Loads mixed = new Loads();
        shuffled.forEach(event -> event.accept(mixed));

        assertThat(mixed.assess(key)).isEqualTo(straight.assess(key));
    }

    @Property(tries = 200)
    void aRestartChangesNothing(
            @ForAll @Size(min = 2, max = 60) List<@From("rows") WindowRow> rows, @ForAll boolean isRun) {
        RunKey key = isRun ? TEST : LIVE;
        List<Consumer<Loads>> events = events(rows, isRun);
        Loads through = new Loads();
        events.forEach(event -> event.accept(through));
        Loads restarted = new Loads();
        events.subList(0, events.size() / 2).forEach(event -> event.accept(restarted));
        restarted.restart();
        events.subList(events.size() / 2, events.size()).forEach(event -> event.accept(restarted));

        assertThat(restarted.assess(key)).isEqualTo(through.assess(key));
    }

    @Property(tries = 100)
    void whatWasScoredIsNotSaidAgainAfterARestart(@ForAll @Size(min = 1, max = 60) List<@From("rows") WindowRow> rows) {
        Loads loads = new Loads();
        events(rows, false).forEach(event -> event.accept(loads));
        loads.assess(LIVE);
        loads.restart();

        assertThat(loads.assess(LIVE).scores()).isEmpty();
    }

    @Provide
    Arbitrary<WindowRow> rows() {
        Arbitrary<Long> seconds = Arbitraries.longs().between(0, 16).map(window -> 10 * window);
        Arbitrary<Integer> revisions = Arbitraries.of(0, 1);
        Arbitrary<WindowRow> operations = Combinators.combine(seconds, revisions, Arbitraries.of("a", "b"))
                .as((second, revision, name) -> new OfOperation(
                        Loads.micros(second),
                        name,
                        // one row for each window and revision: those of a series come in their order
                        new OperationLoad(revision, nodes(second), 100 + second + revision, 100, 1e6 * nodes(second))));
        Arbitrary<WindowRow> resources = Combinators.combine(seconds, revisions, Arbitraries.of("x", "y"))
                .as((second, revision, node) ->
                        Loads.resources(node, second, revision, second / 200.0, 1e9 + second + revision));
        Arbitrary<WindowRow> traffic = Combinators.combine(seconds, revisions, Arbitraries.of("x", "y"))
                .as((second, revision, node) -> Loads.traffic(node, second, revision, 1e6 + second, 0.9));
        return Arbitraries.oneOf(operations, resources, traffic);
    }

    private static int nodes(long second) {
        return 1 + (int) (second / 50);
    }

    private static List<Consumer<Loads>> events(List<WindowRow> rows, boolean isRun) {
        RunKey key = isRun ? TEST : LIVE;
        List<Consumer<Loads>> events = new ArrayList<>();
        rows.forEach(row -> events.add(loads -> loads.take(key, row)));
        if (isRun) {
            events.add(loads -> loads.stage(0, 2));
            events.add(loads -> loads.stage(55, 4));
            events.add(loads -> loads.stage(100, 8));
        }
        events.add(loads -> loads.take(key, Loads.row("a", 170, 1, 100)));
        return events;
    }
}
