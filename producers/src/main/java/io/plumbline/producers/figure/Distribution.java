package io.plumbline.producers.figure;

import io.plumbline.sketch.QuantileInterval;
import io.plumbline.sketch.Sketch;

/**
 * What samples of one kind say, in the unit in which they were recorded: exact count, least and greatest; quantiles by
 * nearest rank, within 2^-7. The intervals hold for independent samples of one distribution; samples that depend on each
 * other, such as latencies of operations that queue, scatter more than they say.
 */
public record Distribution(
        long count, Estimate mean, double min, Estimate p50, Estimate p95, Estimate p99, double max) {
    /** The standard normal distribution exceeds this with probability .05. */
    private static final double Z = 1.6448536269514722;

    /** Fewer say too little of their spread for an interval of the mean by the normal distribution. */
    private static final long LEAST_FOR_MEAN = 30;

    static Distribution of(Sketch samples, double sumOfSquares) {
        return new Distribution(
                samples.count(),
                mean(samples, sumOfSquares),
                samples.min(),
                quantile(samples, .5),
                quantile(samples, .95),
                quantile(samples, .99),
                samples.max());
    }

    private static Estimate mean(Sketch samples, double sumOfSquares) {
        double mean = samples.mean();
        long count = samples.count();
        if (count < LEAST_FOR_MEAN) {
            return new Estimate(mean, null, null);
        }
        double variance = Math.max(0, sumOfSquares - count * mean * mean) / (count - 1);
        double margin = Z * Math.sqrt(variance / count);
        return new Estimate(mean, mean - margin, mean + margin);
    }

    private static Estimate quantile(Sketch samples, double q) {
        QuantileInterval ranks = QuantileInterval.of(q, samples.count());
        return new Estimate(samples.quantile(q), ranks.lowIn(samples), ranks.highIn(samples));
    }
}
