package io.plumbline.sketch;

/**
 * Between which order statistics the quantile of a distribution lies, with at least 90 % confidence: 5 % at most on either
 * side. It needs no assumption of the distribution's shape, only that the samples are independent draws from one.
 *
 * <p>Of n samples, binomially many are at most the quantile x, so P(X_(low) <= x) = P(Bin(n, q) >= low) and P(x <=
 * X_(high)) = P(Bin(n, q) < high) for a continuous distribution, and no less for any other: David and Nagaraja, Order
 * Statistics, 3rd edition, section 7.1; Conover, Practical Nonparametric Statistics, 3rd edition, section 3.2. {@code low}
 * is the greatest rank and {@code high} the least one for which that is .95 or more, see docs/math.md.
 *
 * @param low rank of the lower end; 0, which no sample has, where there are too few samples for one
 * @param high rank of the upper end; {@code count} + 1, which no sample has, where there are too few
 * @param count n
 */
public record QuantileInterval(long low, long high, long count) {
    private static final double TAIL = .05;
    /** The standard normal distribution exceeds this with probability TAIL. */
    private static final double Z = 1.6448536269514722;

    /** Up to this variance of the binomial distribution its probabilities are added up: at most 120 of them. */
    private static final double EXACT_UP_TO = 100;
    /** The expansion is wrong by less than this, divided by the variance, in ranks: twice what was found (docs/math.md). */
    private static final double EXPANSION_ERROR = .1;

    /**
     * The interval of the quantile {@code q} for {@code n} samples. Exact up to a variance {@code n q (1 - q)} of 100;
     * beyond that each end is exact or, for about 1 in 1,000 counts, one rank further out, never further in.
     *
     * @throws IllegalArgumentException if {@code q} is not between 0 and 1, or {@code n} is negative
     */
    public static QuantileInterval of(double q, long n) {
        if (!(q > 0 && q < 1) || n < 0) {
            throw new IllegalArgumentException("no interval of quantile " + q + " for " + n + " samples");
        }
        if (q < .5) {
            QuantileInterval mirrored = of(1 - q, n);
            return new QuantileInterval(n + 1 - mirrored.high, n + 1 - mirrored.low, n);
        }
        return n * q * (1 - q) <= EXACT_UP_TO ? added(q, n) : expanded(q, n);
    }

    /** What the lower end is at least, by a sketch of the {@code count} samples; null where there is no such end. */
    public Double lowIn(Sketch samples) {
        return low == 0 ? null : (Double) samples.leastAtRank(low);
    }

    /** What the upper end is at most, by a sketch of the {@code count} samples; null where there is no such end. */
    public Double highIn(Sketch samples) {
        return high > count ? null : (Double) samples.greatestAtRank(high);
    }

    /** Counts how many samples exceed the quantile, Bin(n, 1 - q): of these there are few. */
    private static QuantileInterval added(double q, long n) {
        double odds = (1 - q) / q;
        double probability = Math.pow(q, (double) n);
        double sum = probability;
        long above = 0;
        while (sum <= TAIL) {
            above++;
            probability *= odds * (n + 1 - above) / above;
            sum += probability;
        }
        long high = n + 1 - above;
        while (sum < 1 - TAIL) {
            above++;
            probability *= odds * (n + 1 - above) / above;
            sum += probability;
        }
        return new QuantileInterval(n - above, high, n);
    }

    /**
     * The quantiles of Bin(n, 1 - q) by the expansion of Cornish and Fisher to the second order, with the continuity
     * correction of 1/2 and Sheppard's correction of the variance that a lattice asks for: Kolassa and McCullagh,
     * Edgeworth series for lattice distributions, Annals of Statistics 18 (1990), 981-985.
     */
    private static QuantileInterval expanded(double q, long n) {
        double p = 1 - q;
        double variance = n * p * q;
        double deviation = Math.sqrt(variance);
        double skew = 1 - 2 * p;
        double centre = n * p - .5 + skew * (Z * Z - 1) / 6;
        double spread = deviation * Z
                + ((1 - 6 * p * q) * (Z * Z - 3) / 24 - skew * skew * (2 * Z * Z - 5) / 36 - 1.0 / 24) * Z / deviation;
        double margin = EXPANSION_ERROR / variance;
        double fewest = Math.floor(centre - spread - margin);
        double most = Math.ceil(centre + spread + margin);
        return new QuantileInterval(n - (long) most, n - (long) fewest, n);
    }
}
