package io.plumbline.streams.domain.trend.watch;

/**
 * How far a metric went over the time that is looked at, along its trend's line.
 *
 * @param before the line in the middle of the first window, {@code now} in that of the last
 * @param effect how much worse, in parts of {@code before}; negative for better
 * @param pValue of the trend
 */
public record Drift(double before, double now, double effect, double pValue) {}
