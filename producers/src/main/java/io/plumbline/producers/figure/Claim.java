package io.plumbline.producers.figure;

import java.util.function.DoublePredicate;

/**
 * Whether something keeps what is expected of it, at 90 % confidence.
 *
 * @param name of what is claimed
 * @param unit of the figures
 * @param expected the limit
 * @param measured what was measured
 * @param low of the 90 % interval of {@code measured}; null: too few samples for one
 * @param high the same
 * @param samples how many there were
 */
public record Claim(
        String name,
        String unit,
        double expected,
        double measured,
        Double low,
        Double high,
        long samples,
        Verdict verdict) {
    /** How sure the answer is, from best to worst. */
    public enum Verdict {
        /** The whole interval keeps it. */
        PASS,
        /** The limit is within the interval, or there are too few samples for one: neither can be said. */
        WARN,
        /** The whole interval misses it. */
        FAIL
    }

    public static Claim atLeast(
            String name, String unit, double expected, double measured, Double low, Double high, long samples) {
        Verdict verdict = verdict(low, high, value -> value >= expected);
        return new Claim(name, unit, expected, measured, low, high, samples, verdict);
    }

    public static Claim atMost(
            String name, String unit, double expected, double measured, Double low, Double high, long samples) {
        Verdict verdict = verdict(low, high, value -> value <= expected);
        return new Claim(name, unit, expected, measured, low, high, samples, verdict);
    }

    private static Verdict verdict(Double low, Double high, DoublePredicate keeps) {
        boolean lowKeeps = low != null && keeps.test(low);
        boolean highKeeps = high != null && keeps.test(high);
        if (lowKeeps && highKeeps) {
            return Verdict.PASS;
        }
        return low != null && high != null && !lowKeeps && !highKeeps ? Verdict.FAIL : Verdict.WARN;
    }
}
