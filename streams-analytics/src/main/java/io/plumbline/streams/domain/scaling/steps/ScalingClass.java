package io.plumbline.streams.domain.scaling.steps;

/** What an efficiency is worth. */
public enum ScalingClass {
    EXCELLENT("Excellent scaling characteristics - suitable for large deployments"),
    GOOD("Good scaling characteristics - optimize for better efficiency"),
    MODERATE("Moderate scaling - consider architectural improvements"),
    POOR("Poor scaling - significant optimization needed");

    private final String advice;

    ScalingClass(String advice) {
        this.advice = advice;
    }

    public static ScalingClass of(double efficiency) {
        if (efficiency > 0.80) {
            return EXCELLENT;
        }
        if (efficiency >= 0.60) {
            return GOOD;
        }
        return efficiency >= 0.40 ? MODERATE : POOR;
    }

    String advice() {
        return advice;
    }
}
