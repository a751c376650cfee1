package io.plumbline.streams.domain.health;

import java.util.Locale;

/** What figures are counted in. */
public enum Unit {
    SHARE("share"),
    NANOS("ns"),
    SECONDS("s"),
    COUNT("count");

    private static final double NANOS_OF_MILLI = 1e6;

    private final String symbol;

    Unit(String symbol) {
        this.symbol = symbol;
    }

    /** As it crosses the boundary. */
    public String symbol() {
        return symbol;
    }

    /** A figure as people write it. */
    String text(double value) {
        return switch (this) {
            case SHARE -> String.format(Locale.ROOT, "%.3g %%", 100 * value);
            case NANOS -> String.format(Locale.ROOT, "%.3g ms", value / NANOS_OF_MILLI);
            case SECONDS -> String.format(Locale.ROOT, "%.1f s", value);
            case COUNT -> String.format(Locale.ROOT, "%.0f", value);
        };
    }
}
