package io.plumbline.streams.domain.health;

/** What the share of so many in so many says of the truth behind it. */
public final class Shares {
    /** The 95th percentile of the normal distribution: both ends together leave out 10 %. */
    private static final double Z = 1.6448536269514722;

    private Shares() {}

    /**
     * The lower end of the 90 % confidence interval of a share by Wilson's score (E. B. Wilson, JASA 22, 1927, equation 6;
     * Brown, Cai and DasGupta, Statistical Science 16, 2001, on why not the textbook one). It is 0 for none, and
     * never above {@code hits / of}.
     *
     * @param hits 0 to {@code of}
     * @param of at least 1
     */
    public static double atLeast(long hits, long of) {
        if (hits == 0) {
            return 0; // exactly: rounding would leave a trace
        }
        double n = of;
        double share = hits / n;
        double centre = share + Z * Z / (2 * n);
        double margin = Z * Math.sqrt(share * (1 - share) / n + Z * Z / (4 * n * n));
        return (centre - margin) / (1 + Z * Z / n);
    }
}
