package io.plumbline.reports;

import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * An alert as it is now, and how it came to that. Times are in ISO form, by event time.
 *
 * @param operation empty: the resources of a node
 * @param node empty: all nodes together
 * @param metric the worst metric; {@code before}, {@code now} and {@code target} are in its {@code unit}, null where there
 *     is none
 * @param worsePercent how much worse than before or than the target; null of nothing
 * @param incident empty while the alert is only suspected
 * @param transitions from the first to the last
 */
public record AlertReport(
        String id,
        String system,
        String run,
        String operation,
        String node,
        String series,
        String origin,
        String status,
        String severity,
        String kind,
        String metric,
        String unit,
        Double before,
        Double now,
        Double target,
        Double worsePercent,
        String onset,
        String at,
        String incident,
        String text,
        List<Transition> transitions) {
    private static final Set<String> ENDS = Set.of("ACCEPTED", "RESOLVED");

    /** Whether it is neither accepted nor resolved. */
    public boolean stillOpen() {
        return !ENDS.contains(status);
    }

    /** Who decided of it first; empty: nobody. */
    public Optional<String> decidedBy() {
        return transitions.stream()
                .map(Transition::author)
                .filter(author -> !author.isEmpty())
                .findFirst();
    }

    /**
     * One change of status or severity.
     *
     * @param at event time: the end of the window that showed it, or when somebody decided
     * @param emittedAt when the topology said so; {@code storedAt} when it could be read (wall clocks)
     * @param author who decided; empty: the topology itself
     */
    public record Transition(
            int number,
            String status,
            String severity,
            String at,
            String emittedAt,
            String storedAt,
            String author,
            String reason) {}
}
