package io.plumbline.cli.benchmark;

import io.plumbline.producers.scale.Comparison;
import io.plumbline.producers.scale.StepResult;
import io.plumbline.producers.simulation.SignatureCosts;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** What {@code plumbline benchmark consensus} and its likes print: docs/formats.md. A figure that there is none of is null. */
record ComparisonDocument(
        String benchmark, String question, String origin, SignatureCosts signatures, List<Row> cases) {
    record Row(String label, Double successRate, StepResult figures) {}

    static ComparisonDocument of(Comparison comparison, SignatureCosts signatures, List<Comparison.Figures> measured) {
        return new ComparisonDocument(
                comparison.name().toLowerCase(Locale.ROOT),
                comparison.question(),
                "SIMULATED",
                signatures,
                measured.stream()
                        .map(figures -> new Row(
                                figures.compared().label(), figures.result().successRate(), figures.result()))
                        .toList());
    }

    boolean hasSafetyViolations() {
        return cases.stream().anyMatch(row -> row.figures.safetyViolations() > 0);
    }

    String text() {
        List<String> lines = new ArrayList<>();
        lines.add(question + " (SIMULATED)");
        lines.add(String.format(
                Locale.ROOT,
                "%-28s%9s%11s%11s%11s%10s%10s",
                "",
                "OPS/S",
                "P50 ms",
                "P95 ms",
                "P99 ms",
                "SUCCESS",
                "VIOLATED"));
        cases.forEach(row -> lines.add(line(row)));
        lines.add("signatures: " + signatures.algorithm() + ", " + signatures.source());
        return String.join(System.lineSeparator(), lines);
    }

    private static String line(Row row) {
        StepResult figures = row.figures;
        return String.format(
                Locale.ROOT,
                "%-28s%9.4g%11s%11s%11s%10s%10d",
                row.label,
                figures.operationsPerSecond(),
                cell(figures.medianLatencyMillis(), "%.1f"),
                cell(figures.p95LatencyMillis(), "%.1f"),
                cell(figures.p99LatencyMillis(), "%.1f"),
                cell(row.successRate, "%.3f"),
                figures.safetyViolations());
    }

    private static String cell(Double figure, String format) {
        return figure == null ? "-" : String.format(Locale.ROOT, format, figure);
    }
}
