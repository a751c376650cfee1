package io.plumbline.streams.domain.health;

import java.util.Comparator;

/**
 * What was measured of one aspect, and what it says of health.
 *
 * @param value what was measured; null where absence is the finding
 * @param threshold the limit that decided; null where there is none
 * @param unit of both
 * @param text the same in a sentence for people
 */
public record Reason(
        Aspect aspect, Status status, Double value, Double threshold, Unit unit, Period period, String text) {
    /** Worst first, then by name: the same reasons are always in the same order. */
    static final Comparator<Reason> WORST_FIRST = Comparator.comparing(Reason::status)
            .reversed()
            .thenComparing(reason -> reason.aspect().component())
            .thenComparing(reason -> reason.aspect().code())
            .thenComparing(reason -> reason.aspect().node())
            .thenComparing(reason -> reason.aspect().item());

    /** The same figures with another meaning. */
    Reason as(Status newStatus, String newText) {
        return new Reason(aspect, newStatus, value, threshold, unit, period, newText);
    }

    /** How much of its limit is used up; 0 where there is no limit, or nothing at all is allowed. */
    double usedUp() {
        return value == null || threshold == null || threshold == 0 ? 0 : value / threshold;
    }
}
