package io.plumbline.cli;

import io.plumbline.reports.MergedOperation;
import io.plumbline.streams.domain.regression.comparison.Comparison;
import io.plumbline.streams.domain.regression.comparison.Distribution;
import io.plumbline.streams.domain.regression.comparison.MetricRule;
import io.plumbline.streams.domain.regression.comparison.Outcome;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.stream.Collectors;

/**
 * What {@code plumbline compare-windows --output json} prints.
 *
 * @param outcome the worst of all operations; inconclusive without any
 * @param operations response times in nanoseconds, by name
 */
record CompareWindowsDocument(String system, String before, String after, Outcome outcome, List<Operation> operations) {
    /**
     * One operation on both sides.
     *
     * @param eventsBefore 0: it is not on that side
     * @param originBefore where that side's figures come from; null without any
     */
    record Operation(
            long eventsBefore,
            String originBefore,
            long eventsAfter,
            String originAfter,
            CompareDocument responseTime) {}

    static CompareWindowsDocument of(
            String system,
            String before,
            String after,
            List<MergedOperation> left,
            List<MergedOperation> right,
            MetricRule rule) {
        SortedMap<String, MergedOperation> leftByName = byName(left);
        SortedMap<String, MergedOperation> rightByName = byName(right);
        SortedMap<String, MergedOperation> all = new TreeMap<>(leftByName);
        all.putAll(rightByName);
        Outcome worst = Outcome.PASS;
        List<Operation> operations = new ArrayList<>();
        for (String name : all.keySet()) {
            MergedOperation from = leftByName.get(name);
            MergedOperation to = rightByName.get(name);
            Comparison comparison = Comparison.of(distribution(from), distribution(to), rule);
            worst = Collections.max(List.of(comparison.outcome(), worst));
            operations.add(new Operation(
                    events(from), origin(from), events(to), origin(to), CompareDocument.of(name, rule, comparison)));
        }
        return new CompareWindowsDocument(
                system, before, after, operations.isEmpty() ? Outcome.INCONCLUSIVE : worst, operations);
    }

    List<String> text() {
        List<String> lines = new ArrayList<>();
        lines.add("%s %s: %s against %s".formatted(outcome, system, after, before));
        if (operations.isEmpty()) {
            lines.add("no windows are stored of either");
        }
        for (Operation operation : operations) {
            lines.add("");
            lines.addAll(operation.responseTime.text());
            lines.add("  %,d events before, %,d after".formatted(operation.eventsBefore, operation.eventsAfter));
        }
        return lines;
    }

    private static SortedMap<String, MergedOperation> byName(List<MergedOperation> operations) {
        return new TreeMap<>(
                operations.stream().collect(Collectors.toMap(MergedOperation::operation, Function.identity())));
    }

    private static Distribution distribution(MergedOperation operation) {
        return operation == null ? Distribution.of(new double[0]) : Distribution.of(operation.sketch());
    }

    private static long events(MergedOperation operation) {
        return operation == null ? 0 : operation.count();
    }

    private static String origin(MergedOperation operation) {
        return operation == null ? null : operation.origin();
    }
}
