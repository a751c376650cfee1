package io.plumbline.streams.domain.scaling.steps;

import java.util.OptionalDouble;

/**
 * What was measured with one number of nodes: a step of a scaling test, or a window of continuous operation. What was not
 * measured is empty.
 *
 * @param seconds how long it was measured
 * @param throughput operations per second of all nodes together
 * @param meanLatencyMillis of an operation
 * @param successShare operations that succeeded, 0 to 1
 */
public record ScalingStep(
        int nodes,
        double seconds,
        double throughput,
        OptionalDouble meanLatencyMillis,
        OptionalDouble successShare,
        ResourceUse resources,
        NetworkUse network) {
    public ScalingStep {
        if (nodes < 1 || !(seconds > 0) || !(throughput >= 0)) {
            throw new IllegalArgumentException("a step needs a node, a time above 0 and a throughput of 0 or more, had "
                    + nodes + " nodes, " + seconds + " s and " + throughput + " ops/s");
        }
    }

    /** A step of which nothing but throughput is known. */
    public static ScalingStep of(int nodes, double throughput) {
        return new ScalingStep(
                nodes,
                1,
                throughput,
                OptionalDouble.empty(),
                OptionalDouble.empty(),
                ResourceUse.UNKNOWN,
                NetworkUse.UNKNOWN);
    }

    public ScalingStep withLatency(double millis) {
        return new ScalingStep(nodes, seconds, throughput, OptionalDouble.of(millis), successShare, resources, network);
    }

    public ScalingStep withSuccess(double share) {
        return new ScalingStep(
                nodes, seconds, throughput, meanLatencyMillis, OptionalDouble.of(share), resources, network);
    }

    public ScalingStep with(ResourceUse use) {
        return new ScalingStep(nodes, seconds, throughput, meanLatencyMillis, successShare, use, network);
    }

    public ScalingStep with(NetworkUse use) {
        return new ScalingStep(nodes, seconds, throughput, meanLatencyMillis, successShare, resources, use);
    }

    double operations() {
        return throughput * seconds;
    }

    /** The share of the messages that could not be spared; empty where it was not measured, or with a node alone. */
    OptionalDouble networkEfficiency() {
        return network.efficiency(nodes);
    }
}
