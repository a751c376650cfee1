package io.plumbline.cli;

import com.fasterxml.jackson.annotation.JsonProperty;
import io.plumbline.streams.domain.scaling.steps.Bottleneck;
import io.plumbline.streams.domain.scaling.steps.Recommendation;
import io.plumbline.streams.domain.scaling.steps.ScalingReport;
import io.plumbline.streams.domain.scaling.steps.ScalingStep;
import io.plumbline.streams.domain.scaling.steps.StepFigures;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.OptionalDouble;
import java.util.OptionalInt;

/**
 * What {@code plumbline steps --output json} prints, with the field names of scaling tests. A figure that was not measured
 * is null.
 */
public record StepsDocument(Performance<NodePerformance> performance, Analysis analysis, UslDocument law) {
    /**
     * By number of nodes.
     *
     * @param <N> what is told of each number of nodes
     */
    public record Performance<N>(
            @JsonProperty("node_performance") Map<String, N> nodePerformance,
            @JsonProperty("scaling_efficiency") Map<String, Double> scalingEfficiency,
            @JsonProperty("scaling_class") String scalingClass,
            @JsonProperty("throughput_saturation_point") Integer saturation,
            @JsonProperty("latency_degradation_point") Integer degradation,
            @JsonProperty("recommended_max_nodes") Integer recommendedMaxNodes) {
        /** The same verdicts, with more of each number of nodes. */
        public <M> Performance<M> with(Map<String, M> more) {
            return new Performance<>(
                    more, scalingEfficiency, scalingClass, saturation, degradation, recommendedMaxNodes);
        }
    }

    public record NodePerformance(
            @JsonProperty("operations_per_second") double operationsPerSecond,
            @JsonProperty("mean_latency_ms") Double meanLatencyMillis,
            @JsonProperty("success_rate") Double successRate,
            @JsonProperty("message_overhead") Double messageOverhead,
            @JsonProperty("network_efficiency") Double networkEfficiency,
            @JsonProperty("bytes_per_second_of_node") Double bytesPerSecondOfNode) {}

    /** With the figure that shows each, and that caused each. */
    public record Analysis(
            @JsonProperty("performance_bottlenecks") List<String> bottlenecks,
            @JsonProperty("scaling_recommendations") List<Advice> recommendations) {}

    public record Advice(String text, String because) {}

    /** @param warnings of the reader of the file */
    public static StepsDocument of(ScalingReport report, List<String> warnings) {
        Map<String, NodePerformance> performance = new LinkedHashMap<>();
        Map<String, Double> efficiency = new LinkedHashMap<>();
        for (StepFigures figures : report.steps()) {
            String nodes = String.valueOf(figures.step().nodes());
            performance.put(nodes, performance(figures));
            efficiency.put(nodes, orNull(figures.efficiency()));
        }
        return new StepsDocument(
                new Performance<>(
                        performance,
                        efficiency,
                        report.scalingClass()
                                .map(found -> found.name().toLowerCase(Locale.ROOT))
                                .orElse(null),
                        orNull(report.saturationNodes()),
                        orNull(report.latencyDegradationNodes()),
                        orNull(report.recommendedMaxNodes())),
                new Analysis(
                        report.bottlenecks().stream().map(Bottleneck::words).toList(),
                        report.recommendations().stream()
                                .map(StepsDocument::advice)
                                .toList()),
                UslDocument.of(report.law(), warnings));
    }

    public String text() {
        List<String> lines = new ArrayList<>();
        lines.add(String.format(Locale.ROOT, "%8s%14s%14s%12s", "nodes", "ops/s", "latency ms", "efficiency"));
        performance.nodePerformance.forEach((nodes, figures) -> lines.add(String.format(
                Locale.ROOT,
                "%8s%14.4g%14s%12s",
                nodes,
                figures.operationsPerSecond,
                cell(figures.meanLatencyMillis, "%.4g"),
                cell(performance.scalingEfficiency.get(nodes), "%.3f"))));
        lines.add("");
        lines.add("recommended nodes: "
                + (performance.recommendedMaxNodes == null ? "none of these" : performance.recommendedMaxNodes));
        analysis.bottlenecks.forEach(bottleneck -> lines.add("bottleneck: " + bottleneck));
        analysis.recommendations.forEach(advice -> lines.add(advice.text + " (" + advice.because + ")"));
        lines.addAll(law.warnings());
        return String.join(System.lineSeparator(), lines);
    }

    private static NodePerformance performance(StepFigures figures) {
        ScalingStep step = figures.step();
        return new NodePerformance(
                step.throughput(),
                orNull(step.meanLatencyMillis()),
                orNull(step.successShare()),
                orNull(figures.messageOverhead()),
                orNull(figures.networkEfficiency()),
                orNull(figures.bytesPerSecondOfNode()));
    }

    private static Advice advice(Recommendation advice) {
        return new Advice(advice.text(), advice.because());
    }

    private static String cell(Double figure, String format) {
        return figure == null ? "-" : String.format(Locale.ROOT, format, figure);
    }

    private static Integer orNull(OptionalInt figure) {
        return figure.isPresent() ? (Integer) figure.getAsInt() : null;
    }

    private static Double orNull(OptionalDouble figure) {
        return figure.isPresent() ? (Double) figure.getAsDouble() : null;
    }
}
