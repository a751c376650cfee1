package io.plumbline.streams.domain.alert;

import java.util.Locale;

/** Figures as people write them: three digits, with a unit of fitting size. */
final class Quantities {
    private static final double THOUSAND = 1_000;
    private static final String[] TIMES = {"ns", "µs", "ms", "s"};
    private static final String[] BYTES = {"B", "kB", "MB", "GB", "TB"};

    private Quantities() {}

    /** @param unit as the contract has it */
    static String text(String unit, double value) {
        return switch (unit) {
            case "ns" -> scaled(value, TIMES);
            case "bytes" -> scaled(value, BYTES);
            case "bytes/s" -> scaled(value, BYTES) + "/s";
            case "share" -> String.format(Locale.ROOT, "%.2f %%", 100 * value);
            case "1/s" -> digits(value) + "/s";
            default -> digits(value) + " " + unit;
        };
    }

    /** A difference in parts of a level. */
    static String percent(double part) {
        double percent = 100 * part;
        return (Math.abs(percent) >= 10 ? String.format(Locale.ROOT, "%.0f", percent) : digits(percent)) + " %";
    }

    private static String scaled(double value, String... units) {
        int step = 0;
        double rest = value;
        while (Math.abs(rest) >= THOUSAND && step < units.length - 1) {
            rest /= THOUSAND;
            step++;
        }
        return digits(rest) + " " + units[step];
    }

    private static String digits(double value) {
        double size = Math.abs(value);
        String format = size >= 100 || size == 0 ? "%.0f" : size >= 10 ? "%.1f" : size >= 1 ? "%.2f" : "%.2g";
        return String.format(Locale.ROOT, format, value);
    }
}
