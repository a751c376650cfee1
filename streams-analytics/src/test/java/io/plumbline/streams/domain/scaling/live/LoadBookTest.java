package io.plumbline.streams.domain.scaling.live;

import static io.plumbline.streams.domain.scaling.live.Loads.LIVE;
import static io.plumbline.streams.domain.scaling.live.Loads.TEST;
import static io.plumbline.streams.domain.scaling.live.Loads.resources;
import static io.plumbline.streams.domain.scaling.live.Loads.row;
import static io.plumbline.streams.domain.scaling.live.Loads.traffic;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import io.plumbline.streams.domain.scaling.live.RunMoment.Phase;
import io.plumbline.streams.domain.scaling.steps.ScalingStep;
import org.junit.jupiter.api.Test;

class LoadBookTest {
    private final Loads loads = new Loads();

    @Test
    void theWindowsBesideAChangeOfNodesAreMixtures() {
        int[] nodes = {3, 3, 3, 4, 4, 4};
        long[] counts = {300, 300, 350, 360, 400, 400}; // a node joined during the third, and was slow in the fourth
        for (int i = 0; i < nodes.length; i++) {
            loads.take(LIVE, row(10L * i, nodes[i], counts[i]));
        }

        assertThat(loads.steps(LIVE)).extracting(ScalingStep::throughput).containsExactly(30.0, 40.0);
    }

    @Test
    void aGapIsNoChangeOfNodes() {
        loads.take(LIVE, row(0, 3, 300));
        loads.take(LIVE, row(20, 4, 400));
        loads.take(LIVE, row(30, 0, 0)); // nothing but late events

        assertThat(loads.steps(LIVE)).extracting(ScalingStep::nodes).containsExactly(3, 4);
    }

    @Test
    void windowsInWhichSomeNodesHadNothingToDoAreLeftOut() { // of few events, more nodes would seem to do more
        loads.take(LIVE, row(0, 2, 20));
        loads.take(LIVE, row(20, 3, 29));

        assertThat(loads.steps(LIVE)).extracting(ScalingStep::nodes).containsExactly(2);
    }

    @Test
    void aStageSaysHowManyNodesThereAreHoweverFewEventsTheyHave() {
        loads.stage(0, 40);
        loads.take(TEST, row(0, 7, 11));
        loads.take(TEST, row(10, 8, 10));

        assertThat(loads.steps(TEST)).singleElement().satisfies(step -> {
            assertThat(step.nodes()).isEqualTo(40);
            assertThat(step.throughput()).isCloseTo(1.05, within(1e-12));
        });
    }

    @Test
    void aStageThatDoesNotKnowItsNodesIsGroupedByThoseThatMeasured() {
        loads.stage(0, 0);
        loads.take(TEST, row(0, 2, 200));
        loads.take(TEST, row(20, 4, 400));

        assertThat(loads.steps(TEST)).extracting(ScalingStep::nodes).containsExactly(2, 4);
    }

    @Test
    void aWindowWithoutEventsBetweenOthersIsTimeInWhichNothingWasDone() {
        loads.stage(0, 4);
        loads.take(TEST, resources("a", 0, 0, 0.1, null)); // before the first
        loads.take(TEST, row(10, 4, 100));
        loads.take(TEST, resources("a", 20, 0, 0.1, null));
        loads.take(TEST, row(30, 4, 100));
        loads.take(TEST, resources("a", 40, 0, 0.1, null)); // after the last

        assertThat(loads.steps(TEST)).singleElement().satisfies(step -> {
            assertThat(step.seconds()).isEqualTo(30);
            assertThat(step.throughput()).isCloseTo(200 / 30.0, within(1e-12));
            assertThat(step.meanLatencyMillis()).hasValue(10);
        });
    }

    @Test
    void aTimeInWhichNothingWasMeasuredIsNoTime() {
        loads.stage(0, 4);
        loads.take(TEST, row(0, 4, 100));
        loads.take(TEST, row(500, 4, 100));

        assertThat(loads.steps(TEST))
                .singleElement()
                .satisfies(step -> assertThat(step.throughput()).isEqualTo(10));
    }

    @Test
    void aRunWithoutStagesHasTheNodesItStartedWith() {
        loads.moment(5, Phase.STARTED, 6, "");
        loads.take(TEST, row(0, 4, 999)); // before it started, in part
        loads.take(TEST, row(10, 4, 100));
        loads.moment(25, Phase.FINISHED, 0, "");
        loads.take(TEST, row(20, 4, 999)); // after it finished, in part

        assertThat(loads.steps(TEST)).singleElement().satisfies(step -> {
            assertThat(step.nodes()).isEqualTo(6);
            assertThat(step.throughput()).isEqualTo(10);
        });
    }

    @Test
    void theSameMomentSaidAgainChangesNothing() {
        loads.stage(0, 2);
        loads.stage(0, 2);
        loads.take(TEST, row(0, 2, 100));

        assertThat(loads.steps(TEST)).hasSize(1);
        assertThat(loads.states.get(TEST).state().moments()).hasSize(1);
    }

    @Test
    void aRunHasBoundedStages() {
        for (int i = 0; i < LoadConfig.STAGES; i++) {
            loads.stage(i, 1);
        }

        assertThatThrownBy(() -> loads.stage(LoadConfig.STAGES, 1)).hasMessageContaining("more than 1000 stages");
    }

    @Test
    void theBusiestNodeAndTheMeanTrafficOfThoseThatMeasuredItCount() {
        loads.stage(0, 4);
        loads.take(TEST, row(0, 4, 100));
        loads.take(TEST, resources("a", 0, 0, 0.7, null));
        loads.take(TEST, resources("b", 0, 0, 0.2, 5e9));
        loads.take(TEST, resources("a", 0, 1, 0.6, 4e9)); // replaces what was said of a
        loads.take(TEST, traffic("a", 0, 0, 1e6, 1.0));
        loads.take(TEST, traffic("b", 0, 0, 3e6, 0.5));
        loads.take(TEST, traffic("b", 0, 0, 9e6, 0.5)); // said already

        ScalingStep step = loads.steps(TEST).get(0);
        assertThat(step.resources().cpuShare()).hasValue(0.6);
        assertThat(step.resources().memoryBytes()).hasValue(5e9);
        assertThat(step.network().bytesPerSecond()).hasValue(8e6); // 2e6 of each of the four
        assertThat(step.network().deliveredShare()).hasValue(0.75);
        assertThat(step.network().messagesPerOperation()).isEmpty();
    }

    @Test
    void nodesAreTakenTogetherWhenTheirRowsCanNoLongerBeCorrected() {
        loads.stage(0, 2);
        loads.take(TEST, resources("a", 0, 0, 0.7, 1e9));
        loads.take(TEST, row(0, 2, 100));
        loads.take(TEST, row(300, 2, 100));
        loads.assess(TEST);

        assertThat(loads.windows.get(Loads.key(TEST, 0)).state().resources()).isEmpty();
        assertThat(loads.take(TEST, resources("a", 0, 1, 0.1, 1e9))).isEqualTo(Taken.KNOWN);
        assertThat(loads.take(TEST, resources("b", 0, 0, 0.9, 1e9))).isEqualTo(Taken.COUNTED); // from a slow partition
        assertThat(loads.steps(TEST).get(0).resources().cpuShare()).hasValue(0.9);
    }

    @Test
    void continuousOperationIsLookedAtAsFarBackAsTheHorizon() {
        loads.take(LIVE, row(0, 2, 200));
        loads.take(LIVE, row(20, 3, 300));
        loads.take(LIVE, row(3_615, 4, 400));

        assertThat(loads.steps(LIVE)).extracting(ScalingStep::nodes).containsExactly(3, 4);
        assertThat(loads.take(LIVE, row(0, 2, 200))).isEqualTo(Taken.TOO_OLD);
        assertThat(loads.windows.get(Loads.key(LIVE, 0))).isNull();
    }

    @Test
    void aRunIsLookedAtForLongerAndSaysWhatIsMissing() {
        loads.stage(0, 2);
        loads.take(TEST, row(0, 2, 200));
        loads.take(TEST, row(7_000, 2, 200));
        assertThat(loads.assess(TEST).scaling().get(0).warnings()).isEmpty();

        loads.take(TEST, row(7 * 3_600, 2, 200));
        assertThat(loads.assess(TEST).scaling().get(0).warnings())
                .singleElement()
                .asString()
                .contains("longer than what is looked back");
    }

    @Test
    void beyondSixtyFourNumbersOfNodesTheRarestAreLeftOutAndItSaysSo() {
        for (int nodes = 1; nodes <= 66; nodes++) {
            loads.take(LIVE, row(40L * nodes, nodes, 1_000));
            if (nodes != 1 && nodes != 30 && nodes != 40 && nodes != 66) {
                loads.take(LIVE, row(40L * nodes + 10, nodes, 1_000));
            }
        }

        OperationScaling scaling = loads.assess(LIVE).scaling().get(0);
        assertThat(scaling.report().steps())
                .hasSize(64)
                .extracting(figures -> figures.step().nodes())
                .contains(1, 66)
                .doesNotContain(30, 40);
        assertThat(scaling.warnings())
                .containsExactly(
                        "2 of 66 numbers of nodes are left out: " + "those that were measured for the shortest time");
    }

    @Test
    void operationsAndNodesAreBounded() {
        Loads small = new Loads(new LoadConfig(10_000_000, 3_600_000_000L, 1, 1, 1, 10, 2, 1, 1));

        assertThat(small.take(LIVE, row("a", 0, 1, 100))).isEqualTo(Taken.COUNTED);
        assertThat(small.take(LIVE, row("b", 0, 1, 100))).isEqualTo(Taken.COUNTED);
        assertThat(small.take(LIVE, row("c", 0, 1, 100))).isEqualTo(Taken.BEYOND_LIMIT);
        assertThat(small.take(LIVE, row("a", 10, 1, 100))).isEqualTo(Taken.COUNTED);
        assertThat(small.take(LIVE, resources("x", 0, 0, 0.1, null))).isEqualTo(Taken.COUNTED);
        assertThat(small.take(LIVE, traffic("x", 0, 0, 1e6, null))).isEqualTo(Taken.COUNTED);
        assertThat(small.take(LIVE, traffic("y", 0, 0, 1e6, null))).isEqualTo(Taken.BEYOND_LIMIT);
        assertThat(small.assess(LIVE).scaling())
                .extracting(OperationScaling::operation)
                .containsExactly("a", "b");
    }

    @Test
    void whatIsSilentForLongIsForgotten() {
        loads.take(LIVE, row(0, 2, 200));
        loads.nowMillis += 1;
        loads.take(TEST, row(0, 2, 200));

        assertThat(loads.book.forget(loads.nowMillis + 7_200_000)).containsExactly(LIVE);
        assertThat(loads.states.get(LIVE)).isNull();
        assertThat(loads.windows.get(Loads.key(LIVE, 0))).isNull();
        assertThat(loads.windows.get(Loads.key(TEST, 0))).isNotNull();
    }

    @Test
    void windowsOfAnotherSizeAreForgotten() {
        loads.windows.put(new LoadBook.Key(LIVE, 60_000_000, 0), new LoadWindow());
        loads.take(LIVE, row(0, 2, 200));
        loads.restart();

        assertThat(loads.windows.get(new LoadBook.Key(LIVE, 60_000_000, 0))).isNull();
        assertThat(loads.windows.get(Loads.key(LIVE, 0))).isNotNull();
    }

    @Test
    void figuresThatKeepComingAreLookedAtAsTheirTimePasses() {
        loads.take(LIVE, row(0, 2, 200));
        assertThat(loads.book.isDue(LIVE)).isFalse();
        loads.take(LIVE, row(10, 2, 200));
        assertThat(loads.book.isDue(LIVE)).isFalse();
        loads.take(LIVE, row(20, 2, 200));
        assertThat(loads.book.isDue(LIVE)).isTrue();

        loads.book.assess(LIVE, false);
        assertThat(loads.book.isDue(LIVE)).isFalse();
        assertThat(loads.book.quietSince(loads.nowMillis)).containsExactly(LIVE); // more may have come since
        loads.assess(LIVE);
        assertThat(loads.book.quietSince(loads.nowMillis)).isEmpty();
        loads.take(LIVE, row(20, 2, 200)); // no news
        assertThat(loads.book.quietSince(loads.nowMillis)).isEmpty();
        loads.take(LIVE, row(30, 2, 200));
        assertThat(loads.book.quietSince(loads.nowMillis - 1)).isEmpty();
        assertThat(loads.book.quietSince(loads.nowMillis)).containsExactly(LIVE);
    }

    @Test
    void contradictionsAreRefused() {
        assertThatThrownBy(() -> new OperationLoad(0, 1, 5, 6, 1)).hasMessageContaining("contradicts itself");
        assertThatThrownBy(() -> new OperationLoad(0, -1, 5, 5, 1)).hasMessageContaining("contradicts itself");
        assertThatThrownBy(() -> new OperationLoad(0, 1, 5, 5, Double.NaN)).hasMessageContaining("contradicts itself");
        assertThatThrownBy(() -> new RunMoment(0, Phase.STAGE, -1, "")).hasMessageContaining("-1 nodes");
    }
}
