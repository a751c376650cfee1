package io.plumbline.streams.topology;

import static io.plumbline.streams.topology.LoadStory.RUN;
import static io.plumbline.streams.topology.LoadStory.SIZE;
import static io.plumbline.streams.topology.LoadStory.finished;
import static io.plumbline.streams.topology.LoadStory.moment;
import static io.plumbline.streams.topology.LoadStory.resources;
import static io.plumbline.streams.topology.LoadStory.stage;
import static io.plumbline.streams.topology.LoadStory.transport;
import static io.plumbline.streams.topology.LoadStory.window;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.plumbline.schemas.event.Origin;
import io.plumbline.schemas.event.RunPhase;
import io.plumbline.schemas.event.ScalingAdvice;
import io.plumbline.schemas.event.ScalingEstimate;
import io.plumbline.schemas.event.ScalingPoint;
import io.plumbline.schemas.event.ScalingReport;
import io.plumbline.schemas.event.WindowStats;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** From rows and the moments of a run to how a system scales, through all stages. */
class ScalingTopologyTest {
    private final Pipeline pipeline = new Pipeline();

    @AfterEach
    void close() {
        pipeline.close();
    }

    @Test
    void stepsOfThePublishedRatesHaveTheEfficienciesOfTheFormula() {
        step(0, 10, 1474, 10);
        step(100, 25, 1832, 10);
        step(200, 50, 2215, 10);
        pipeline.send(finished(300));

        ScalingReport report = last();
        assertThat(report.getPoints()).extracting(ScalingPoint::getNodes).containsExactly(10, 25, 50);
        assertThat(report.getPoints().get(1).getThroughput()).isCloseTo(18.32, within(1e-9));
        assertThat(report.getPoints().get(1).getEfficiency()).isCloseTo(0.497, within(5e-4));
        assertThat(report.getPoints().get(2).getEfficiency()).isCloseTo(0.301, within(5e-4));
        assertThat(report.getScalingClass()).isEqualTo("POOR");
        assertThat(report.getInconclusive()).contains("at least 4 points");
        assertThat(report.getEstimates()).isEmpty();
    }

    @Test
    void stepsOfThePublishedDataHaveTheCoefficientsThatWerePublished() {
        int[] nodes = {1, 18, 36, 72, 108, 144, 216};
        long[] tenths = {649, 9959, 16524, 18532, 18289, 17750, 17022}; // events in ten seconds
        for (int i = 0; i < nodes.length; i++) {
            step(60L * i, nodes[i], 6 * tenths[i], 6);
        }
        pipeline.send(finished(60L * nodes.length));

        ScalingReport report = last();
        assertThat(report.getModel()).isEqualTo("usl");
        assertThat(estimate(report, "alpha").getValue()).isCloseTo(0.0277284756, within(1e-7));
        assertThat(estimate(report, "beta").getValue()).isCloseTo(1.043654842e-4, within(1e-10));
        assertThat(estimate(report, "gamma").getStandardError()).isCloseTo(14.21349, within(1e-3));
        assertThat(estimate(report, "peakNodes").getValue()).isCloseTo(96.51956, within(1e-3));
        assertThat(estimate(report, "peakThroughput").getValue()).isCloseTo(1883.899, within(1e-2));
        assertThat(report.getRecommendations())
                .extracting(ScalingAdvice::getCode)
                .contains("PEAK", "SATURATION");
        assertThat(report.getSystem()).isEqualTo("shop");
        assertThat(report.getRun()).isEqualTo(RUN);
        assertThat(report.getFrom()).isEqualTo(Instant.EPOCH);
        assertThat(report.getAt()).isEqualTo(Instant.ofEpochSecond(60L * nodes.length));
    }

    @Test
    void aWindowThatStraddlesTwoStagesIsOfNeither() {
        pipeline.send(stage(0, 2));
        pipeline.send(window(0, 2, 100), window(10, 2, 100), window(20, 4, 1_000));
        pipeline.send(stage(25, 4));
        pipeline.send(window(30, 4, 200));
        pipeline.send(finished(40));

        assertThat(last().getPoints()).extracting(ScalingPoint::getThroughput).containsExactly(10.0, 20.0);
    }

    @Test
    void warmUpAndCoolDownAreNotMeasured() {
        pipeline.send(moment(RunPhase.STARTED, 0, 0, ""));
        pipeline.send(window(0, 4, 7));
        pipeline.send(moment(RunPhase.STAGE, 10, 4, "4 nodes: warm-up"));
        pipeline.send(window(10, 4, 999));
        pipeline.send(moment(RunPhase.STAGE, 20, 4, "4 nodes"));
        pipeline.send(window(20, 4, 400));
        pipeline.send(moment(RunPhase.STAGE, 30, 4, "Cooldown"));
        pipeline.send(window(30, 4, 1));
        pipeline.send(finished(40));
        pipeline.send(window(40, 4, 5));

        assertThat(last().getPoints()).extracting(ScalingPoint::getThroughput).containsExactly(40.0);
    }

    @Test
    void aCorrectedRowReplacesItsWindow() {
        WindowStats corrected =
                WindowStats.newBuilder(window(0, 2, 120)).setRevision(1).build();
        pipeline.send(stage(0, 2));
        pipeline.send(window(0, 2, 100), corrected, window(0, 2, 100));

        assertThat(last().getPoints()).singleElement().satisfies(point -> {
            assertThat(point.getThroughput()).isEqualTo(12);
            assertThat(point.getSeconds()).isEqualTo(10);
        });
    }

    @Test
    void aRunIsFinalWhenItHasFinishedAndItsLastRowsStillCount() {
        step(0, 2, 100, 1);
        assertThat(last().getIsFinal()).isFalse();

        pipeline.send(finished(20));
        assertThat(last().getIsFinal()).isTrue();

        pipeline.send(window(10, 2, 300));
        ScalingReport late = last();
        assertThat(late.getIsFinal()).isTrue();
        assertThat(late.getPoints().get(0).getThroughput()).isEqualTo(20);
    }

    @Test
    void continuousOperationIsGroupedByTheNodesThatTookPart() {
        for (int second = 0; second < 120; second += SIZE) {
            int nodes = second < 60 ? 3 : 6;
            pipeline.send(window("", "charge", second, nodes, second < 60 ? 300 : 450, 290, 20));
        }

        ScalingReport report = last();
        assertThat(report.getPoints()).extracting(ScalingPoint::getNodes).containsExactly(3, 6);
        assertThat(report.getPoints()).extracting(ScalingPoint::getThroughput).containsExactly(30.0, 45.0);
        assertThat(report.getPoints().get(1).getEfficiency()).isEqualTo(0.75);
        assertThat(report.getPoints().get(0).getMeanLatencyMillis()).isEqualTo(20);
        assertThat(report.getScalingClass()).isEqualTo("GOOD");
        assertThat(report.getIsFinal()).isFalse();
    }

    @Test
    void oneNumberOfNodesSaysWhatItCanAndNotMore() {
        pipeline.send(window("", "charge", 0, 3, 300, 300, 20), window("", "charge", 10, 3, 300, 300, 20));

        ScalingReport report = last();
        assertThat(report.getPoints())
                .singleElement()
                .satisfies(point -> assertThat(point.getEfficiency()).isEqualTo(1));
        assertThat(report.getScalingClass()).isEmpty();
        assertThat(report.getModel()).isEmpty();
        assertThat(report.getInconclusive()).contains("there is 1");
        assertThat(report.getRecommendedMaxNodes()).isEqualTo(3);
    }

    @Test
    void resourcesAndTrafficOfTheSameTimeBelongToAStep() {
        pipeline.send(stage(0, 2));
        pipeline.send(resources(RUN, "a", 0, 0.5, 2e9));
        pipeline.send(resources(RUN, "b", 0, 0.9, 1e9));
        pipeline.send(resources(RUN, "b", 10, 0.1, 9e9)); // of a later window
        pipeline.send(transport(RUN, "a", "", 0, 8e6));
        pipeline.send(transport(RUN, "b", "", 0, 24e6));
        pipeline.send(transport(RUN, "b", "a", 0, 24e6)); // in the row before
        pipeline.send(window(0, 2, 100));

        ScalingReport report = last();
        assertThat(report.getPoints()).singleElement().satisfies(point -> {
            assertThat(point.getCpuShare()).isEqualTo(0.9);
            assertThat(point.getMemoryBytes()).isEqualTo(2e9);
            assertThat(point.getBytesPerSecondOfNode()).isEqualTo(2e6);
            assertThat(point.getMessageOverhead()).isNull();
        });
    }

    @Test
    void aBottleneckComesWithItsFigure() {
        pipeline.send(stage(0, 2));
        pipeline.send(window(0, 2, 100));
        pipeline.send(resources(RUN, "b", 0, 0.9, 1e9));

        ScalingReport report = last();
        assertThat(report.getBottlenecks()).singleElement().satisfies(cpu -> {
            assertThat(cpu.getCode()).isEqualTo("CPU");
            assertThat(cpu.getNodes()).isEqualTo(2);
            assertThat(cpu.getFigure()).isEqualTo(0.9);
            assertThat(cpu.getLimit()).isEqualTo(0.8);
        });
        assertThat(report.getRecommendedMaxNodes()).isNull();
    }

    @Test
    void whatChangesNothingIsNotSaidAgainForAMinute() {
        for (int second = 0; second < 200; second += SIZE) {
            pipeline.send(window("", "charge", second, 3, 300, 300, 20));
            pipeline.pass(Duration.ofSeconds(SIZE));
        }

        assertThat(pipeline.scaling())
                .extracting(report -> report.getAt().getEpochSecond())
                .containsExactly(10L, 70L, 130L, 190L);
    }

    @Test
    void simulatedFiguresStaySo() {
        WindowStats simulated = WindowStats.newBuilder(window(10, 2, 100))
                .setOrigin(Origin.SIMULATED)
                .build();
        pipeline.send(stage(0, 2));
        pipeline.send(window(0, 2, 100), simulated);

        assertThat(last().getOrigin()).isEqualTo(Origin.SIMULATED);
    }

    @Test
    void aBacklogIsReportedAsItsTimePasses() { // the wall clock stands still
        for (int second = 0; second < 300; second += SIZE) {
            pipeline.send(window("", "charge", second, 3, 300 + second, 300, 20));
        }

        assertThat(pipeline.scaling()).hasSizeBetween(5, 20);
    }

    @Test
    void whatCannotBeReadIsSetAside() {
        pipeline.send(LoadStory.moment(RunPhase.STAGE, 0, -1, ""));
        assertThat(pipeline.deadLoad()).hasSize(1);

        var ofNoRun = stage(0, 1);
        ofNoRun.setRun("");
        pipeline.send(ofNoRun);
        assertThat(pipeline.counter("quarantined")).isEqualTo(2);
        assertThat(pipeline.scaling()).isEmpty();
    }

    @Test
    void itCanBeLeftOut() {
        try (Pipeline without = new Pipeline(Map.of("scaling.enabled", "false", "score.enabled", "false"))) {
            without.send(window(0, 2, 100));
            without.pass(Duration.ofSeconds(3));
            assertThat(without.scaling()).isEmpty();
            assertThat(without.scores()).isEmpty();
        }
        try (Pipeline scoreOnly = new Pipeline(Map.of("scaling.enabled", "false"))) {
            scoreOnly.send(stage(0, 2), finished(60));
            scoreOnly.send(window(0, 2, 100));
            scoreOnly.pass(Duration.ofSeconds(3));
            assertThat(scoreOnly.scaling()).isEmpty();
            assertThat(scoreOnly.scores()).hasSize(1);
        }
    }

    /** A stage in which so many events are spread over so many windows. */
    private void step(long second, int nodes, long events, int windows) {
        pipeline.send(stage(second, nodes));
        for (int i = 0; i < windows; i++) {
            long count = events * (i + 1) / windows - events * i / windows;
            pipeline.send(window(second + (long) SIZE * i, nodes, count));
        }
    }

    private ScalingReport last() {
        pipeline.pass(Duration.ofSeconds(3));
        List<ScalingReport> reports = pipeline.scaling();
        return reports.get(reports.size() - 1);
    }

    private static ScalingEstimate estimate(ScalingReport report, String name) {
        return report.getEstimates().stream()
                .filter(estimate -> estimate.getName().equals(name))
                .findFirst()
                .orElseThrow();
    }
}
