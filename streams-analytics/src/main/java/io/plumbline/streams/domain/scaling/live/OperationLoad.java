package io.plumbline.streams.domain.scaling.live;

/**
 * What one operation did in one window, over all nodes.
 *
 * @param revision of the row: a later one replaces it
 * @param nodes distinct nodes that measured it
 * @param count events, of which {@code okCount} succeeded
 * @param meanNanos mean response time; of no meaning without events
 */
public record OperationLoad(int revision, int nodes, long count, long okCount, double meanNanos) {
    public OperationLoad {
        if (nodes < 0 || okCount < 0 || count < okCount || !Double.isFinite(meanNanos)) {
            throw new IllegalArgumentException("a window of " + nodes + " nodes, " + count + " events, " + okCount
                    + " of them OK, and a mean of " + meanNanos + " ns contradicts itself");
        }
    }
}
