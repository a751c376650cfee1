package io.plumbline.streams.domain.regression;

import java.util.Arrays;
import java.util.Optional;
import java.util.stream.IntStream;
import org.hipparchus.special.Erf;

/**
 * Reads a series point by point and says when it has left its level: a two-sided CUSUM for a shift of unknown size, on the
 * logarithms of the values. For every possible onset among the last {@value #WINDOW} points it compares their mean deviation
 * with the baseline before (Siegmund and Venkatraman, Annals of Statistics 23, 1995). It starts itself, needs no training
 * and no setting but the tolerance. docs/math.md says what else must hold, and why.
 *
 * <p>Keeps at most {@value #MOST} points. Mutable, and not thread-safe.
 */
public final class OnlineDetector {
    /** How many points at least tell what is normal. */
    static final int FEWEST_BEFORE = 12;
    /** A change has this many points: two or three together may be outliers. */
    static final int FEWEST_AFTER = 4;

    private static final int WINDOW = 30;
    private static final int MEMORY = 200;
    /** More points than this it does not keep. */
    public static final int MOST = MEMORY + WINDOW;
    /** One value counts for at most this many standard deviations; more, where values follow each other. */
    private static final double CLIP = 3;
    /** Standard errors of the mean deviation, for a baseline of many points. */
    private static final double THRESHOLD = 4.1;
    /** The same between a window and the points just before it: a drift is not a step. */
    private static final double LOCAL_THRESHOLD = 3.8;

    private static final int LOCAL = 30;

    private final double tolerance;
    private double[] values = {};
    private int[] indexes = {};
    private int seen;

    /** @param tolerance relative change that does not matter, such as .05 */
    public OnlineDetector(double tolerance) {
        this.tolerance = tolerance;
    }

    /** As after these points since the last change, the oldest first; at most the last {@value #MOST} of them count. */
    public static OnlineDetector resumed(double tolerance, double[] points) {
        OnlineDetector detector = new OnlineDetector(tolerance);
        detector.values = points;
        detector.indexes = IntStream.range(0, points.length).toArray();
        detector.seen = points.length;
        return detector;
    }

    /** How many points it goes by, those of the present regime: after a change, the points since its onset. */
    public int kept() {
        return values.length;
    }

    /**
     * Takes the next point.
     *
     * @param value NaN where it is missing
     * @return the change that is known from this point on; its kind is as yet a step
     */
    public Optional<Change> add(double value) {
        int index = seen++;
        if (Double.isNaN(value)) {
            return Optional.empty();
        }
        values = appended(values, value);
        indexes = Arrays.copyOfRange(indexes, Math.max(0, indexes.length + 1 - values.length), indexes.length + 1);
        indexes[indexes.length - 1] = index;
        int before = Math.max(FEWEST_BEFORE, values.length - WINDOW);
        return values.length - before >= FEWEST_AFTER && new Glance(values, LOCAL, tolerance).mayHaveChangedFrom(before)
                ? judge(before)
                : Optional.empty();
    }

    /**
     * The smallest lasting step, in percent of the present level, that would be known within {@value #WINDOW} points nine
     * times in ten; null while there are too few points, or where the level is not positive.
     */
    public Double smallestPercent() {
        if (values.length < FEWEST_BEFORE) {
            return null;
        }
        int count = Math.max(FEWEST_BEFORE, values.length - WINDOW);
        Scale scale = Scale.of(Arrays.copyOf(values, count));
        Baseline baseline = Baseline.of(scale.forth(Arrays.copyOf(values, count)));
        double error = Math.sqrt(baseline.varianceOfMean(count + WINDOW / 2.0, WINDOW));
        double shift = baseline.spread() * error * (threshold(baseline) + Power.NINE_IN_TEN);
        return Power.percent(scale, baseline.centre(), shift, tolerance);
    }

    private Optional<Change> judge(int count) {
        Scale scale = Scale.of(Arrays.copyOf(values, count));
        double[] points = scale.forth(values);
        Baseline baseline = Baseline.of(Arrays.copyOf(points, count));
        double[] sums = sums(points, baseline);
        int onset = count;
        double greatest = 0;
        for (int start = count; start <= points.length - FEWEST_AFTER; start++) {
            double contrast = contrast(sums, start, baseline);
            onset = contrast > greatest ? start : onset;
            greatest = Math.max(greatest, contrast);
        }
        if (greatest < threshold(baseline) || localContrast(sums, onset, baseline) < LOCAL_THRESHOLD) {
            return Optional.empty();
        }
        onset = firstOf(sums, onset);
        onset = Onset.ofGreatestStep(points, Math.max(0, onset - LOCAL), onset, FEWEST_AFTER);
        double before = scale.back(Robust.median(Arrays.copyOfRange(points, Math.max(0, onset - LOCAL), onset)));
        double after = scale.back(Robust.median(Arrays.copyOfRange(points, onset, points.length)));
        return Math.abs(after - before) > tolerance * Math.abs(before)
                ? Optional.of(restart(onset, before, after, greatest))
                : Optional.empty();
    }

    /** The regime that begins at {@code onset} is the new baseline. */
    private Change restart(int onset, double before, double after, double contrast) {
        int index = indexes[onset];
        values = Arrays.copyOfRange(values, onset, values.length);
        indexes = Arrays.copyOfRange(indexes, onset, indexes.length);
        return new Change(index, seen - 1, before, after, Erf.erfc(contrast / Math.sqrt(2)), Kind.STEP);
    }

    /** Of the points from {@code start} to the last, in standard errors. */
    private static double contrast(double[] sums, int start, Baseline baseline) {
        int end = sums.length - 1;
        int n = end - start;
        double mean = (sums[end] - sums[start]) / n;
        return Math.abs(mean) / Math.sqrt(baseline.varianceOfMean((start + end - 1) / 2.0, n));
    }

    /** The window's first point that is itself on the way to the new level. */
    private static int firstOf(double[] sums, int onset) {
        int end = sums.length - 1;
        double half = (sums[end] - sums[onset]) / (end - onset) / 2;
        int first = onset;
        while (first < end - 1 && (sums[first + 1] - sums[first]) / half < 1) {
            first++;
        }
        return first;
    }

    private static double localContrast(double[] sums, int onset, Baseline baseline) {
        int end = sums.length - 1;
        int from = Math.max(0, onset - LOCAL);
        double after = (sums[end] - sums[onset]) / (end - onset);
        double before = (sums[onset] - sums[from]) / (onset - from);
        double variance =
                baseline.inflation(end - onset) / (end - onset) + baseline.inflation(onset - from) / (onset - from);
        return Math.abs(after - before) / Math.sqrt(variance);
    }

    /** As a quantile of Student's distribution exceeds that of the normal one (Fisher's expansion): few points, less known. */
    static double threshold(Baseline baseline) {
        double freedom = Math.max(3, .9 * baseline.count() / baseline.inflation(baseline.count()) - 1);
        return THRESHOLD * (1 + (THRESHOLD * THRESHOLD + 1) / (4 * freedom));
    }

    /**
     * Sums of the first 0, 1, 2 ... deviations. Where values follow each other more is asked of a mean: without a limit that
     * grows as much, no step could ever be great enough.
     */
    private static double[] sums(double[] points, Baseline baseline) {
        double limit = CLIP * Math.sqrt((1 + baseline.correlation()) / (1 - baseline.correlation()));
        double[] sums = new double[points.length + 1];
        for (int i = 0; i < points.length; i++) {
            sums[i + 1] = sums[i] + baseline.deviation(i, points[i], limit);
        }
        return sums;
    }

    private static double[] appended(double[] values, double value) {
        double[] next = Arrays.copyOfRange(values, Math.max(0, values.length + 1 - MOST), values.length + 1);
        next[next.length - 1] = value;
        return next;
    }
}
