package io.plumbline.streams.domain.scaling.steps;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import io.plumbline.streams.domain.scaling.Scatter;
import io.plumbline.streams.domain.scaling.UslVerdict.Fitted;
import io.plumbline.streams.domain.scaling.UslVerdict.Inconclusive;
import io.plumbline.streams.domain.scaling.steps.Bottleneck.Kind;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ScalingAnalysisTest {
    private static final double GIBIBYTE = 1L << 30;
    private static final List<ScalingStep> PUBLISHED = List.of(
            ScalingStep.of(10, 14.74).withLatency(10.47).withSuccess(1.000),
            ScalingStep.of(25, 18.32).withLatency(15.23).withSuccess(0.973),
            ScalingStep.of(50, 22.15).withLatency(22.45).withSuccess(0.951));

    @Test
    void efficiencyIsWhatTheFormulaGivesForThePublishedSteps() { // the document prints .744 and .534 for the same data
        List<StepFigures> steps = report(PUBLISHED).steps();

        assertThat(steps.get(0).efficiency()).hasValue(1);
        assertThat(steps.get(1).efficiency().orElseThrow()).isCloseTo(0.497, within(5e-4));
        assertThat(steps.get(2).efficiency().orElseThrow()).isCloseTo(0.301, within(5e-4));
        assertThat(steps.get(2).speedUp().orElseThrow()).isCloseTo(22.15 / 14.74, within(1e-12));
    }

    @Test
    void theClassIsThatOfTheGreatestStepAndComesWithItsFigure() {
        ScalingReport report = report(PUBLISHED);

        assertThat(report.scalingClass()).hasValue(ScalingClass.POOR);
        assertThat(report.recommendations())
                .contains(new Recommendation(
                        "POOR", "Poor scaling - significant optimization needed", "efficiency 0.301 at 50 nodes"));
        assertThat(report.recommendedMaxNodes()).hasValue(50); // slow growth, and still growth, within all limits
    }

    @ParameterizedTest
    @CsvSource({
        "0.81, EXCELLENT",
        "0.8, GOOD",
        "0.6, GOOD",
        "0.59, MODERATE",
        "0.4, MODERATE",
        "0.39, POOR",
        "1.2, EXCELLENT"
    })
    void aClassBeginsAtItsEdge(double efficiency, ScalingClass expected) {
        assertThat(ScalingClass.of(efficiency)).isEqualTo(expected);
    }

    @Test
    void saturationIsTheFirstStepThatBringsATenthOrLessOfItsNodes() {
        ScalingReport report = report(steps(new int[] {10, 20, 40, 80}, 100, 190, 250, 270));

        assertThat(report.saturationNodes()).hasValue(80); // 8 % more with twice the nodes
        assertThat(report.recommendedMaxNodes()).hasValue(40);
        assertThat(report.recommendations())
                .anyMatch(advice -> advice.text().startsWith("Throughput saturates around 80 nodes"));
    }

    @Test
    void aSmallStepIsJudgedByItsOwnSize() { // 8 % more with 10 % more nodes is no saturation
        assertThat(report(steps(new int[] {100, 110, 121}, 100, 108, 116)).saturationNodes())
                .isEmpty();
    }

    @Test
    void latencyIsDegradedBeyondThreeTimesTheBaseline() {
        ScalingReport atTheLimit = report(List.of(
                ScalingStep.of(10, 10).withLatency(20), ScalingStep.of(20, 20).withLatency(60)));
        ScalingReport beyond = report(List.of(
                ScalingStep.of(10, 10).withLatency(20),
                ScalingStep.of(20, 20).withLatency(61),
                ScalingStep.of(40, 40).withLatency(90)));

        assertThat(atTheLimit.latencyDegradationNodes()).isEmpty();
        assertThat(beyond.latencyDegradationNodes()).hasValue(20);
        assertThat(beyond.recommendedMaxNodes()).hasValue(10);
        assertThat(beyond.bottlenecks()).singleElement().satisfies(bottleneck -> {
            assertThat(bottleneck.kind()).isEqualTo(Kind.LATENCY_EXPLOSION);
            assertThat(bottleneck.figure()).isCloseTo(3.05, within(1e-9));
        });
    }

    @Test
    void eachBottleneckIsNamedOnceWithItsFigure() {
        ScalingReport report = report(List.of(
                ScalingStep.of(10, 100).with(ResourceUse.of(0.80, 8 * GIBIBYTE)).with(NetworkUse.of(18, 0.9, 1e6)),
                ScalingStep.of(20, 49)
                        .with(ResourceUse.of(0.81, 8.5 * GIBIBYTE))
                        .with(NetworkUse.of(76, 0.92, 4e6)),
                ScalingStep.of(40, 10).with(ResourceUse.of(0.99, 9 * GIBIBYTE)).with(NetworkUse.of(999, 0.9, 8e6))));

        assertThat(report.bottlenecks())
                .extracting(Bottleneck::words)
                .containsExactly(
                        "Throughput degradation: 49 % of the baseline, less than 50 % at 20 nodes",
                        "CPU usage bottleneck: 81 % busy, more than 80 % at 20 nodes",
                        "Memory usage bottleneck: 8.5 GiB, more than 8.0 at 20 nodes",
                        "Network inefficiency: 23 % of the messages needed, less than 30 % at 20 nodes");
        assertThat(report.recommendedMaxNodes()).hasValue(10);
    }

    @Test
    void networkFiguresAreOfWhatEachOtherNodeNeeds() {
        StepFigures figures = report(List.of(ScalingStep.of(11, 5).with(NetworkUse.of(40, 0.9, 2200))))
                .steps()
                .get(0);

        assertThat(figures.messageOverhead()).hasValue(4); // 40 messages where 10 would do
        assertThat(figures.networkEfficiency().orElseThrow()).isCloseTo(0.225, within(1e-12));
        assertThat(figures.bytesPerSecondOfNode()).hasValue(200);
    }

    @Test
    void tooManyFailuresAreNotRecommended() {
        List<ScalingStep> steps = List.of(
                ScalingStep.of(10, 10).withSuccess(1),
                ScalingStep.of(20, 20).withSuccess(0.94),
                ScalingStep.of(40, 40));

        assertThat(report(steps).recommendedMaxNodes()).hasValue(10);
    }

    @Test
    void whatWasNotMeasuredIsAbsentAndLimitsNothing() {
        ScalingReport report = report(steps(new int[] {1, 2}, 10, 20));

        assertThat(report.bottlenecks()).isEmpty();
        assertThat(report.steps().get(1).latencyFactor()).isEmpty();
        assertThat(report.steps().get(1).networkEfficiency()).isEmpty();
        assertThat(report.law()).isInstanceOf(Inconclusive.class);
        assertThat(report.recommendedMaxNodes()).hasValue(2);
    }

    @Test
    void withoutThroughputAtTheBaselineThereIsNoEfficiency() {
        ScalingReport report = report(steps(new int[] {1, 2}, 0, 20));

        assertThat(report.steps().get(1).efficiency()).isEmpty();
        assertThat(report.scalingClass()).isEmpty();
        assertThatThrownBy(() -> report(List.of())).isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void windowsWithTheSameNodesAreOneStep() {
        ScalingStep slow = step(10, 30, 100, 20);
        ScalingStep fast = step(10, 10, 200, 10);

        StepFigures merged =
                report(List.of(fast, ScalingStep.of(20, 150), slow)).steps().get(0);

        assertThat(merged.step().seconds()).isEqualTo(40);
        assertThat(merged.step().throughput()).isEqualTo(125); // 3000 and 2000 operations in 40 s
        assertThat(merged.step().meanLatencyMillis()).hasValue(16);
    }

    @Test
    void theLawIsFittedToTheSameSteps() {
        int[] nodes = {1, 18, 36, 72, 108, 144, 216};
        ScalingReport report = report(steps(nodes, 64.9, 995.9, 1652.4, 1853.2, 1828.9, 1775.0, 1702.2));

        assertThat(((Fitted) report.law()).peak().orElseThrow().load()).isCloseTo(96.52, within(0.01));
        assertThat(report.recommendations())
                .contains(
                        new Recommendation(
                                "PEAK",
                                "More than 96 nodes lower the throughput",
                                "the fitted law peaks at 96.5 nodes with 1884 operations a second"),
                        new Recommendation(
                                "CONTENTION",
                                "Look for what is shared first: work waits more than it has to agree",
                                "at 216 nodes contention adds 6.0 and coherency 4.8"));
    }

    private static ScalingStep step(int nodes, double seconds, double throughput, double latency) {
        ScalingStep step = ScalingStep.of(nodes, throughput).withLatency(latency);
        return new ScalingStep(
                nodes,
                seconds,
                throughput,
                step.meanLatencyMillis(),
                step.successShare(),
                step.resources(),
                step.network());
    }

    private static List<ScalingStep> steps(int[] nodes, double... throughputs) {
        return IntStream.range(0, nodes.length)
                .mapToObj(i -> ScalingStep.of(nodes[i], throughputs[i]))
                .toList();
    }

    private static ScalingReport report(List<ScalingStep> steps) {
        return new ScalingAnalysis(ScalingLimits.DEFAULT, Scatter.EVEN).report(steps);
    }
}
