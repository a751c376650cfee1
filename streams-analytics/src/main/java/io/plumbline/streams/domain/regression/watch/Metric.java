package io.plumbline.streams.domain.regression.watch;

import io.plumbline.streams.domain.regression.Direction;
import io.plumbline.streams.domain.regression.comparison.MetricRule;
import io.plumbline.streams.domain.regression.watch.WindowFigures.Operation;
import io.plumbline.streams.domain.regression.watch.WindowFigures.Resources;
import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;

/** What can be watched of a series: its name and unit in the contract, and what of it counts as worse by default. */
public enum Metric {
    P50("ns", Direction.UP, .1),
    P95("ns", Direction.UP, .1),
    P99("ns", Direction.UP, .1),
    MEAN("ns", Direction.UP, .1),
    /** Events. */
    RATE("1/s", Direction.DOWN, .05),
    /** Of all events, those that succeeded. */
    SUCCESS("share", Direction.DOWN, .05),
    BYTES("bytes/s", Direction.BOTH, .05),
    /** Processors of a process; of a machine, the share of them. */
    CPU("cpus", Direction.UP, .2),
    MEMORY("bytes", Direction.UP, .15);

    private final String unit;
    private final Direction worse;
    private final double tolerance;

    Metric(String unit, Direction worse, double tolerance) {
        this.unit = unit;
        this.worse = worse;
        this.tolerance = tolerance;
    }

    /** The metric that the contract calls so. */
    public static Optional<Metric> of(String wireName) {
        return Arrays.stream(values())
                .filter(metric -> metric.wireName().equals(wireName))
                .findFirst();
    }

    /** As the contract calls it. */
    public String wireName() {
        return name().toLowerCase(Locale.ROOT);
    }

    /** The value in a window; NaN where it was not measured. */
    public double in(WindowFigures window) {
        if (window instanceof Operation operation) {
            return in(operation);
        }
        return window instanceof Resources resources ? in(resources) : Double.NaN;
    }

    /** Unit of {@link #in}. */
    public String unit(WindowFigures window) {
        boolean ofMachine = window instanceof Resources resources && !resources.ofProcess();
        return this == CPU && ofMachine ? "share" : unit;
    }

    /** What of it is worse, and the relative change that does not matter, unless somebody sets others. */
    public MetricRule defaultRule() {
        return new MetricRule(tolerance, worse);
    }

    /** Whether it says how much is asked of a system, which changes without anybody's doing, rather than how well it answers. */
    public boolean isLoad() {
        return this == RATE || this == BYTES;
    }

    private double in(Operation window) {
        return switch (this) {
            case P50 -> window.p50Nanos();
            case P95 -> window.p95Nanos();
            case P99 -> window.p99Nanos();
            case MEAN -> window.meanNanos();
            case RATE -> window.count() / window.seconds();
            case SUCCESS -> (double) window.ok() / window.count();
            case BYTES -> window.bytes() / window.seconds();
            case CPU, MEMORY -> Double.NaN;
        };
    }

    private double in(Resources window) {
        return switch (this) {
            case CPU -> window.cpu();
            case MEMORY -> window.memoryBytes();
            case P50, P95, P99, MEAN, RATE, SUCCESS, BYTES -> Double.NaN;
        };
    }
}
