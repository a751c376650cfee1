package io.plumbline.streams.domain.trend;

import java.util.Arrays;
import java.util.function.IntToDoubleFunction;

/** Groups of equal times and of equal values (M. G. Kendall, <i>Rank Correlation Methods</i>, 4th ed. 1975, section 3.4). */
final class Ties {
    private final int size;
    private final int[] times;
    private final int[] values;

    private Ties(int size, int[] times, int[] values) {
        this.size = size;
        this.times = times;
        this.values = values;
    }

    static Ties of(Series series) {
        return new Ties(series.size(), groups(series.times()), groups(series.values()));
    }

    boolean areNone() {
        return times.length == 0 && values.length == 0;
    }

    double pairsThatDifferInTime() {
        return pairs(size) - Arrays.stream(times).mapToDouble(Ties::pairs).sum();
    }

    double pairsThatDifferInValue() {
        return pairs(size) - Arrays.stream(values).mapToDouble(Ties::pairs).sum();
    }

    double varianceOfS() {
        double n = size;
        double both = (weight(size) - sum(times, Ties::weight) - sum(values, Ties::weight)) / 18;
        double triples =
                n > 2 ? sum(times, Ties::triples) * sum(values, Ties::triples) / (9 * n * (n - 1) * (n - 2)) : 0;
        double doubles = sum(times, Ties::pairs) * 2 * sum(values, Ties::pairs) / (n * (n - 1));
        return both + triples + doubles;
    }

    private static double sum(int[] groups, IntToDoubleFunction term) {
        return Arrays.stream(groups).mapToDouble(term).sum();
    }

    private static double pairs(int t) {
        return t * (t - 1.0) / 2;
    }

    private static double weight(int t) {
        return t * (t - 1.0) * (2.0 * t + 5);
    }

    private static double triples(int t) {
        return t * (t - 1.0) * (t - 2);
    }

    private static int[] groups(double[] numbers) {
        double[] sorted = numbers.clone();
        Arrays.sort(sorted);
        int[] sizes = new int[sorted.length];
        int count = 0;
        for (int from = 0, to; from < sorted.length; from = to) {
            to = from + 1;
            while (to < sorted.length && sorted[to] == sorted[from]) {
                to++;
            }
            if (to - from > 1) {
                sizes[count++] = to - from;
            }
        }
        return Arrays.copyOf(sizes, count);
    }
}
