package io.plumbline.streams.domain.scaling.steps;

import java.util.OptionalDouble;

/**
 * What the nodes sent each other.
 *
 * @param messagesPerOperation messages that all nodes sent, for each operation
 * @param deliveredShare of the messages sent, 0 to 1
 * @param bytesPerSecond of all nodes together
 */
public record NetworkUse(
        OptionalDouble messagesPerOperation, OptionalDouble deliveredShare, OptionalDouble bytesPerSecond) {
    public static final NetworkUse UNKNOWN =
            new NetworkUse(OptionalDouble.empty(), OptionalDouble.empty(), OptionalDouble.empty());

    public static NetworkUse of(double messagesPerOperation, double deliveredShare, double bytesPerSecond) {
        return new NetworkUse(
                OptionalDouble.of(messagesPerOperation),
                OptionalDouble.of(deliveredShare),
                OptionalDouble.of(bytesPerSecond));
    }

    /** How many messages were sent for each that every other node needs to hear of an operation once: {@code m / (n - 1)}. */
    OptionalDouble overhead(int nodes) {
        return nodes > 1 && messagesPerOperation.isPresent()
                ? OptionalDouble.of(messagesPerOperation.getAsDouble() / (nodes - 1))
                : OptionalDouble.empty();
    }

    /** Delivered share over overhead, 1 at most: what part of the traffic could not be spared. */
    OptionalDouble efficiency(int nodes) {
        OptionalDouble overhead = overhead(nodes);
        return overhead.isPresent() && deliveredShare.isPresent()
                ? OptionalDouble.of(deliveredShare.getAsDouble() / Math.max(1, overhead.getAsDouble()))
                : OptionalDouble.empty();
    }
}
