package io.plumbline.producers.receive;

import io.plumbline.producers.agent.NodeIdentity;
import io.plumbline.producers.histogram.BucketCounts;
import io.plumbline.producers.histogram.HistogramSummary;
import io.plumbline.producers.publish.OperationNames;
import io.plumbline.schemas.event.OperationSummary;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * What a data point says that was not known: a summary of its interval. For one thread.
 *
 * @param attributes whose values follow the metric's name in the name of the operation
 * @param window size of base windows
 */
record PointSummaries(
        Admittance admittance,
        CumulativeSeries series,
        OperationNames names,
        List<String> attributes,
        Duration window) {
    private static final Map<String, Double> UNITS =
            Map.of("s", 1e9, "ms", 1e6, "us", 1e3, "ns", 1.0, "min", 6e10, "h", 3.6e12);
    private static final int LONGEST_NAME = 200;

    /**
     * Nothing if nothing happened, or what happened cannot be known yet.
     *
     * @throws IllegalArgumentException if it cannot be taken
     */
    Optional<OperationSummary> summary(NodeIdentity sender, OtlpPoint point) {
        Double unit = UNITS.get(point.unit());
        if (unit == null) {
            throw new IllegalArgumentException("its unit '" + point.unit() + "' is none of time");
        }
        admittance.refusal(point.end()).ifPresent(refusal -> {
            throw new IllegalArgumentException(refusal);
        });
        return before(sender, point).flatMap(before -> {
            BucketCounts counts = point.distribution().since(before.distribution(), unit);
            return counts.count() == 0
                    ? Optional.empty()
                    : Optional.of(summary(sender, point, counts, (point.sum() - before.sum()) * unit, unit));
        });
    }

    private OperationSummary summary(
            NodeIdentity sender, OtlpPoint point, BucketCounts counts, double sumNanos, double unit) {
        return HistogramSummary.of(
                sender,
                names.limited(operation(point)),
                point.end(),
                point.outcome(),
                counts,
                counts.sketch(
                        sumNanos < 0 ? Double.NaN : sumNanos,
                        // those of a cumulative point are of its whole life
                        point.isDelta() ? point.min() * unit : Double.NaN,
                        point.isDelta() ? point.max() * unit : Double.NaN),
                window);
    }

    private Optional<CumulativeSeries.Point> before(NodeIdentity sender, OtlpPoint point) {
        Instant start = point.start();
        if (point.isDelta()) {
            return Optional.of(new CumulativeSeries.Point(start, start, new Distribution.Nothing(), 0));
        }
        if (!point.isCumulative()) {
            throw new IllegalArgumentException("its temporality is neither delta nor cumulative");
        }
        return series.replace(
                new CumulativeSeries.Key(sender.node(), point.metric(), point.attributes()),
                new CumulativeSeries.Point(start, point.end(), point.distribution(), point.sum()));
    }

    private String operation(OtlpPoint point) {
        StringBuilder name = new StringBuilder(point.metric());
        for (String attribute : attributes) {
            String value = point.attributes().get(attribute);
            if (value != null) {
                name.append(' ').append(value);
            }
        }
        return name.length() <= LONGEST_NAME ? name.toString() : name.substring(0, LONGEST_NAME);
    }
}
