package io.plumbline.streams.domain.regression;

import java.util.Arrays;

/**
 * What a series did while it was steady, on the scale of comparison: a level, or a line where it clearly drifts.
 *
 * @param centre of the values, the wild ones drawn in; of a line, its height in the middle
 * @param slope for each point; 0 for a level
 * @param spread standard deviation around it, the wild values drawn in
 * @param correlation of a value with the one before it, 0 to .95
 * @param count of the values behind these figures, from index 0 on
 */
record Baseline(double centre, double slope, double spread, double correlation, int count) {
    /** Deviations beyond this many standard deviations are drawn in to it (Huber 1964). */
    private static final double CLIP = 2.5;
    /** The variance of a standard normal variable that is clipped at CLIP. */
    private static final double CLIPPED_VARIANCE = .97756;
    /** A slope counts from this many standard errors on. */
    private static final double CLEAR_SLOPE = 2;

    private static final double MOST_CORRELATED = .95;

    static Baseline of(double[] values) {
        Baseline level = levelOf(values);
        if (level.spread == 0) {
            return level;
        }
        double mid = middle(values.length);
        double products = 0;
        for (int i = 0; i < values.length; i++) {
            products += (i - mid) * level.deviation(i, values[i], CLIP);
        }
        double slope = level.spread * products / squaredDistances(values.length);
        Baseline line = levelOf(level(values, slope));
        double error = line.spread * Math.sqrt(line.inflation(values.length) / squaredDistances(values.length));
        return Math.abs(slope) > CLEAR_SLOPE * error
                ? new Baseline(line.centre, slope, line.spread, line.correlation, line.count)
                : level;
    }

    /** How many standard deviations a value is away, drawn in to {@code limit}; any deviation is great where there was none. */
    double deviation(int index, double value, double limit) {
        double distance = value - centre - slope * (index - middle(count));
        if (spread == 0) {
            return limit * Math.signum(distance);
        }
        return Robust.clip(distance / spread, limit);
    }

    /**
     * How many times the variance of a mean of {@code n} values exceeds that of independent ones, the values being
     * autoregressive of first order: Bayley and Hammersley, J. R. Statist. Soc. Suppl. 8 (1946).
     */
    double inflation(int n) {
        double r = correlation;
        return (1 + r) / (1 - r) - 2 * r * (1 - Math.pow(r, n)) / (n * (1 - r) * (1 - r));
    }

    /** Variance of the mean deviation of {@code n} values around {@code index} from this baseline, itself uncertain. */
    double varianceOfMean(double index, int n) {
        double distance = index - middle(count);
        double leverage = slope == 0 ? 0 : distance * distance / squaredDistances(count);
        return inflation(n) / n + inflation(count) * (1.0 / count + leverage);
    }

    private static Baseline levelOf(double[] values) {
        double median = Robust.median(values);
        double first = Robust.spread(values, median);
        if (!(first > 0)) {
            return new Baseline(median, 0, 0, 0, values.length);
        }
        double[] deviations = new double[values.length];
        Arrays.setAll(deviations, i -> Robust.clip((values[i] - median) / first, CLIP));
        double mean = Arrays.stream(deviations).average().orElse(0);
        Arrays.setAll(deviations, i -> deviations[i] - mean);
        double squares = sumOfProducts(deviations, 0);
        double spread = first * Math.sqrt(squares / (values.length - 1) / CLIPPED_VARIANCE);
        double raw = sumOfProducts(deviations, 1) / squares;
        // The estimate is too low by about (1 + 4 r) / n: Kendall, Biometrika 41 (1954).
        double correlation = Math.max(0, Math.min(MOST_CORRELATED, raw + (1 + 4 * raw) / values.length));
        return new Baseline(median + mean * first, 0, spread, correlation, values.length);
    }

    private static double[] level(double[] values, double slope) {
        double[] levelled = new double[values.length];
        Arrays.setAll(levelled, i -> values[i] - slope * (i - middle(values.length)));
        return levelled;
    }

    private static double sumOfProducts(double[] deviations, int lag) {
        double sum = 0;
        for (int i = lag; i < deviations.length; i++) {
            sum += deviations[i] * deviations[i - lag];
        }
        return sum;
    }

    private static double middle(int count) {
        return (count - 1) / 2.0;
    }

    /** Of the indexes 0 .. n - 1 from their middle. */
    private static double squaredDistances(int n) {
        return n * ((double) n * n - 1) / 12;
    }
}
