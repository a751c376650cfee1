package io.plumbline.cli.scale;

import com.fasterxml.jackson.annotation.JsonUnwrapped;
import com.fasterxml.jackson.databind.PropertyNamingStrategies.SnakeCaseStrategy;
import com.fasterxml.jackson.databind.annotation.JsonNaming;
import io.plumbline.cli.StepsDocument;
import io.plumbline.cli.StepsDocument.NodePerformance;
import io.plumbline.cli.UslDocument;
import io.plumbline.producers.scale.Cluster;
import io.plumbline.producers.scale.Curve;
import io.plumbline.producers.scale.StepResult;
import io.plumbline.producers.simulation.Condition;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * The JSON file of a curve: the document of {@code plumbline steps} with the configuration behind it and with all that was
 * measured of each step. What was not measured is null.
 *
 * @param run its id in the topic of runs, whether or not it was published
 * @param origin of every figure in it: SIMULATED or REAL
 * @param facts what the figures depend on besides the configuration, e.g. what signatures cost and where that was measured
 */
@JsonNaming(SnakeCaseStrategy.class)
record ScaleDocument(
        Config config,
        String run,
        String origin,
        String startedAt,
        Map<String, String> facts,
        StepsDocument.Performance<NodeFigures> performance,
        StepsDocument.Analysis analysis,
        UslDocument law) {

    /** In the names of the files that suites are read from; null where nothing is simulated. */
    @JsonNaming(SnakeCaseStrategy.class)
    record Config(
            String name,
            List<Integer> nodeCounts,
            String environment,
            String resourceProfile,
            String networkTopology,
            List<String> networkConditions,
            Double minLatencyMs,
            Double maxLatencyMs,
            Double loss,
            Double bandwidthMbps,
            List<Double> byzantineRatios,
            Double targetOperationsPerSecond,
            double testDurationPerScale,
            double warmupDuration,
            double cooldownDuration,
            long maxMemoryMb,
            double maxCpuPercent) {
        static Config of(Curve curve) {
            Optional<Cluster> cluster = curve.cluster();
            Optional<Condition> condition = cluster.map(Cluster::condition);
            return new Config(
                    curve.name(),
                    curve.nodeCounts(),
                    cluster.map(Cluster::environment).map(Cluster::lower).orElse(null),
                    cluster.map(simulated -> simulated.profile().name()).orElse(null),
                    cluster.map(Cluster::topology).map(Cluster::lower).orElse(null),
                    condition.map(links -> List.of(links.name())).orElse(null),
                    condition.map(Condition::minLatencyMillis).orElse(null),
                    condition.map(Condition::maxLatencyMillis).orElse(null),
                    condition.map(Condition::loss).orElse(null),
                    condition
                            .filter(Condition::isBandwidthLimited)
                            .map(Condition::megabitsPerSecond)
                            .orElse(null),
                    cluster.map(simulated -> List.of(simulated.byzantineRatio()))
                            .orElse(null),
                    cluster.map(Cluster::operationsPerSecond).orElse(null),
                    curve.timing().measured().toMillis() / 1e3,
                    curve.timing().warmup().toMillis() / 1e3,
                    curve.timing().cooldown().toMillis() / 1e3,
                    curve.limits().memoryMebibytes(),
                    curve.limits().cpuPercent());
        }
    }

    /** What {@code plumbline steps} tells of a number of nodes, and the rest that was measured. */
    @JsonNaming(SnakeCaseStrategy.class)
    record NodeFigures(
            @JsonUnwrapped NodePerformance figures,
            double seconds,
            long operations,
            long failedOperations,
            double operationsPerSecondOfNode,
            Double medianLatencyMs,
            Double p95LatencyMs,
            Double p99LatencyMs,
            Double messagesPerOperation,
            Double deliveredShare,
            Double cpuShare,
            Double memoryBytes,
            Double serviceCpuShare,
            Long safetyViolations,
            Long viewChanges) {
        static NodeFigures of(StepResult result, NodePerformance figures) {
            return new NodeFigures(
                    figures,
                    result.seconds(),
                    result.operations(),
                    result.failed(),
                    result.operationsPerSecond() / result.nodes(),
                    result.medianLatencyMillis(),
                    result.p95LatencyMillis(),
                    result.p99LatencyMillis(),
                    result.messagesPerOperation(),
                    result.deliveredShare(),
                    result.cpuShare(),
                    result.memoryBytes(),
                    result.serviceCpuShare(),
                    result.safetyViolations(),
                    result.viewChanges());
        }
    }

    static ScaleDocument of(CurveReport curve, Provenance provenance) {
        StepsDocument steps = StepsDocument.of(curve.report(), List.of());
        Map<String, NodePerformance> known = steps.performance().nodePerformance();
        Map<String, NodeFigures> figures = new LinkedHashMap<>();
        for (StepResult result : curve.results()) {
            String nodes = String.valueOf(result.nodes());
            figures.put(nodes, NodeFigures.of(result, known.get(nodes)));
        }
        return new ScaleDocument(
                Config.of(curve.curve()),
                provenance.run(curve.curve()),
                provenance.origin().name(),
                provenance.startedAt().toString(),
                provenance.facts(),
                steps.performance().with(figures),
                steps.analysis(),
                steps.law());
    }

    String text() {
        Map<String, NodePerformance> figures = new LinkedHashMap<>();
        performance.nodePerformance().forEach((nodes, node) -> figures.put(nodes, node.figures()));
        return new StepsDocument(performance.with(figures), analysis, law).text();
    }
}
