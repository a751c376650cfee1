package io.plumbline.streams.domain.score;

/**
 * The four figures that are scored.
 *
 * @param throughput operations per second
 * @param latencyMillis mean latency
 * @param successPercent operations that succeeded, 0 to 100
 * @param maxNodes greatest recommended number of nodes
 */
public record Performance(double throughput, double latencyMillis, double successPercent, double maxNodes) {
    public Performance {
        require(throughput >= 0, "throughput must be 0 or more operations a second, was " + throughput);
        require(latencyMillis >= 0, "latency must be 0 or more milliseconds, was " + latencyMillis);
        require(
                successPercent >= 0 && successPercent <= 100,
                "success must be a percentage from 0 to 100, was " + successPercent);
        require(maxNodes >= 0, "nodes must be 0 or more, were " + maxNodes);
    }

    double figure(Component component) {
        return switch (component) {
            case THROUGHPUT -> throughput;
            case LATENCY -> latencyMillis;
            case RELIABILITY -> successPercent;
            case SCALABILITY -> maxNodes;
        };
    }

    Performance with(Component component, double figure) {
        return switch (component) {
            case THROUGHPUT -> new Performance(figure, latencyMillis, successPercent, maxNodes);
            case LATENCY -> new Performance(throughput, figure, successPercent, maxNodes);
            case RELIABILITY -> new Performance(throughput, latencyMillis, figure, maxNodes);
            case SCALABILITY -> new Performance(throughput, latencyMillis, successPercent, figure);
        };
    }

    private static void require(boolean condition, String message) {
        if (!condition) {
            throw new IllegalArgumentException(message);
        }
    }
}
