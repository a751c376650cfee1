package io.plumbline.streams.domain.trend;

import org.hipparchus.distribution.continuous.NormalDistribution;

/**
 * The test of Mann and Kendall: is there a monotone trend, whatever its shape and the distribution of the values?
 *
 * @param s pairs that rise less pairs that fall
 * @param tau {@code s} as a share of the pairs that differ, -1 to 1 (Kendall's tau-b)
 * @param pValue two-sided
 * @param exact whether it comes from the exact distribution, or from the normal one with correction for continuity
 * @param inflation by how much the variance of s is greater than of independent values; 1 when they are
 */
public record MannKendall(long s, double tau, double pValue, boolean exact, double inflation) {
    private static final NormalDistribution NORMAL = new NormalDistribution();

    static MannKendall of(Series series, double inflation) {
        long s = series.kendallS();
        Ties ties = Ties.of(series);
        boolean exact = isExact(series, inflation);
        double p = exact ? exactP(s, series.size()) : normalP(s, inflation * ties.varianceOfS());
        double comparable = Math.sqrt(ties.pairsThatDifferInTime()) * Math.sqrt(ties.pairsThatDifferInValue());
        return new MannKendall(s, comparable > 0 ? Math.max(-1, Math.min(1, s / comparable)) : 0, p, exact, inflation);
    }

    /** How far apart in rank the ends of a slope's interval are: s must be as far from 0 to be significant. */
    static double halfWidth(Series series, double inflation, double confidence) {
        double tail = (1 - confidence) / 2;
        return isExact(series, inflation)
                ? new KendallDistribution(series.size()).critical(tail) - 2.0
                : NORMAL.inverseCumulativeProbability(1 - tail)
                        * Math.sqrt(inflation * Ties.of(series).varianceOfS());
    }

    private static boolean isExact(Series series, double inflation) {
        return series.size() <= KendallDistribution.MAX_VALUES
                && inflation == 1
                && Ties.of(series).areNone();
    }

    private static double exactP(long s, int size) {
        return Math.min(1, 2 * new KendallDistribution(size).atLeast(Math.abs(s)));
    }

    private static double normalP(long s, double variance) {
        if (s == 0 || variance <= 0) {
            return 1;
        }
        return 2 * NORMAL.cumulativeProbability(-(Math.abs(s) - 1) / Math.sqrt(variance));
    }
}
