package io.plumbline.streams.domain.regression;

/** What the last points of a series say of its level. */
public final class Level {
    /** With fewer points nothing is said. */
    public static final int FEWEST = OnlineDetector.FEWEST_BEFORE;

    private Level() {}

    /**
     * Whether a series with the level {@code other} would hardly ever look like these points, however often one looks: their
     * robust mean is away from it by the threshold of {@link OnlineDetector}, in standard errors that count the points'
     * memory of each other in.
     *
     * @param points at least {@link #FEWEST}, none of them NaN
     */
    public static boolean differs(double[] points, double other) {
        Scale scale = Scale.of(points);
        Baseline present = Baseline.of(scale.forth(points));
        double error = present.spread() * Math.sqrt(present.inflation(points.length) / points.length);
        return Math.abs(present.centre() - scale.forth(other)) > OnlineDetector.threshold(present) * error;
    }
}
