package io.plumbline.streams.domain.transport;

import java.util.OptionalDouble;

/** Connections that were tried, and how many of them were made. */
public record Connections(long tried, long made) {
    public static final Connections NONE = new Connections(0, 0);

    /** @throws IllegalArgumentException if more were made than tried, or a count is negative */
    public Connections {
        if (made < 0 || made > tried) {
            throw new IllegalArgumentException("connectionsMade is not within 0 and connectionsTried: " + made);
        }
    }

    Connections plus(Connections other) {
        return new Connections(Sums.saturated(tried, other.tried), Sums.saturated(made, other.made));
    }

    /** Made of tried, 0 to 1; empty when none was tried. */
    public OptionalDouble successShare() {
        return tried == 0 ? OptionalDouble.empty() : OptionalDouble.of((double) made / tried);
    }
}
