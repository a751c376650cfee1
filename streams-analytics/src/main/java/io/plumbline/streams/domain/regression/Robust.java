package io.plumbline.streams.domain.regression;

import java.util.Arrays;

/** Figures of a sample that a few wild values cannot spoil. */
public final class Robust {
    /** The median absolute deviation of a normal distribution, times this, is its standard deviation. */
    static final double MAD_TO_SIGMA = 1.482602218505602;
    /** The mean absolute deviation of a normal distribution, times this, is its standard deviation: sqrt(pi / 2). */
    static final double MEAN_DEVIATION_TO_SIGMA = 1.2533141373155003;

    private static final int AROUND = 7;
    private static final double WILD = 3.5;

    private Robust() {}

    /** The median; NaN of nothing. Infinite values are values; none may be NaN. */
    public static double median(double[] values) {
        if (values.length == 0) {
            return Double.NaN;
        }
        double[] copy = values.clone();
        int middle = copy.length / 2;
        double high = Selection.select(copy, middle);
        double low = high;
        if (copy.length % 2 == 0) {
            low = copy[0];
            for (int i = 1; i < middle; i++) {
                low = Math.max(low, copy[i]);
            }
        }
        return low == high ? low : (low + high) / 2;
    }

    /**
     * The standard deviation that normal values with this median absolute deviation have. Where more than half of the values
     * are the same it is that of their mean absolute deviation: few-valued data have a spread too.
     */
    public static double spread(double[] values, double centre) {
        double[] deviations = new double[values.length];
        Arrays.setAll(deviations, i -> Math.abs(values[i] - centre));
        double mad = MAD_TO_SIGMA * median(deviations);
        return mad > 0 ? mad : MEAN_DEVIATION_TO_SIGMA * finiteMean(deviations);
    }

    /**
     * The values with the wild ones drawn in: none is further than {@value #WILD} standard deviations from the median of the
     * seven around it. A running median keeps steps as they are, so that only what comes and goes within three points is wild.
     */
    static double[] withoutWild(double[] values) {
        if (values.length < AROUND) {
            return values.clone();
        }
        double[] medians = new double[values.length];
        Arrays.setAll(medians, i -> {
            int from = Math.max(0, Math.min(i - AROUND / 2, values.length - AROUND));
            return median(Arrays.copyOfRange(values, from, from + AROUND));
        });
        double[] rest = new double[values.length];
        Arrays.setAll(rest, i -> values[i] - medians[i]);
        double limit = WILD * spread(rest, 0);
        double[] tame = new double[values.length];
        Arrays.setAll(tame, i -> limit > 0 ? medians[i] + clip(rest[i], limit) : values[i]);
        return tame;
    }

    static double clip(double value, double limit) {
        return Math.max(-limit, Math.min(limit, value));
    }

    private static double finiteMean(double[] values) {
        return Arrays.stream(values).filter(Double::isFinite).average().orElse(0);
    }
}
