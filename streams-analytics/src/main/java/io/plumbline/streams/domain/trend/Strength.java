package io.plumbline.streams.domain.trend;

import java.util.Arrays;

/** Words for a correlation, whatever its sign (J. D. Evans, <i>Straightforward Statistics</i>, 1996). */
public enum Strength {
    VERY_STRONG(0.8),
    STRONG(0.6),
    MODERATE(0.4),
    WEAK(0.2),
    VERY_WEAK(0);

    private final double from;

    Strength(double from) {
        this.from = from;
    }

    public static Strength of(double correlation) {
        return Arrays.stream(values())
                .filter(strength -> Math.abs(correlation) >= strength.from)
                .findFirst()
                .orElse(VERY_WEAK);
    }
}
