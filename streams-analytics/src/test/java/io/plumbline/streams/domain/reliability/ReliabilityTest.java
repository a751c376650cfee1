package io.plumbline.streams.domain.reliability;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

class ReliabilityTest {
    private static final long SECOND = 1_000_000;

    @Test
    void uptimeAndMeanTimesComeFromTheHistory() { // up 0-100, down 100-110, up 110-200, down 200-230, up 230-300
        Reliability figures = of(300, up(0), down(100), up(110), down(200), up(230));

        assertThat(figures.uptimeShare().orElseThrow()).isCloseTo(260.0 / 300, within(1e-12));
        assertThat(figures.betweenFailures().seconds()).hasValue(130); // 260 s up, two failures
        assertThat(figures.toRepair().seconds()).hasValue(20);
    }

    @Test
    void anOutageThatLastsIsCountedAndIsNoRepair() {
        Reliability figures = of(300, up(0), down(100), up(110), down(200));

        assertThat(figures.exposure().repairs()).isOne();
        assertThat(figures.toRepair().seconds()).hasValue(110); // 10 s and 100 s that go on, one repair
    }

    @Test
    void withoutAFailureTheMeanIsUnknownAndHasALeast() { // 95 % of such times would have seen one otherwise
        MeanTime betweenFailures = of(300, up(0)).betweenFailures();

        assertThat(betweenFailures.seconds()).isEmpty();
        assertThat(betweenFailures.high()).isEmpty();
        assertThat(betweenFailures.low()).isCloseTo(300 / -Math.log(0.05), within(1e-6));
    }

    @Test
    void intervalsAreThoseOfTheGammaDistribution() { // chi-square tables: 2 T / chi2(.95, 12) and 2 T / chi2(.05, 10)
        MeanTime five = MeanTime.of(1000, 5);

        assertThat(five.low()).isCloseTo(2000 / 21.0261, within(0.01));
        assertThat(five.high().orElseThrow()).isCloseTo(2000 / 3.9403, within(0.01));
    }

    @Test
    void timeThatNobodyWatchedCountsNeitherWay() {
        Reliability figures = of(300, up(0), unknown(100), down(150), up(160), unknown(200));

        assertThat(figures.exposure().unknownSeconds()).isEqualTo(150);
        assertThat(figures.uptimeShare().orElseThrow()).isCloseTo(140.0 / 150, within(1e-12));
        assertThat(figures.exposure().failures()).isZero(); // it went down unseen
        assertThat(figures.exposure().repairs()).isOne();
    }

    @Test
    void whatChangesJustWhenTheTimeEndsIsSeenIfAskedFor() {
        History history = new History(List.of(up(0), down(100), up(110)));

        assertThat(history.between(0, 110 * SECOND).repairs()).isZero();
        assertThat(history.including(0, 110 * SECOND)).isEqualTo(new Exposure(100, 10, 0, 1, 1));
        assertThat(history.including(0, 100 * SECOND).failures()).isOne();
    }

    @Test
    void beforeTheFirstChangeNothingIsKnown() {
        assertThat(of(300, down(200)).exposure()).isEqualTo(new Exposure(0, 100, 200, 0, 0));
        assertThat(of(300).uptimeShare()).isEmpty();
    }

    @Test
    void theStateAtTheStartIsThatOfTheLastChangeBefore() {
        History history = new History(List.of(up(0), down(50), up(60), down(150), up(400)));

        assertThat(history.between(100 * SECOND, 200 * SECOND)).isEqualTo(new Exposure(50, 50, 0, 1, 0));
    }

    @Test
    void whatIsSaidTwiceOrOutOfOrderChangesNothing() {
        Reliability once = of(300, up(0), down(100), up(110));

        assertThat(of(300, up(110), up(120), down(105), up(0), down(100))).isEqualTo(once);
    }

    @Test
    void nodesAddUp() {
        Exposure one = new History(List.of(up(0), down(100))).between(0, 300 * SECOND);
        Exposure other = new History(List.of(up(0))).between(0, 300 * SECOND);

        assertThat(Reliability.of(one.plus(other)).uptimeShare().orElseThrow()).isCloseTo(400.0 / 600, within(1e-12));
        assertThat(one.plus(Exposure.NONE)).isEqualTo(one);
    }

    @Test
    void theTimeMustNotEndBeforeItStarts() {
        assertThatThrownBy(() -> new History(List.of()).between(2, 1)).isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void intervalsHoldTheTruthThoughTheirEndsAreCutOff() { // failures every 100 s on average, watched for 500 s
        Random random = new Random(20261121);
        int draws = 2000;
        int held = 0;
        for (int draw = 0; draw < draws; draw++) {
            MeanTime mean = Reliability.of(new History(failing(random)).between(0, 500 * SECOND))
                    .betweenFailures();
            held += mean.low() <= 100 && 100 <= mean.high().orElse(Double.POSITIVE_INFINITY) ? 1 : 0;
        }
        assertThat((double) held / draws).isGreaterThan(0.90);
    }

    private static List<StateChange> failing(Random random) {
        List<StateChange> changes = new ArrayList<>(List.of(up(0)));
        double at = 0;
        while (at < 500) {
            at -= 100 * Math.log(1 - random.nextDouble());
            changes.add(new StateChange((long) (at * SECOND), State.DOWN));
            changes.add(new StateChange((long) (at * SECOND) + 1, State.UP));
        }
        return changes;
    }

    private static Reliability of(long seconds, StateChange... changes) {
        return Reliability.of(new History(List.of(changes)).between(0, seconds * SECOND));
    }

    private static StateChange up(long seconds) {
        return new StateChange(seconds * SECOND, State.UP);
    }

    private static StateChange down(long seconds) {
        return new StateChange(seconds * SECOND, State.DOWN);
    }

    private static StateChange unknown(long seconds) {
        return new StateChange(seconds * SECOND, State.UNKNOWN);
    }
}
