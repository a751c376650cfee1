package io.plumbline.streams.domain.trend;

/**
 * The distribution of Kendall's S when the order of n different values is pure chance, exact, by counting the permutations
 * with each number of inversions (M. G. Kendall, <i>Biometrika</i> 30, 1938).
 */
final class KendallDistribution {
    /** Beyond it the normal approximation is exact to three digits, and the counts need no more than doubles below it. */
    static final int MAX_VALUES = 40;

    private final double[] probabilityOfInversions;

    KendallDistribution(int values) {
        double[] counts = {1};
        for (int i = 2; i <= values; i++) {
            counts = withOneMore(counts, i);
        }
        this.probabilityOfInversions = counts;
    }

    /** {@code P(S >= s)}. */
    double atLeast(long s) {
        int pairs = probabilityOfInversions.length - 1;
        double sum = 0;
        for (int inversions = 0; pairs - 2L * inversions >= s && inversions <= pairs; inversions++) {
            sum += probabilityOfInversions[inversions];
        }
        return sum;
    }

    /** The least s with {@code P(S >= s) <= tail}; more than the number of pairs when there is none. */
    long critical(double tail) {
        int pairs = probabilityOfInversions.length - 1;
        long s = pairs + 2L;
        while (s > 0 && atLeast(s - 2) <= tail) {
            s -= 2;
        }
        return s;
    }

    /** The i-th value makes 0 to i - 1 inversions with those before it, each with the same probability. */
    private static double[] withOneMore(double[] before, int i) {
        double[] after = new double[before.length + i - 1];
        for (int old = 0; old < before.length; old++) {
            for (int added = 0; added < i; added++) {
                after[old + added] += before[old] / i;
            }
        }
        return after;
    }
}
