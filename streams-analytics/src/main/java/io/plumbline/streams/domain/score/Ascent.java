package io.plumbline.streams.domain.score;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/**
 * Finds the cheapest way to a better grade: the one figure that must become better by the least factor. Where no figure
 * alone is enough, those with the most room are brought to full marks until one is.
 */
record Ascent(Scoring scoring, List<Part> parts) {
    /** Of a figure: enough above the least that is needed for rounding to take nothing away. */
    private static final double MARGIN = 1e-9;

    Step to(Grade grade) {
        double missing =
                grade.from() - parts.stream().mapToDouble(Part::contribution).sum();
        return new Step(grade, missing, changes(missing));
    }

    private List<Step.Change> changes(double missing) {
        List<Step.Change> changes = new ArrayList<>();
        List<Part> left = new ArrayList<>(parts);
        double needed = missing;
        Optional<Step.Change> single = single(left, needed);
        while (single.isEmpty()) {
            Part most =
                    left.stream().max(Comparator.comparingDouble(Part::room)).orElseThrow();
            changes.add(change(most, most.room()));
            left.remove(most);
            needed -= most.room();
            single = single(left, needed);
        }
        changes.add(single.get());
        return List.copyOf(changes);
    }

    private Optional<Step.Change> single(List<Part> candidates, double needed) {
        return candidates.stream()
                .filter(part -> part.weight() > 0 && part.room() >= needed)
                .map(part -> change(part, needed))
                .min(Comparator.comparingDouble(this::factor));
    }

    private Step.Change change(Part part, double rise) {
        double points = Math.min(100, part.points() + rise / part.weight() + MARGIN);
        return new Step.Change(
                part.component(), part.figure(), scoring.scale(part.component()).figure(points));
    }

    private double factor(Step.Change change) {
        return scoring.scale(change.component()).factor(change.from(), change.to());
    }
}
