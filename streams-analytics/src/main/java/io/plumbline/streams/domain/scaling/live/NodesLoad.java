package io.plumbline.streams.domain.scaling.live;

/**
 * What the nodes used in one window, taken together. Sums are whole numbers, so that the order in which nodes are added does
 * not matter.
 *
 * @param busiestCpu greatest share of a node's processors, 0 to 1; null: not measured
 * @param mostMemory of a node, in bytes; null: not measured
 * @param bytesPerSecond sum over {@code bytesOf} nodes
 * @param deliveredBillionths sum of the delivered shares of {@code deliveredOf} nodes
 */
public record NodesLoad(
        Double busiestCpu,
        Double mostMemory,
        long bytesPerSecond,
        int bytesOf,
        long deliveredBillionths,
        int deliveredOf) {
    public static final NodesLoad NONE = new NodesLoad(null, null, 0, 0, 0, 0);

    private static final double BILLION = 1e9;

    NodesLoad and(ResourceLoad node) {
        return new NodesLoad(
                greater(busiestCpu, node.cpuShare()),
                greater(mostMemory, node.memoryBytes()),
                bytesPerSecond,
                bytesOf,
                deliveredBillionths,
                deliveredOf);
    }

    NodesLoad and(TrafficLoad node) {
        boolean hasBytes = node.bytesPerSecond() != null;
        boolean hasShare = node.deliveredShare() != null;
        return new NodesLoad(
                busiestCpu,
                mostMemory,
                bytesPerSecond + (hasBytes ? Math.round(node.bytesPerSecond()) : 0),
                bytesOf + (hasBytes ? 1 : 0),
                deliveredBillionths + (hasShare ? Math.round(BILLION * node.deliveredShare()) : 0),
                deliveredOf + (hasShare ? 1 : 0));
    }

    /** Mean over the nodes that measured it; null without any. */
    Double bytesPerSecondOfNode() {
        return bytesOf == 0 ? null : (double) bytesPerSecond / bytesOf;
    }

    /** Mean over the nodes that measured it, 0 to 1; null without any. */
    Double deliveredShare() {
        return deliveredOf == 0 ? null : deliveredBillionths / BILLION / deliveredOf;
    }

    private static Double greater(Double one, Double other) {
        if (one == null || other == null) {
            return one == null ? other : one;
        }
        return Math.max(one, other);
    }
}
