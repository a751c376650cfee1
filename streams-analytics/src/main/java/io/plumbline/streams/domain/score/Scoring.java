package io.plumbline.streams.domain.score;

import java.util.Arrays;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;

/**
 * Scores performance with a weighted mean of four components, each 0 to 100 points. A better figure never lowers the score.
 *
 * @param weights of each component; they add up to 1
 * @param scales of each component
 */
public record Scoring(Map<Component, Double> weights, Map<Component, Scale> scales) {
    /** 20 ops/s, 0 ms, 100 % and 100 nodes are full marks; none are 0 ops/s, 100 ms, 0 % and 0 nodes. */
    public static final Scoring DEFAULT = new Scoring(
            Map.of(
                    Component.THROUGHPUT, 0.30,
                    Component.LATENCY, 0.30,
                    Component.RELIABILITY, 0.20,
                    Component.SCALABILITY, 0.20),
            Map.of(
                    Component.THROUGHPUT, new Scale(0, 20),
                    Component.LATENCY, new Scale(100, 0),
                    Component.RELIABILITY, new Scale(0, 100),
                    Component.SCALABILITY, new Scale(0, 100)));

    private static final double ROUNDING = 1e-9;

    public Scoring {
        weights = new EnumMap<>(weights);
        scales = new EnumMap<>(scales);
        double sum = 0;
        for (Component component : Component.values()) {
            double weight = weights.getOrDefault(component, Double.NaN);
            if (!(weight >= 0) || scales.get(component) == null) {
                throw new IllegalArgumentException(
                        component + " needs a scale and a weight of 0 or more, had " + weight);
            }
            sum += weight;
        }
        if (!(Math.abs(sum - 1) < ROUNDING)) {
            throw new IllegalArgumentException("weights must add up to 1, and are " + sum);
        }
    }

    public Score score(Performance performance) {
        List<Part> parts = Arrays.stream(Component.values())
                .map(component -> part(component, performance))
                .toList();
        double points = total(parts);
        Grade grade = Grade.of(points);
        return new Score(points, grade, parts, grade.next().map(next -> new Ascent(this, parts).to(next)));
    }

    Scale scale(Component component) {
        return scales.get(component);
    }

    private Part part(Component component, Performance performance) {
        double figure = performance.figure(component);
        return new Part(component, figure, scales.get(component).points(figure), weights.get(component));
    }

    /** Rounded to what the arithmetic is good for, so that full marks are 100 and not a grade less. */
    private static double total(List<Part> parts) {
        double sum = parts.stream().mapToDouble(Part::contribution).sum();
        return Math.rint(sum / ROUNDING) * ROUNDING;
    }
}
