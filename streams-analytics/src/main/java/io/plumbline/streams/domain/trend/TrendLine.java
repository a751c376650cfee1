package io.plumbline.streams.domain.trend;

import java.util.Arrays;

/**
 * The line of Theil and Sen through a series, and how far values lie from it.
 *
 * @param slope median of the slopes of all pairs, with the interval of Sen
 * @param middleTime median of the times, about which the line turns
 * @param middleValue the line there
 * @param margin distance from the line that 95 % of the values keep
 */
public record TrendLine(Interval slope, double middleTime, double middleValue, double margin) {
    private static final double CONFIDENCE = 0.95;

    static TrendLine of(Series series, double inflation) {
        double[] slopes = series.slopes();
        double slope = Series.median(slopes);
        double middleTime = Series.median(series.times());
        double atZero = Series.median(series.without(slope));
        return new TrendLine(
                interval(slopes, slope, MannKendall.halfWidth(series, inflation, CONFIDENCE)),
                middleTime,
                atZero + slope * middleTime,
                margin(series, slope, atZero));
    }

    public double valueAt(double time) {
        return middleValue + slope.value() * (time - middleTime);
    }

    /** Where a value at this time is to be expected: the least and the greatest slope, and the scatter on top. */
    public Interval projection(double time) {
        double away = time - middleTime;
        double one = middleValue + slope.low() * away;
        double other = middleValue + slope.high() * away;
        if (away == 0) {
            one = middleValue; // no slope matters here, not even an unknown one
            other = middleValue;
        }
        return new Interval(valueAt(time), Math.min(one, other) - margin, Math.max(one, other) + margin);
    }

    /** The slopes of rank (N - c) / 2 and (N + c) / 2 + 1 (P. K. Sen, <i>JASA</i> 63, 1968); infinite where there is none. */
    private static Interval interval(double[] slopes, double slope, double c) {
        int low = (int) Math.floor((slopes.length - c) / 2);
        int high = (int) Math.ceil((slopes.length + c) / 2) + 1;
        return new Interval(
                slope,
                low >= 1 ? slopes[low - 1] : Double.NEGATIVE_INFINITY,
                high <= slopes.length ? slopes[high - 1] : Double.POSITIVE_INFINITY);
    }

    /** As one more value than there are would keep it; the greatest, where there are too few to say. */
    private static double margin(Series series, double slope, double atZero) {
        double[] distances = series.without(slope);
        Arrays.setAll(distances, i -> Math.abs(distances[i] - atZero));
        Arrays.sort(distances);
        int rank = (int) Math.ceil(CONFIDENCE * (distances.length + 1));
        return distances[Math.min(rank, distances.length) - 1];
    }
}
