package io.plumbline.streams.domain.regression;

import java.util.Arrays;

/**
 * Where a change began of which it is known that it happened: the search for it draws wild deviations in, so it takes a
 * great step and a small shift shortly before it for one. The greater of the two is what is looked for.
 */
final class Onset {
    private Onset() {}

    /**
     * The place at or after {@code seemed} where two levels describe the points best, by the sum of absolute deviations from
     * their medians; {@code seemed} itself unless the step there is the greater one.
     *
     * @param from the first point that tells the level before
     * @param seemed where the change seemed to begin, after {@code from}
     * @param shortest points of the new level at least
     */
    static int ofGreatestStep(double[] points, int from, int seemed, int shortest) {
        int best = seemed;
        double least = cost(points, from, seemed);
        for (int start = seemed + 1; start <= points.length - shortest; start++) {
            double cost = cost(points, from, start);
            best = cost < least ? start : best;
            least = Math.min(least, cost);
        }
        return best > seemed && isGreater(points, from, seemed, best) ? best : seemed;
    }

    private static boolean isGreater(double[] points, int from, int seemed, int later) {
        double before = median(points, from, seemed);
        double between = median(points, seemed, later);
        double after = median(points, later, points.length);
        return Math.abs(after - between) > Math.abs(between - before);
    }

    private static double cost(double[] points, int from, int start) {
        return deviations(points, from, start) + deviations(points, start, points.length);
    }

    private static double deviations(double[] points, int from, int to) {
        double level = median(points, from, to);
        double sum = 0;
        for (int i = from; i < to; i++) {
            sum += Math.abs(points[i] - level);
        }
        return sum;
    }

    private static double median(double[] points, int from, int to) {
        return Robust.median(Arrays.copyOfRange(points, from, to));
    }
}
