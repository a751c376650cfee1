package io.plumbline.streams.domain.regression;

/**
 * What a search could have seen.
 *
 * @param shift the least one, on the scale of comparison
 */
record Power(double shift) {
    /** Nine times in ten: the 90th percentile of the normal distribution. */
    static final double NINE_IN_TEN = 1.2815515655446004;

    /**
     * Of a step in the middle of {@code count} points. Its whitened contrast has the standard error {@code s / sqrt(1 + n g^2 / 4)}:
     * its first point shows it whole, the others as far as the noise does not follow it.
     */
    static Power of(Regimes regimes, int count) {
        Autoregression noise = regimes.noise();
        int rows = count - noise.order();
        double variance = regimes.squares() / Math.max(1, rows - regimes.parameters() - noise.order());
        double error = Math.sqrt(variance / (1 + count * noise.gain() * noise.gain() / 4));
        return new Power((Math.sqrt(RegimeSearch.STEP_RATHER_THAN_LINE * Math.log(rows)) + NINE_IN_TEN) * error);
    }

    Double smallestPercent(Points points, double tolerance) {
        return percent(points.scale(), Robust.median(points.levels()), shift, tolerance);
    }

    /** A shift in percent of the level, but never less than the tolerance; null where the level is not positive. */
    static Double percent(Scale scale, double level, double shift, double tolerance) {
        double height = scale.back(level);
        double share = (scale.back(level + shift) - height) / height;
        return height > 0 ? (Double) (100 * Math.max(tolerance, share)) : null;
    }
}
