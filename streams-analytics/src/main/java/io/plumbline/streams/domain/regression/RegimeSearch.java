package io.plumbline.streams.domain.regression;

import java.util.Arrays;

/**
 * Which description of a series is best: how many regimes, levels or lines, and how much of what it does is noise with a
 * memory. A staircase, a line and a random walk can look alike; the one that needs fewest figures for the same
 * innovations wins (Bayesian information criterion, with 3 and 4 instead of 1 and 2 units for a change, as its place is
 * chosen, too: Zhang and Siegmund, Biometrics 63, 2007). docs/math.md has the formula and how its constants were found.
 */
final class RegimeSearch {
    /** Fewest points of a level. */
    static final int SHORTEST = 4;
    /** What one more level costs, in logarithms of the number of points. */
    private static final double CHANGE_OF_LEVEL = 3;
    /** What a slope costs: twice what the criterion asks, as a line explains three quarters of a step in the middle. */
    private static final double SLOPE = 2;
    /**
     * What a step in the middle must explain at least, in the same units: it costs one more than a line does and explains a
     * quarter more; one unit on top, as noise with a memory explains some of it, too.
     */
    static final double STEP_RATHER_THAN_LINE = (CHANGE_OF_LEVEL - SLOPE) * 4 + 1;

    private static final double CHANGE_OF_LINE = 4;
    /** Fewest points of a line. */
    static final int SHORTEST_LINE = 8;

    private static final int MOST_MEMORY = 6;
    private static final int POINTS_FOR_EACH_LAG = 25;
    /** Memories of the noise for which the best cuts are looked up: none, some, much. */
    private static final double[] CORRELATIONS = {0, .6, .9};

    /** So many more pieces without a better description are enough. */
    private static final int PATIENCE = 10;

    private final double[] values;
    private final int order;
    private final double floor;
    private double least = Double.POSITIVE_INFINITY;
    private Regimes best;

    private RegimeSearch(double[] values) {
        this.values = values;
        this.order = Math.max(1, Math.min(MOST_MEMORY, values.length / POINTS_FOR_EACH_LAG));
        this.floor = roundingVariance(values);
    }

    /** @param values at least 8, no wild ones among them */
    static Regimes best(double[] values) {
        RegimeSearch search = new RegimeSearch(values);
        for (double correlation : CORRELATIONS) {
            search.tryAll(SegmentCost.level(values, correlation), false);
        }
        search.tryAll(SegmentCost.line(values), true);
        return search.best;
    }

    private void tryAll(SegmentCost cost, boolean lines) {
        int n = values.length;
        int pieces = Math.min(1 + n / 8, 12 + n / 25);
        double leastHere = Double.POSITIVE_INFINITY;
        int sinceThen = 0;
        for (int[] bounds : new Segmentation(cost, n, lines ? SHORTEST_LINE : SHORTEST).best(pieces)) {
            double score = tryMemories(bounds, lines);
            sinceThen = score < leastHere ? 0 : sinceThen + 1;
            leastHere = Math.min(leastHere, score);
            if (sinceThen == PATIENCE) {
                return;
            }
        }
    }

    private double tryMemories(int[] bounds, boolean lines) {
        double leastHere = Double.POSITIVE_INFINITY;
        for (int memory = 0; memory <= order; memory++) {
            Regimes regimes = Regimes.fit(values, bounds, lines, memory, order);
            double score = score(regimes);
            best = score < least ? regimes : best;
            least = Math.min(least, score);
            leastHere = Math.min(leastHere, score);
        }
        return leastHere;
    }

    private double score(Regimes regimes) {
        int rows = values.length - order;
        int figures = regimes.parameters() + regimes.noise().order();
        if (figures >= rows) {
            return Double.POSITIVE_INFINITY;
        }
        double changes = regimes.bounds().length * (regimes.lines() ? CHANGE_OF_LINE : CHANGE_OF_LEVEL);
        double units =
                changes + (regimes.lines() ? 1 + SLOPE : 1) + regimes.noise().order();
        return rows * Math.log(regimes.squares() / (rows - figures) + floor) + units * Math.log(rows);
    }

    /** Values are rounded to some unit, at most the least difference between them: noise is never less than that of rounding. */
    private static double roundingVariance(double[] values) {
        double[] sorted = Arrays.stream(values).sorted().toArray();
        double unit = Double.POSITIVE_INFINITY;
        for (int i = 1; i < sorted.length; i++) {
            double difference = sorted[i] - sorted[i - 1];
            unit = difference > 1e-12 * Math.abs(sorted[i]) ? Math.min(unit, difference) : unit;
        }
        return Double.isInfinite(unit) ? Double.MIN_NORMAL : unit * unit / 12;
    }
}
