package io.plumbline.streams.domain.regression.comparison;

import io.plumbline.sketch.QuantileInterval;
import io.plumbline.sketch.Sketch;

/** What was measured of one release, run or time range: all of it, not a mean. */
public sealed interface Distribution permits RawValues, MergedSketch {
    long count();

    /** Nearest rank. */
    double quantile(double q);

    /** Lower end of the 90 % confidence interval of a quantile; null where there are too few values for one. */
    Double low(double q);

    /** Upper end of that interval; null where there are too few values for one. */
    Double high(double q);

    /** The share of the values that are at most {@code value}. */
    double shareAtMost(double value);

    /** Places between which {@link #shareAtMost} does not rise. */
    double[] steps();

    /** @param values in any order; kept as they are */
    static Distribution of(double[] values) {
        return new RawValues(values);
    }

    /** @param merged sketches of the windows, merged; must not be changed afterwards */
    static Distribution of(Sketch merged) {
        return new MergedSketch(merged);
    }

    /** See docs/math.md: the ends are order statistics. */
    default QuantileInterval interval(double q) {
        return QuantileInterval.of(q, count());
    }
}
