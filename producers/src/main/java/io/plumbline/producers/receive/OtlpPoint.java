package io.plumbline.producers.receive;

import io.opentelemetry.proto.common.v1.AnyValue;
import io.opentelemetry.proto.common.v1.KeyValue;
import io.opentelemetry.proto.metrics.v1.AggregationTemporality;
import io.opentelemetry.proto.metrics.v1.ExponentialHistogramDataPoint;
import io.opentelemetry.proto.metrics.v1.HistogramDataPoint;
import io.opentelemetry.proto.metrics.v1.Metric;
import io.plumbline.schemas.event.Outcome;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Supplier;
import java.util.stream.Stream;

/**
 * One data point of either kind of histogram, in the words that both share.
 *
 * @param start when it began to count
 * @param end when it was read
 * @param sum of its values, in the metric's unit; NaN where it is not said, as for the two below
 */
record OtlpPoint(
        String metric,
        String unit,
        AggregationTemporality temporality,
        Instant start,
        Instant end,
        Map<String, String> attributes,
        Distribution distribution,
        double sum,
        double min,
        double max) {
    /**
     * Those of a histogram, explicit or exponential; nothing of another metric. Each is read when it is asked for, which
     * fails with an IllegalArgumentException if it contradicts itself.
     */
    static Stream<Supplier<OtlpPoint>> of(Metric metric) {
        return Stream.concat(
                metric.getHistogram().getDataPointsList().stream().map(point -> () -> explicit(metric, point)),
                metric.getExponentialHistogram().getDataPointsList().stream()
                        .map(point -> () -> exponential(metric, point)));
    }

    boolean isDelta() {
        return temporality == AggregationTemporality.AGGREGATION_TEMPORALITY_DELTA;
    }

    boolean isCumulative() {
        return temporality == AggregationTemporality.AGGREGATION_TEMPORALITY_CUMULATIVE;
    }

    /** By the attribute that the semantic conventions set on failures, and on these only. */
    Outcome outcome() {
        String error = attributes.get("error.type");
        if (error == null) {
            return Outcome.OK;
        }
        return error.toLowerCase(Locale.ROOT).contains("timeout") ? Outcome.TIMEOUT : Outcome.ERROR;
    }

    /** By their keys. */
    static Map<String, String> texts(List<KeyValue> attributes) {
        Map<String, String> result = new TreeMap<>();
        for (KeyValue attribute : attributes) {
            result.put(attribute.getKey(), text(attribute.getValue()));
        }
        return result;
    }

    private static OtlpPoint explicit(Metric metric, HistogramDataPoint point) {
        return new OtlpPoint(
                metric.getName(),
                metric.getUnit(),
                metric.getHistogram().getAggregationTemporality(),
                instant(point.getStartTimeUnixNano()),
                instant(point.getTimeUnixNano()),
                texts(point.getAttributesList()),
                Distribution.Explicit.of(point),
                point.hasSum() ? point.getSum() : Double.NaN,
                point.hasMin() ? point.getMin() : Double.NaN,
                point.hasMax() ? point.getMax() : Double.NaN);
    }

    private static OtlpPoint exponential(Metric metric, ExponentialHistogramDataPoint point) {
        return new OtlpPoint(
                metric.getName(),
                metric.getUnit(),
                metric.getExponentialHistogram().getAggregationTemporality(),
                instant(point.getStartTimeUnixNano()),
                instant(point.getTimeUnixNano()),
                texts(point.getAttributesList()),
                Distribution.Exponential.of(point),
                point.hasSum() ? point.getSum() : Double.NaN,
                point.hasMin() ? point.getMin() : Double.NaN,
                point.hasMax() ? point.getMax() : Double.NaN);
    }

    private static String text(AnyValue value) {
        return switch (value.getValueCase()) {
            case STRING_VALUE -> value.getStringValue();
            case BOOL_VALUE -> Boolean.toString(value.getBoolValue());
            case INT_VALUE -> Long.toString(value.getIntValue());
            case DOUBLE_VALUE -> Double.toString(value.getDoubleValue());
            default -> value.toString();
        };
    }

    private static Instant instant(long nanos) {
        return Instant.ofEpochSecond(0, nanos);
    }
}
