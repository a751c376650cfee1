package io.plumbline.cli.scale;

import io.plumbline.producers.scale.StepResult;
import io.plumbline.schemas.event.Origin;
import io.plumbline.streams.domain.scaling.steps.StepFigures;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** The CSV file of a curve: {@code plumbline steps} reads it. What was not measured is an empty field. */
final class CurveCsv {
    private static final List<String> HEADER = List.of(
            "node_count",
            "operations_per_second",
            "mean_latency_ms",
            "p95_latency_ms",
            "success_rate",
            "scaling_efficiency",
            "median_latency_ms",
            "p99_latency_ms",
            "seconds",
            "cpu_share",
            "memory_bytes",
            "messages_per_operation",
            "delivered_share",
            "bytes_per_second",
            "safety_violations",
            "view_changes",
            "service_cpu_share",
            "origin");

    private CurveCsv() {}

    static String of(CurveReport curve, Origin origin) {
        List<String> lines = new ArrayList<>(List.of(String.join(",", HEADER)));
        for (int i = 0; i < curve.results().size(); i++) {
            StepResult result = curve.results().get(i);
            StepFigures figures = curve.report().steps().get(i);
            lines.add(row(
                    result.nodes(),
                    result.operationsPerSecond(),
                    result.meanLatencyMillis(),
                    result.p95LatencyMillis(),
                    result.successRate(),
                    figures.efficiency().isPresent() ? figures.efficiency().getAsDouble() : null,
                    result.medianLatencyMillis(),
                    result.p99LatencyMillis(),
                    result.seconds(),
                    result.cpuShare(),
                    result.memoryBytes(),
                    result.messagesPerOperation(),
                    result.deliveredShare(),
                    result.bytesPerSecond(),
                    result.safetyViolations(),
                    result.viewChanges(),
                    result.serviceCpuShare(),
                    origin));
        }
        return String.join("\n", lines) + "\n";
    }

    private static String row(Object... cells) {
        return Stream.of(cells).map(cell -> cell == null ? "" : cell.toString()).collect(Collectors.joining(","));
    }
}
