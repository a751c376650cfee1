package io.plumbline.benchmarks.detection;

import java.util.List;

/**
 * The true levels of a series: the level is multiplied at each step, and stays.
 *
 * @param name for people
 */
public record Shape(String name, int length, List<Step> steps) {
    /**
     * One change of level.
     *
     * @param index the first point of the new level
     * @param factor what it multiplies the level with
     */
    public record Step(int index, double factor) {}

    public Shape {
        steps = List.copyOf(steps);
    }

    public static Shape clean(int length) {
        return new Shape("no step, " + length + " points", length, List.of());
    }

    /** One step in the middle. */
    public static Shape step(int length, double factor) {
        String name = "step of %+.0f %%, %d points".formatted((factor - 1) * 100, length);
        return new Shape(name, length, List.of(new Step(length / 2, factor)));
    }

    /** Up, further up, back down: 60 points each. */
    public static Shape threeSteps() {
        List<Step> steps = List.of(new Step(60, 1.2), new Step(120, 1.15), new Step(180, .75));
        return new Shape("three steps, 240 points", 240, steps);
    }

    List<Integer> indexes() {
        return steps.stream().map(Step::index).toList();
    }

    double[] levels() {
        double[] levels = new double[length];
        double level = 100;
        for (int i = 0; i < length; i++) {
            for (Step step : steps) {
                level *= step.index == i ? step.factor : 1;
            }
            levels[i] = level;
        }
        return levels;
    }
}
