package io.plumbline.benchmarks.detection;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * The rule that most dashboards have: an alarm when a point is further than 5 % from the mean of the points before it, and
 * one again only after it was back within. It needs {@value #FEWEST} points first.
 */
record PlainRule(double tolerance) implements Detector {
    private static final int FEWEST = 20;
    private static final int BEFORE = 50;

    @Override
    public List<Found> find(double[] values) {
        List<Found> found = new ArrayList<>();
        boolean alarmed = false;
        for (int i = FEWEST; i < values.length; i++) {
            double before = Arrays.stream(values, Math.max(0, i - BEFORE), i)
                    .filter(value -> !Double.isNaN(value))
                    .average()
                    .orElse(Double.NaN);
            boolean beyond = Math.abs(values[i] - before) > tolerance * before;
            if (beyond && !alarmed) {
                found.add(new Found(i, i));
            }
            alarmed = beyond;
        }
        return found;
    }
}
