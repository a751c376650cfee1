package io.plumbline.producers.scale;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.plumbline.producers.simulation.ClusterConfig;
import io.plumbline.producers.simulation.Condition;
import io.plumbline.producers.simulation.Environment;
import io.plumbline.producers.simulation.Profile;
import io.plumbline.producers.simulation.SignatureCosts;
import io.plumbline.producers.simulation.TopologyKind;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CancellationException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SimulatedTargetTest {
    private static final SignatureCosts SIGNATURES = new SignatureCosts("test", 100_000, 50_000, 64, "made up");
    private static final List<Curve> CURVES = StepFilter.of(List.of()).curves(SuiteFile.parse("small.yaml", """
                    - name: small
                      node_counts: [4, 7, 10]
                      network_conditions: [lan]
                      byzantine_ratios: [0, 0.25]
                      resource_profile: light
                      network_topology: star
                      environment: hybrid_edge
                      target_operations_per_second: 3
                      test_duration_per_scale: 4
                      warmup_duration: 2
                    """));

    @TempDir
    private Path directory;

    @Test
    void figuresDoNotDependOnHowManyStepsRunSideBySide() throws Exception {
        assertThat(run(4, 1)).isEqualTo(run(1, 1));
    }

    @Test
    void anotherSeedGivesOtherFigures() throws Exception {
        assertThat(run(2, 2)).isNotEqualTo(run(2, 1));
    }

    @Test
    void aStepIsTheClusterThatItSaysWithLoadForEveryNode() {
        Step step = CURVES.get(1).steps().get(2);

        ClusterConfig config = new SimulatedTarget(SIGNATURES, 1).config(step);

        assertThat(config.nodes()).isEqualTo(10);
        assertThat(config.offeredPerSecond()).isEqualTo(30);
        assertThat(config.condition()).isEqualTo(Condition.LAN);
        assertThat(config.profile()).isEqualTo(Profile.LIGHT);
        assertThat(config.topology()).isEqualTo(TopologyKind.STAR);
        assertThat(config.environment()).isEqualTo(Environment.HYBRID_EDGE);
        assertThat(config.faults().byzantineRatio()).isEqualTo(0.25);
        assertThat(config.signatures()).isEqualTo(SIGNATURES);
    }

    @Test
    void whatItMeasuresIsThroughputOfTheMeasuredTimeAlone() {
        StepResult result =
                new SimulatedTarget(SIGNATURES, 1).measure(CURVES.get(0).steps().get(0));

        assertThat(result.nodes()).isEqualTo(4);
        assertThat(result.seconds()).isEqualTo(4);
        assertThat(result.operationsPerSecond()).isEqualTo(result.operations() / 4.0);
        assertThat(result.operations()).isBetween(40L, 56L); // 12 a second are asked for
        assertThat(result.successRate()).isEqualTo(1);
        assertThat(result.medianLatencyMillis()).isBetween(1.0, result.p95LatencyMillis());
        assertThat(result.p95LatencyMillis()).isLessThanOrEqualTo(result.p99LatencyMillis());
        assertThat(result.safetyViolations()).isZero();
    }

    @Test
    void aStepThatNobodyWaitsForIsGivenUp() {
        Step step = CURVES.get(0).steps().get(0);
        Thread.currentThread().interrupt();
        try {
            assertThatThrownBy(() -> new SimulatedTarget(SIGNATURES, 1).measure(step))
                    .isInstanceOf(CancellationException.class);
        } finally {
            Thread.interrupted();
        }
    }

    private Map<String, StepResult> run(int processors, long seed) throws Exception {
        CheckpointFile file = new CheckpointFile(directory.resolve("checkpoint.json"));
        Checkpoint start = Checkpoint.start(Map.of(), Map.of(), Instant.EPOCH, false);
        return new Controller(new SimulatedTarget(SIGNATURES, seed), file, new SilentProgress(), processors)
                .run(CURVES, start, () -> false)
                .results();
    }

    private static final class SilentProgress implements Progress {
        @Override
        public void show(State state) {}

        @Override
        public void measured(Step step, StepResult result, State state) {}
    }
}
