package io.plumbline.benchmarks.detection;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.TreeSet;
import java.util.stream.IntStream;
import org.hipparchus.distribution.continuous.TDistribution;

/**
 * The algorithm of Apache Otava (formerly Hunter), as published: E-divisive (Matteson and James, JASA 109, 2014) in sliding
 * windows that overlap by half, with Student's t-test instead of permutations and a ten times weaker limit; then the
 * weakest candidates are removed until all pass the limit (Fleming et al., Hunter, ICPE 2023). Written from these
 * descriptions and its documentation, for comparison. Gaps are filled with the value before, as it does.
 *
 * @param window points
 * @param maxPValue of what stays
 */
record Otava(int window, double maxPValue) implements Detector {
    /** Its settings when nothing is set; every change counts, however small. */
    static final Otava DEFAULTS = new Otava(50, .001);

    private static final double WEAKER = 10;

    @Override
    public List<Found> find(double[] values) {
        double[] filled = filled(values);
        List<Integer> bounds = new ArrayList<>(candidates(filled));
        while (!bounds.isEmpty()) {
            int weakest = IntStream.range(0, bounds.size())
                    .boxed()
                    .max(Comparator.comparingDouble(i -> pValue(filled, bounds, i)))
                    .orElseThrow();
            if (pValue(filled, bounds, weakest) < maxPValue) {
                break;
            }
            bounds.remove(weakest);
        }
        return bounds.stream().map(bound -> new Found(bound, null)).toList();
    }

    private TreeSet<Integer> candidates(double[] values) {
        TreeSet<Integer> all = new TreeSet<>();
        int start = 0;
        while (start < values.length) {
            double[] piece = Arrays.copyOfRange(values, start, Math.min(values.length, start + window));
            TreeSet<Integer> found = divided(piece);
            for (int bound : found) {
                all.add(start + bound);
            }
            int last = found.isEmpty() ? 0 : start + found.last();
            start = Math.max(last, start + window / 2);
        }
        return all;
    }

    /** Divides a window again and again where the pieces differ most, while the difference is significant. */
    private TreeSet<Integer> divided(double[] values) {
        TreeSet<Integer> bounds = new TreeSet<>();
        while (true) {
            List<Integer> edges = new ArrayList<>(bounds);
            edges.add(0, 0);
            edges.add(values.length);
            Candidate best = new Candidate(-1, Double.NEGATIVE_INFINITY);
            for (int i = 0; i + 1 < edges.size(); i++) {
                best = greatest(values, edges.get(i), edges.get(i + 1), best);
            }
            if (best.bound < 0) {
                return bounds;
            }
            int low = bounds.lower(best.bound) == null ? 0 : bounds.lower(best.bound);
            int high = bounds.higher(best.bound) == null ? values.length : bounds.higher(best.bound);
            if (pValue(values, low, best.bound, high) > WEAKER * maxPValue) {
                return bounds;
            }
            bounds.add(best.bound);
        }
    }

    private record Candidate(int bound, double divergence) {}

    /** The energy statistic of every piece {@code from..bound..to}, where {@code to} may lie before the end. */
    private static Candidate greatest(double[] values, int from, int end, Candidate so) {
        Candidate best = so;
        for (int bound = from + 1; bound < end; bound++) {
            double left = within(values, from, bound);
            double right = 0;
            double between = 0;
            for (int to = bound + 1; to <= end; to++) {
                for (int i = bound; i < to - 1; i++) {
                    right += Math.abs(values[i] - values[to - 1]);
                }
                for (int i = from; i < bound; i++) {
                    between += Math.abs(values[i] - values[to - 1]);
                }
                double n = bound - from;
                double m = to - bound;
                double divergence = 2 / (m + n) * between
                        - (n > 1 ? 2 * m / (m + n) / (n - 1) * left : 0)
                        - (m > 1 ? 2 * n / (m + n) / (m - 1) * right : 0);
                best = divergence > best.divergence ? new Candidate(bound, divergence) : best;
            }
        }
        return best;
    }

    private static double within(double[] values, int from, int to) {
        double sum = 0;
        for (int i = from; i < to; i++) {
            for (int j = from; j < i; j++) {
                sum += Math.abs(values[i] - values[j]);
            }
        }
        return sum;
    }

    private static double pValue(double[] values, List<Integer> bounds, int index) {
        int low = index == 0 ? 0 : bounds.get(index - 1);
        int high = index + 1 == bounds.size() ? values.length : bounds.get(index + 1);
        return pValue(values, low, bounds.get(index), high);
    }

    /** Student's t-test of the two sides, with the standard deviations of the sides themselves, as it computes them. */
    private static double pValue(double[] values, int low, int bound, int high) {
        double n = bound - low;
        double m = high - bound;
        double freedom = n + m - 2;
        if (freedom < 1) {
            return 1;
        }
        double left = Arrays.stream(values, low, bound).average().orElseThrow();
        double right = Arrays.stream(values, bound, high).average().orElseThrow();
        double variance =
                ((n - 1) * variance(values, low, bound, left) + (m - 1) * variance(values, bound, high, right))
                        / freedom;
        double t = (left - right) / Math.sqrt(variance * (1 / n + 1 / m));
        return Double.isNaN(t) ? 1 : 2 * new TDistribution(freedom).cumulativeProbability(-Math.abs(t));
    }

    private static double variance(double[] values, int from, int to, double mean) {
        return Arrays.stream(values, from, to)
                .map(x -> (x - mean) * (x - mean))
                .average()
                .orElseThrow();
    }

    private static double[] filled(double[] values) {
        double[] filled = values.clone();
        for (int i = 1; i < filled.length; i++) {
            filled[i] = Double.isNaN(filled[i]) ? filled[i - 1] : filled[i];
        }
        for (int i = filled.length - 2; i >= 0; i--) {
            filled[i] = Double.isNaN(filled[i]) ? filled[i + 1] : filled[i];
        }
        return filled;
    }
}
