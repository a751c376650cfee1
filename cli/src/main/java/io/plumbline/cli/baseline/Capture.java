package io.plumbline.cli.baseline;

import io.plumbline.reports.MergedNode;
import io.plumbline.reports.MergedOperation;
import io.plumbline.schemas.event.Baseline;
import io.plumbline.schemas.event.BaselineMetric;
import io.plumbline.schemas.event.BaselineSource;
import io.plumbline.schemas.event.BaselineStatus;
import io.plumbline.schemas.event.Origin;
import io.plumbline.streams.domain.regression.watch.Metric;
import io.plumbline.streams.domain.regression.watch.WindowFigures;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * Makes baselines that are in force. They have no version yet: the topic says which is next.
 *
 * @param run the only run that they are for; empty: continuous operation, and every run without one of its own
 * @param metrics which to take; the watches' own definitions make levels of figures
 */
public record Capture(
        String run,
        Set<Metric> metrics,
        BaselineSource source,
        String sourceName,
        String author,
        String reason,
        Instant now) {

    /** From the windows of an operation. */
    public Baseline of(MergedOperation windows) {
        WindowFigures figures = new WindowFigures.Operation(
                windows.count(),
                windows.okCount(),
                windows.bytes(),
                windows.seconds(),
                windows.p50Nanos(),
                windows.p95Nanos(),
                orNaN(windows.p99Nanos()),
                windows.meanNanos());
        return measured(windows.system(), windows.operation(), windows.node(), figures, windows.windows())
                .setOrigin(Origin.valueOf(windows.origin()))
                .setFrom(windows.from())
                .setTo(windows.to())
                .build();
    }

    /** From the windows of a node's resources. */
    public Baseline of(MergedNode windows) {
        WindowFigures figures =
                new WindowFigures.Resources(windows.ofProcess(), orNaN(windows.cpu()), orNaN(windows.memoryBytes()));
        return measured(windows.system(), "", windows.node(), figures, windows.windows())
                .setOrigin(Origin.valueOf(windows.origin()))
                .setFrom(windows.from())
                .setTo(windows.to())
                .build();
    }

    /** From levels that somebody gave, each in the unit that its metric has for an operation or a process. */
    public Baseline of(String system, String operation, String node, Map<Metric, Double> levels) {
        List<BaselineMetric> given = levels.entrySet().stream()
                .map(level -> new BaselineMetric(
                        level.getKey().wireName(), GivenLevels.unit(level.getKey()), level.getValue(), 0))
                .toList();
        return series(system, operation, node)
                .setMetrics(given)
                .setOrigin(Origin.REAL)
                .build();
    }

    private Baseline.Builder measured(
            String system, String operation, String node, WindowFigures figures, int windows) {
        List<BaselineMetric> levels = metrics.stream()
                .filter(metric -> Double.isFinite(metric.in(figures)))
                .map(metric -> new BaselineMetric(metric.wireName(), metric.unit(figures), metric.in(figures), windows))
                .toList();
        return series(system, operation, node).setMetrics(levels);
    }

    private Baseline.Builder series(String system, String operation, String node) {
        return Baseline.newBuilder()
                .setSystem(system)
                .setRun(run)
                .setOperation(operation)
                .setNode(node)
                .setVersion(0)
                .setStatus(BaselineStatus.ACTIVE)
                .setSource(source)
                .setSourceName(sourceName)
                .setAuthor(author)
                .setReason(reason)
                .setCreatedAt(now);
    }

    private static double orNaN(Double figure) {
        return figure == null ? Double.NaN : figure;
    }
}
