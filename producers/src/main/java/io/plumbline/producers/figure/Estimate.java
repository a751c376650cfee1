package io.plumbline.producers.figure;

/**
 * A figure with its two-sided 90 % interval: 5 % at most on either side.
 *
 * @param low null where there are too few samples for a lower end
 * @param high null where there are too few samples for an upper end
 */
public record Estimate(double value, Double low, Double high) {}
