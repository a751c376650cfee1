package io.plumbline.streams.domain.regression;

/** How great a change is, in multiples of the tolerance. */
public enum Severity {
    MINOR(1),
    MODERATE(2),
    SEVERE(4),
    CRITICAL(8);

    private final double tolerances;

    Severity(double tolerances) {
        this.tolerances = tolerances;
    }

    /**
     * The severity of a change that matters.
     *
     * @param effect relative size of the change, at least {@code tolerance}; infinite where there was nothing before
     * @param tolerance relative change that does not matter yet, more than 0
     */
    public static Severity of(double effect, double tolerance) {
        Severity greatest = MINOR;
        for (Severity severity : values()) {
            greatest = effect >= severity.tolerances * tolerance ? severity : greatest;
        }
        return greatest;
    }
}
