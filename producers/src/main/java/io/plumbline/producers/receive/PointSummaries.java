package io.plumbline.producers.receive;

import io.plumbline.producers.agent.NodeIdentity;
import io.plumbline.producers.histogram.BucketCounts;
import io.plumbline.producers.histogram.HistogramSummary;
import io.plumbline.producers.publish.OperationNames;
import io.plumbline.schemas.event.OperationSummary;
import java.time.Duration;
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
        Admittance admittance, KnownPoints known, OperationNames names, List<String> attributes, Duration window) {
    private static final Map<String, Double> UNITS =
            Map.of("s", 1e9, "ms", 1e6, "us", 1e3, "ns", 1.0, "min", 6e10, "h", 3.6e12);
    private static final int LONGEST_NAME = 200;

    /**
     * Nothing if nothing happened, what happened cannot be known yet, or the point was taken already.
     *
     * @throws IllegalArgumentException if it cannot be taken
     */
    Optional<OperationSummary> summary(OtlpSource source, OtlpPoint point) {
        Double unit = UNITS.get(point.unit());
        if (unit == null) {
            throw new IllegalArgumentException("its unit '" + point.unit() + "' is none of time");
        }
        admittance.refusal(point.end()).ifPresent(refusal -> {
            throw new IllegalArgumentException(refusal);
        });
        if (point.isDelta()) {
            return delta(source, point, unit);
        }
        if (!point.isCumulative()) {
            throw new IllegalArgumentException("its temporality is neither delta nor cumulative");
        }
        return cumulative(source, point, unit);
    }

    private Optional<OperationSummary> delta(OtlpSource source, OtlpPoint point, double unit) {
        TakenIntervals.Series series =
                new TakenIntervals.Series(source.resource(), source.scope(), point.metric(), point.attributes());
        if (known.delta().has(series, point.start(), point.end())) {
            known.countRepeated();
            return Optional.empty();
        }
        Optional<OperationSummary> summary = since(
                new CumulativeSeries.Point(point.start(), point.start(), new Distribution.Nothing(), 0),
                source,
                point,
                unit);
        known.delta().add(series, point.start(), point.end());
        return summary;
    }

    private Optional<OperationSummary> cumulative(OtlpSource source, OtlpPoint point, double unit) {
        CumulativeSeries.Key key = new CumulativeSeries.Key(source.node().node(), point.metric(), point.attributes());
        CumulativeSeries.Point now =
                new CumulativeSeries.Point(point.start(), point.end(), point.distribution(), point.sum());
        if (known.cumulative().isLast(key, now)) {
            known.countRepeated();
            return Optional.empty();
        }
        return known.cumulative().replace(key, now).flatMap(before -> since(before, source, point, unit));
    }

    private Optional<OperationSummary> since(
            CumulativeSeries.Point before, OtlpSource source, OtlpPoint point, double unit) {
        BucketCounts counts = point.distribution().since(before.distribution(), unit);
        return counts.count() == 0
                ? Optional.empty()
                : Optional.of(summary(source.node(), point, counts, (point.sum() - before.sum()) * unit, unit));
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
