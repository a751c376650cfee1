package io.plumbline.reports;

/**
 * Where a metric of a series is going. Times are in ISO form, by event time; figures are null where they cannot be told.
 *
 * @param from start of the first of {@code windows} windows, {@code to} end of the last
 * @param verdict RISING, FALLING, STEADY, LEAK or INCONCLUSIVE, for which {@code reason} says why
 * @param slopePerHour in {@code unit} per hour, with its 95 % confidence interval
 * @param projectedAt the time that {@code projected}, with its 95 % interval, is for
 */
public record TrendFigures(
        String system,
        String run,
        String operation,
        String node,
        String metric,
        String unit,
        String origin,
        String from,
        String to,
        long windowMillis,
        int windows,
        String verdict,
        String reason,
        Double slopePerHour,
        Double slopeLow,
        Double slopeHigh,
        Double pValue,
        Double pearson,
        Double spearman,
        String projectedAt,
        Double projected,
        Double projectedLow,
        Double projectedHigh) {}
