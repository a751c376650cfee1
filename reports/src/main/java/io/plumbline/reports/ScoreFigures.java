package io.plumbline.reports;

import java.util.List;

/**
 * The performance score of a system over one window.
 *
 * @param windowStart in ISO form, by event time
 * @param points 0 to 100
 * @param nextStep the cheapest way to {@code nextGrade}; both empty at the best
 */
public record ScoreFigures(
        String system,
        String run,
        String origin,
        String windowStart,
        long windowMillis,
        List<String> operations,
        double points,
        String grade,
        List<Part> parts,
        String nextGrade,
        String nextStep) {

    /** One component: its points, 0 to 100, times its weight are its share of the score. */
    public record Part(String component, Double figure, Double points, Double weight) {}
}
