package io.plumbline.streams.domain.scaling.live;

import static io.plumbline.streams.domain.scaling.live.Loads.LIVE;
import static io.plumbline.streams.domain.scaling.live.Loads.TEST;
import static io.plumbline.streams.domain.scaling.live.Loads.row;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.plumbline.streams.domain.scaling.live.RunMoment.Phase;
import io.plumbline.streams.domain.scaling.live.WindowRow.OfOperation;
import io.plumbline.streams.domain.score.Component;
import io.plumbline.streams.domain.score.Part;
import java.util.List;
import org.junit.jupiter.api.Test;

class ScorerTest {
    private final Loads loads = new Loads();

    @Test
    void allOperationsThatMatchAreScoredTogether() {
        take("a", 0, 60, 60, 10);
        take("b", 50, 20, 19, 50);
        take("self.commit", 50, 1_000, 0, 900); // not one of those that are scored

        ScoredWindow window = loads.assess(LIVE).scores().get(0);
        assertThat(window.startMicros()).isZero();
        assertThat(window.operations()).containsExactly("a", "b");
        assertThat(figure(window, Component.THROUGHPUT)).isCloseTo(80 / 60.0, within(1e-12));
        assertThat(figure(window, Component.LATENCY)).isCloseTo(20, within(1e-12)); // 60 of 10 ms and 20 of 50
        assertThat(figure(window, Component.RELIABILITY)).isCloseTo(100 * 79 / 80.0, within(1e-12));
    }

    @Test
    void theWorstRecommendationForAnyOfThemCounts() {
        loads.take(LIVE, row("a", 0, 4, 1_000));
        loads.take(LIVE, row("a", 20, 8, 2_000));
        loads.take(LIVE, row("b", 0, 4, 1_000));
        loads.take(LIVE, row("b", 20, 8, 1_001)); // saturated
        loads.take(LIVE, row("self.commit", 50, 2, 1_000));

        assertThat(figure(loads.assess(LIVE).scores().get(0), Component.SCALABILITY))
                .isEqualTo(4);
    }

    @Test
    void whereNothingIsKnownOfScalingTheNodesThatWereThereCount() {
        loads.take(LIVE, row("a", 50, 7, 30)); // too few events to compare numbers of nodes

        assertThat(figure(loads.assess(LIVE).scores().get(0), Component.SCALABILITY))
                .isEqualTo(7);
    }

    @Test
    void aNumberOfNodesThatIsNotRecommendedEarnsNothing() {
        take("a", 50, 100, 50, 10); // half of them fail

        assertThat(figure(loads.assess(LIVE).scores().get(0), Component.SCALABILITY))
                .isZero();
    }

    @Test
    void aWindowIsScoredWhenFiguresOfALaterTimeAreThere() {
        take("a", 50, 100, 100, 10);
        assertThat(loads.book.assess(LIVE, false).scores()).isEmpty(); // others of the same time may follow

        take("a", 60, 100, 100, 10);
        assertThat(loads.book.assess(LIVE, false).scores()).hasSize(1);
    }

    @Test
    void aWindowThatHasNotEndedIsScoredOnlyWhenItsRunHas() {
        loads.take(TEST, row("a", 0, 1, 100));
        assertThat(loads.assess(TEST).scores()).isEmpty();

        loads.moment(10, Phase.FINISHED, 0, "");
        assertThat(loads.assess(TEST).scores())
                .singleElement()
                .satisfies(window -> assertThat(figure(window, Component.THROUGHPUT))
                        .isEqualTo(10)); // over the time that was measured
    }

    @Test
    void theLatestIsScoredAgainWhenItsFiguresChangeAndNoEarlierOne() {
        take("a", 50, 100, 100, 10);
        take("a", 110, 100, 100, 10);
        assertThat(loads.assess(LIVE).scores()).hasSize(2);
        assertThat(loads.assess(LIVE).scores()).isEmpty();

        take("b", 50, 100, 100, 10);
        assertThat(loads.assess(LIVE).scores()).isEmpty();
        take("b", 110, 100, 100, 10);
        assertThat(loads.assess(LIVE).scores())
                .extracting(ScoredWindow::operations)
                .containsExactly(List.of("a", "b"));
    }

    @Test
    void withoutEventsThereIsNoScore() {
        take("a", 50, 0, 0, 0);
        take("self.commit", 50, 10, 10, 1);

        assertThat(loads.assess(LIVE).scores()).isEmpty();
    }

    private void take(String operation, long second, long count, long ok, double meanMillis) {
        loads.take(
                LIVE,
                new OfOperation(Loads.micros(second), operation, new OperationLoad(0, 1, count, ok, 1e6 * meanMillis)));
    }

    private static double figure(ScoredWindow window, Component component) {
        return window.score().parts().stream()
                .filter(part -> part.component() == component)
                .mapToDouble(Part::figure)
                .findFirst()
                .orElseThrow();
    }
}
