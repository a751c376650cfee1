package io.plumbline.streams.domain.scaling;

/**
 * One measurement: what was done at which load. Several points may have the same load.
 *
 * @param load what grows: nodes, clients, threads
 * @param throughput completed work per unit of time, in any unit
 */
public record LoadPoint(double load, double throughput) {
    /** Whether both figures are positive: the law has no other. */
    public boolean isPositive() {
        return load > 0 && throughput > 0 && load < Double.POSITIVE_INFINITY && throughput < Double.POSITIVE_INFINITY;
    }
}
