package io.plumbline.streams.topology;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.plumbline.schemas.event.Baseline;
import io.plumbline.schemas.event.BaselineMetric;
import io.plumbline.schemas.event.BaselineSource;
import io.plumbline.schemas.event.BaselineStatus;
import io.plumbline.schemas.event.ChangeKind;
import io.plumbline.schemas.event.ClosedBy;
import io.plumbline.schemas.event.Origin;
import io.plumbline.schemas.event.ResourceFigure;
import io.plumbline.schemas.event.ResourceStats;
import io.plumbline.schemas.event.Severity;
import io.plumbline.schemas.event.Signal;
import io.plumbline.schemas.event.SignalPhase;
import io.plumbline.schemas.event.SketchData;
import io.plumbline.schemas.event.WindowStats;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** From closed windows to signals and proposed baselines. */
class RegressionTopologyTest {
    private static final double MILLISECOND = 1e6;
    private static final String CHARGE = "shop//charge";
    /** The other parts set the same rows aside. */
    private static final Map<String, String> ALONE = Map.of(
            "health.enabled", "false", "scaling.enabled", "false", "score.enabled", "false", "trend.enabled", "false");

    private Pipeline pipeline = new Pipeline(ALONE);
    private final SplittableRandom random = new SplittableRandom(1);
    private final List<Signal> signals = new ArrayList<>();
    private Instant next = Instant.ofEpochSecond(1_000);

    @AfterEach
    void close() {
        pipeline.close();
    }

    @Test
    void aSlowDownIsSuspectedConfirmedAndOverWhenItIsGone() {
        run(10, 120);
        assertThat(pipeline.signals()).isEmpty();
        Instant onset = next;

        run(13, 10);
        assertThat(phases("p95")).containsExactly(SignalPhase.SUSPECTED, SignalPhase.CONFIRMED);
        Signal first = of("p95").get(0);
        assertThat(first.getOnset()).isEqualTo(onset);
        Signal last = of("p95").get(of("p95").size() - 1);
        assertThat(last.getOnset()).isEqualTo(onset);
        assertThat(last.getSystem()).isEqualTo("shop");
        assertThat(last.getOperation()).isEqualTo("charge");
        assertThat(last.getUnit()).isEqualTo("ns");
        assertThat(last.getKind()).isEqualTo(ChangeKind.STEP);
        assertThat(last.getBefore()).isCloseTo(20 * MILLISECOND, within(MILLISECOND));
        assertThat(last.getNow()).isCloseTo(26 * MILLISECOND, within(1.5 * MILLISECOND));
        assertThat(last.getEffect()).isCloseTo(.3, within(.08));
        assertThat(last.getSeverity()).isEqualTo(Severity.MODERATE);
        assertThat(last.getWindowMillis()).isEqualTo(1_000);
        assertThat(last.getWindowStart()).isEqualTo(next.minusSeconds(1));
        assertThat(last.getNodeCount()).isEqualTo(3);
        assertThat(last.getRelease()).isEqualTo("1.2");
        assertThat(last.getOrigin()).isEqualTo(Origin.SIMULATED);
        assertThat(phases("p50")).containsExactly(SignalPhase.SUSPECTED, SignalPhase.CONFIRMED);
        assertThat(of("success")).isEmpty();
        assertThat(of("rate")).isEmpty();

        run(10, 20);
        assertThat(phases("p95"))
                .containsExactly(
                        SignalPhase.SUSPECTED, SignalPhase.CONFIRMED, SignalPhase.RETURNING, SignalPhase.ENDED);
    }

    @Test
    void itIsConfirmedWithinSixWindows() {
        run(10, 120);
        run(13, 6);

        assertThat(of("p50")).extracting(Signal::getPhase).contains(SignalPhase.CONFIRMED);
    }

    @Test
    void nothingIsSaidOfSteadyFigures() {
        run(10, 600);

        assertThat(pipeline.signals()).isEmpty();
        assertThat(pipeline.baselines()).isEmpty();
    }

    @Test
    void windowsOfOtherSizesCorrectionsAndWindowsThatWereSeenDoNotCount() {
        run(10, 60);
        for (int i = 0; i < 20; i++) {
            WindowStats row = row(13);
            row.setWindowMillis(10_000);
            pipeline.send(row);
            WindowStats correction = row(13);
            correction.setRevision(1);
            pipeline.send(correction);
            WindowStats old = row(13);
            old.setWindowStart(Instant.ofEpochSecond(1_000 + i));
            pipeline.send(old);
            next = next.plusSeconds(1);
        }

        assertThat(pipeline.signals()).isEmpty();
    }

    @Test
    void windowsOfFewEventsSayNothing() {
        run(10, 60);
        for (int i = 0; i < 20; i++) {
            WindowStats row = row(100);
            row.setCount(19);
            row.setOkCount(0);
            pipeline.send(row);
            next = next.plusSeconds(1);
        }

        assertThat(pipeline.signals()).isEmpty();
    }

    @Test
    void singleNodesAreWatchedInLongerWindows() {
        nodes(10, 60, 10_000);
        nodes(15, 10, 10_000);

        assertThat(pipeline.signals())
                .isNotEmpty()
                .allSatisfy(signal -> assertThat(signal.getNode()).isEqualTo("a"));
    }

    @Test
    void singleNodesNeedNotBeWatched() {
        restart(Map.of("regression.nodes", "false"));
        nodes(10, 60, 10_000);
        nodes(15, 10, 10_000);

        assertThat(pipeline.signals()).isEmpty();
    }

    @Test
    void theMemoryOfANodeIsWatched() {
        for (int i = 0; i < 80; i++) {
            pipeline.send(resources(i < 60 ? 1e9 : 1.5e9, null));
        }
        signals.addAll(pipeline.signals());

        assertThat(phases("memory")).containsExactly(SignalPhase.SUSPECTED, SignalPhase.CONFIRMED);
        Signal memory = signals.get(0);
        assertThat(memory.getOperation()).isEmpty();
        assertThat(memory.getNode()).isEqualTo("a");
        assertThat(memory.getUnit()).isEqualTo("bytes");
        assertThat(of("cpu")).isEmpty();
    }

    @Test
    void theFiguresOfAProcessAreNotComparedWithThoseOfItsMachine() {
        for (int i = 0; i < 100; i++) {
            Double process = i < 40 || i % 2 == 1 ? null : Double.valueOf(1e9);
            pipeline.send(resources(i < 40 ? 8e9 : 12e9, process));
        }

        assertThat(pipeline.signals()).isEmpty();
    }

    @Test
    void whatIsWorseThanItsBaselineIsFound() {
        pipeline.send(CHARGE, baseline(4, BaselineStatus.ACTIVE, "p50", 8));
        run(10, 20);

        assertThat(phases("p50")).containsExactly(SignalPhase.SUSPECTED, SignalPhase.CONFIRMED);
        assertThat(of("p50")).allSatisfy(signal -> {
            assertThat(signal.getKind()).isEqualTo(ChangeKind.BASELINE);
            assertThat(signal.getBaselineVersion()).isEqualTo(4);
            assertThat(signal.getBefore()).isEqualTo(8 * MILLISECOND);
        });
        assertThat(of("p95")).isEmpty();
    }

    @Test
    void anAcceptedLevelEndsTheEpisode() {
        run(10, 60);
        run(13, 10);
        pipeline.send(CHARGE, baseline(1, BaselineStatus.ACTIVE, "p50", 13));
        run(13, 60);

        assertThat(phases("p50")).containsExactly(SignalPhase.SUSPECTED, SignalPhase.CONFIRMED, SignalPhase.ENDED);
        assertThat(phases("p95")).containsExactly(SignalPhase.SUSPECTED, SignalPhase.CONFIRMED);
    }

    @Test
    void afterAResetASeriesLearnsAnew() {
        pipeline.send(CHARGE, baseline(1, BaselineStatus.ACTIVE, "p50", 8));
        run(10, 20);
        pipeline.send(CHARGE, baseline(2, BaselineStatus.RESET, "p50", 8));
        run(10, 30);

        assertThat(phases("p50")).containsExactly(SignalPhase.SUSPECTED, SignalPhase.CONFIRMED, SignalPhase.ENDED);
    }

    @Test
    void aRunIsComparedWithTheBaselineOfContinuousOperationUnlessItHasOne() {
        pipeline.send(CHARGE, baseline(1, BaselineStatus.ACTIVE, "p50", 8));
        Baseline ofRun = baseline(1, BaselineStatus.ACTIVE, "p50", 10);
        ofRun.setRun("own");
        pipeline.send("shop/own/charge", ofRun);
        for (int i = 0; i < 40; i++) {
            for (String run : List.of("own", "other")) {
                WindowStats row = row(10);
                row.setRun(run);
                pipeline.send(row);
            }
            next = next.plusSeconds(1);
        }

        assertThat(pipeline.signals())
                .isNotEmpty()
                .allSatisfy(signal -> assertThat(signal.getRun()).isEqualTo("other"));
    }

    @Test
    void anImprovementIsProposedAndChangesNothingBySelf() {
        pipeline.send(CHARGE, baseline(3, BaselineStatus.ACTIVE, "p50", 10));
        run(10, 60);
        run(7, 40);

        List<Baseline> proposed = pipeline.baselines();
        assertThat(proposed).extracting(Baseline::getVersion).startsWith(4).doesNotHaveDuplicates();
        Baseline last = proposed.get(proposed.size() - 1);
        assertThat(last.getStatus()).isEqualTo(BaselineStatus.PROPOSED);
        assertThat(last.getSource()).isEqualTo(BaselineSource.IMPROVEMENT);
        assertThat(last.getMetrics()).extracting(BaselineMetric::getLevel).containsExactly(10 * MILLISECOND);
        assertThat(last.getProposed()).extracting(BaselineMetric::getMetric).contains("p50", "p95", "mean");
        assertThat(last.getProposed().get(0).getWindows()).isPositive();
        assertThat(Duration.between(last.getFrom(), last.getTo()))
                .isBetween(Duration.ofSeconds(4), Duration.ofSeconds(30));
        assertThat(pipeline.signals()).isEmpty();
    }

    @Test
    void aTargetIsMissedWhereTheEventsAreSureOfIt() {
        restart(Map.of("regression.metrics", "p99", "targets.profile", "readiness"));
        for (int i = 0; i < 5; i++) {
            WindowStats row = row(10);
            row.setOkCount(480); // of 500: at most 97.2 % succeed
            row.setP95Nanos(101 * MILLISECOND);
            row.setP95LowNanos(i < 3 ? 99 * MILLISECOND : 100.5 * MILLISECOND);
            pipeline.send(row);
            next = next.plusSeconds(1);
        }
        signals.addAll(pipeline.signals());

        assertThat(phases("success")).containsExactly(SignalPhase.SUSPECTED, SignalPhase.CONFIRMED);
        assertThat(of("success").get(0).getTarget()).isEqualTo(.999);
        assertThat(of("success").get(0).getBefore()).isNull();
        assertThat(of("success").get(0).getKind()).isEqualTo(ChangeKind.TARGET);
        assertThat(of("p95")).hasSize(2);
        assertThat(of("rate")).isEmpty();
    }

    @Test
    void whatCannotBeReadIsNoBaseline() {
        pipeline.sendBaselineBytes(CHARGE, new byte[] {1, 2, 3});
        run(10, 60);
        run(13, 10);

        assertThat(phases("p50")).containsExactly(SignalPhase.SUSPECTED, SignalPhase.CONFIRMED);
        assertThat(pipeline.counter("quarantined")).isEqualTo(1);
    }

    @Test
    void whatIsBeyondTheLimitIsNotWatchedAndCounted() {
        restart(Map.of("regression.series.limit", "1"));
        run(10, 1);
        WindowStats other = row(10);
        other.setOperation("refund");
        pipeline.send(other);

        assertThat(pipeline.counter("windows.unwatched")).isEqualTo(1);
    }

    @Test
    void aSeriesThatFellSilentMakesRoom() {
        restart(Map.of("regression.series.limit", "1", "regression.forget.after", "1h"));
        run(10, 1);
        next = next.plus(Duration.ofHours(2));
        WindowStats other = row(10);
        other.setOperation("refund");
        pipeline.send(other);
        pipeline.pass(Duration.ofSeconds(61));
        pipeline.send(other);

        assertThat(pipeline.counter("windows.unwatched")).isEqualTo(1);
    }

    @Test
    void anImpossibleRowIsSetAside() {
        WindowStats impossible = row(10);
        impossible.setCount(-5);
        pipeline.send(impossible);

        assertThat(pipeline.counter("quarantined")).isEqualTo(1);
        assertThat(pipeline.deadBytes()).hasSize(1);
    }

    private void restart(Map<String, String> settings) {
        pipeline.close();
        Map<String, String> all = new HashMap<>(ALONE);
        all.putAll(settings);
        pipeline = new Pipeline(all);
    }

    private void run(double p50Millis, int windows) {
        for (int i = 0; i < windows; i++) {
            pipeline.send(row(p50Millis));
            next = next.plusSeconds(1);
        }
        signals.addAll(pipeline.signals());
    }

    private void nodes(double p50Millis, int windows, long sizeMillis) {
        for (int i = 0; i < windows; i++) {
            WindowStats row = row(p50Millis);
            row.setNode("a");
            row.setWindowMillis(sizeMillis);
            pipeline.send(row);
            next = next.plusMillis(sizeMillis);
        }
    }

    private List<Signal> of(String metric) {
        return signals.stream()
                .filter(signal -> signal.getMetric().equals(metric))
                .toList();
    }

    private List<SignalPhase> phases(String metric) {
        List<SignalPhase> phases = new ArrayList<>();
        for (Signal signal : of(metric)) {
            if (phases.isEmpty() || phases.get(phases.size() - 1) != signal.getPhase()) {
                phases.add(signal.getPhase());
            }
        }
        return phases;
    }

    private WindowStats row(double p50Millis) {
        double p50 = p50Millis * MILLISECOND * Math.exp(.03 * random.nextGaussian());
        WindowStats row = new WindowStats();
        row.setSystem("shop");
        row.setRun("");
        row.setOperation("charge");
        row.setNode("");
        row.setRelease("1.2");
        row.setOrigin(Origin.SIMULATED);
        row.setWindowStart(next);
        row.setWindowMillis(1_000);
        row.setClosedBy(ClosedBy.EVENT_TIME);
        row.setCount(500);
        row.setOkCount(500);
        row.setNodeCount(3);
        row.setRatePerSecond(500);
        row.setMeanNanos(1.1 * p50);
        row.setP50Nanos(p50);
        row.setP95Nanos(2 * p50);
        row.setP99FewSamples(false);
        row.setP99Nanos(3 * p50);
        row.setResponse(new SketchData(6, 65_471, List.of(), 0L, 0L, 0L, 0.0, 0.0));
        row.setEmittedAt(next);
        return row;
    }

    private ResourceStats resources(Double machine, Double process) {
        ResourceStats row = new ResourceStats();
        row.setSystem("shop");
        row.setRun("");
        row.setNode("a");
        row.setRelease("");
        row.setOrigin(Origin.REAL);
        row.setWindowStart(next);
        row.setWindowMillis(10_000);
        row.setClosedBy(ClosedBy.EVENT_TIME);
        row.setSamples(10);
        row.setMemorySystemBytes(figure(machine));
        row.setMemoryProcessBytes(figure(process));
        row.setEmittedAt(next);
        next = next.plusSeconds(10);
        return row;
    }

    private ResourceFigure figure(Double level) {
        double value = level == null ? 0 : level * Math.exp(.01 * random.nextGaussian());
        return level == null ? null : new ResourceFigure(10, value, value, value);
    }

    private Baseline baseline(int version, BaselineStatus status, String metric, double millis) {
        Baseline baseline = new Baseline();
        baseline.setSystem("shop");
        baseline.setRun("");
        baseline.setOperation("charge");
        baseline.setNode("");
        baseline.setVersion(version);
        baseline.setStatus(status);
        baseline.setMetrics(List.of(new BaselineMetric(metric, "ns", millis * MILLISECOND, 0)));
        baseline.setProposed(List.of());
        baseline.setSource(BaselineSource.PERSON);
        baseline.setSourceName("");
        baseline.setOrigin(Origin.REAL);
        baseline.setAuthor("a person");
        baseline.setReason("because");
        baseline.setCreatedAt(next);
        return baseline;
    }
}
