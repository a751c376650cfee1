package io.plumbline.streams.domain.health;

/**
 * What a window says of one operation.
 *
 * @param node empty: over all nodes
 * @param count events, whatever their outcome
 * @param p95LowNanos lower end of the 90 % confidence interval of the percentile; null where there is none
 */
public record OperationFigures(
        String operation,
        String node,
        Period period,
        long count,
        long errors,
        long timeouts,
        double p95Nanos,
        Double p95LowNanos,
        double p99Nanos,
        Double p99LowNanos) {
    public OperationFigures {
        if (errors < 0 || timeouts < 0 || count - errors - timeouts < 0) {
            throw new IllegalArgumentException(
                    "of " + count + " events, " + errors + " errors and " + timeouts + " timeouts cannot be");
        }
    }
}
