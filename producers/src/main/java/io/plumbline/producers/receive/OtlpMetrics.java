package io.plumbline.producers.receive;

import io.opentelemetry.proto.collector.metrics.v1.ExportMetricsServiceRequest;
import io.opentelemetry.proto.common.v1.AnyValue;
import io.opentelemetry.proto.common.v1.KeyValue;
import io.opentelemetry.proto.metrics.v1.AggregationTemporality;
import io.opentelemetry.proto.metrics.v1.ExponentialHistogramDataPoint;
import io.opentelemetry.proto.metrics.v1.HistogramDataPoint;
import io.opentelemetry.proto.metrics.v1.Metric;
import io.opentelemetry.proto.metrics.v1.ResourceMetrics;
import io.opentelemetry.proto.metrics.v1.ScopeMetrics;
import io.plumbline.producers.agent.NodeIdentity;
import io.plumbline.producers.histogram.BucketCounts;
import io.plumbline.producers.histogram.HistogramSummary;
import io.plumbline.producers.publish.OperationNames;
import io.plumbline.schemas.event.OperationSummary;
import io.plumbline.schemas.event.Outcome;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.TreeMap;

/**
 * OpenTelemetry's metrics as summaries of nodes: histograms of times, explicit or exponential, with delta or cumulative
 * temporality. All other points are refused: they have no home here, and their sender is told. For one thread.
 */
final class OtlpMetrics {
    private static final Map<String, Double> UNITS =
            Map.of("s", 1e9, "ms", 1e6, "us", 1e3, "ns", 1.0, "min", 6e10, "h", 3.6e12);
    private static final List<String> NODE = List.of("service.instance.id", "host.name", "service.name");
    private static final int LONGEST_NAME = 200;

    private final Senders senders;
    private final Admittance admittance;
    private final CumulativeSeries series;
    private final OperationNames names;
    private final List<String> operationAttributes;
    private final Duration window;

    OtlpMetrics(
            Senders senders,
            Admittance admittance,
            CumulativeSeries series,
            OperationNames names,
            List<String> operationAttributes,
            Duration window) {
        this.senders = senders;
        this.admittance = admittance;
        this.series = series;
        this.names = names;
        this.operationAttributes = operationAttributes;
        this.window = window;
    }

    /** One data point of either kind of histogram, in the words that both share. */
    private record Point(
            Metric metric,
            AggregationTemporality temporality,
            long startNanos,
            long timeNanos,
            Map<String, String> attributes,
            Distribution distribution,
            double sum,
            double min,
            double max) {}

    List<OperationSummary> summaries(ExportMetricsServiceRequest request, Rejections rejections) {
        List<OperationSummary> summaries = new ArrayList<>();
        for (ResourceMetrics resource : request.getResourceMetricsList()) {
            Map<String, String> attributes = attributes(resource.getResource().getAttributesList());
            String name = NODE.stream()
                    .map(attributes::get)
                    .filter(Objects::nonNull)
                    .findFirst()
                    .orElse("");
            Optional<NodeIdentity> sender = senders.of(name, attributes.getOrDefault("service.version", ""));
            for (ScopeMetrics scope : resource.getScopeMetricsList()) {
                for (Metric metric : scope.getMetricsList()) {
                    if (sender.isPresent()) {
                        take(sender.get(), metric, summaries, rejections);
                    } else {
                        rejections.add(points(metric), "there are too many nodes (receive.node.limit)");
                    }
                }
            }
        }
        return summaries;
    }

    private void take(NodeIdentity sender, Metric metric, List<OperationSummary> summaries, Rejections rejections) {
        if (metric.hasHistogram()) {
            AggregationTemporality temporality = metric.getHistogram().getAggregationTemporality();
            for (HistogramDataPoint point : metric.getHistogram().getDataPointsList()) {
                attempt(metric, rejections, () -> summary(sender, point(metric, temporality, point)), summaries);
            }
        } else if (metric.hasExponentialHistogram()) {
            AggregationTemporality temporality =
                    metric.getExponentialHistogram().getAggregationTemporality();
            for (ExponentialHistogramDataPoint point :
                    metric.getExponentialHistogram().getDataPointsList()) {
                attempt(metric, rejections, () -> summary(sender, point(metric, temporality, point)), summaries);
            }
        } else {
            String kind = metric.getDataCase().name().toLowerCase(Locale.ROOT);
            rejections.add(points(metric), "a " + kind + " is no histogram of times: " + metric.getName());
        }
    }

    private interface Attempt {
        Optional<OperationSummary> summary();
    }

    private static void attempt(
            Metric metric, Rejections rejections, Attempt attempt, List<OperationSummary> summaries) {
        try {
            attempt.summary().ifPresent(summaries::add);
        } catch (IllegalArgumentException | ArithmeticException e) {
            rejections.add(1, metric.getName() + ": " + e.getMessage());
        }
    }

    /** Nothing if nothing happened, or what happened cannot be known yet. */
    private Optional<OperationSummary> summary(NodeIdentity sender, Point point) {
        Double unit = UNITS.get(point.metric.getUnit());
        if (unit == null) {
            throw new IllegalArgumentException("its unit '" + point.metric.getUnit() + "' is none of time");
        }
        Instant end = instant(point.timeNanos);
        admittance.refusal(end).ifPresent(refusal -> {
            throw new IllegalArgumentException(refusal);
        });
        Optional<CumulativeSeries.Point> before = before(sender, point, end);
        if (before.isEmpty()) {
            return Optional.empty();
        }
        BucketCounts counts = point.distribution.since(before.get().distribution(), unit);
        if (counts.count() == 0) {
            return Optional.empty();
        }
        boolean isDelta = isDelta(point);
        double sum = (point.sum - before.get().sum()) * unit;
        return Optional.of(HistogramSummary.of(
                sender,
                names.limited(operation(point)),
                end,
                outcome(point.attributes),
                counts,
                counts.sketch(
                        sum < 0 ? Double.NaN : sum,
                        isDelta ? point.min * unit : Double.NaN, // those of a cumulative point are of its whole life
                        isDelta ? point.max * unit : Double.NaN),
                window));
    }

    private Optional<CumulativeSeries.Point> before(NodeIdentity sender, Point point, Instant end) {
        Instant start = instant(point.startNanos);
        if (isDelta(point)) {
            return Optional.of(new CumulativeSeries.Point(start, start, new Distribution.Nothing(), 0));
        }
        if (point.temporality != AggregationTemporality.AGGREGATION_TEMPORALITY_CUMULATIVE) {
            throw new IllegalArgumentException("its temporality is neither delta nor cumulative");
        }
        return series.replace(
                new CumulativeSeries.Key(sender.node(), point.metric.getName(), point.attributes),
                new CumulativeSeries.Point(start, end, point.distribution, point.sum));
    }

    private static boolean isDelta(Point point) {
        return point.temporality == AggregationTemporality.AGGREGATION_TEMPORALITY_DELTA;
    }

    private String operation(Point point) {
        StringBuilder name = new StringBuilder(point.metric.getName());
        for (String attribute : operationAttributes) {
            String value = point.attributes.get(attribute);
            if (value != null) {
                name.append(' ').append(value);
            }
        }
        return name.length() <= LONGEST_NAME ? name.toString() : name.substring(0, LONGEST_NAME);
    }

    /** By the attribute that the semantic conventions set on failures, and on these only. */
    private static Outcome outcome(Map<String, String> attributes) {
        String error = attributes.get("error.type");
        if (error == null) {
            return Outcome.OK;
        }
        return error.toLowerCase(Locale.ROOT).contains("timeout") ? Outcome.TIMEOUT : Outcome.ERROR;
    }

    private static Point point(Metric metric, AggregationTemporality temporality, HistogramDataPoint point) {
        return new Point(
                metric,
                temporality,
                point.getStartTimeUnixNano(),
                point.getTimeUnixNano(),
                attributes(point.getAttributesList()),
                Distribution.Explicit.of(point),
                point.hasSum() ? point.getSum() : Double.NaN,
                point.hasMin() ? point.getMin() : Double.NaN,
                point.hasMax() ? point.getMax() : Double.NaN);
    }

    private static Point point(Metric metric, AggregationTemporality temporality, ExponentialHistogramDataPoint point) {
        return new Point(
                metric,
                temporality,
                point.getStartTimeUnixNano(),
                point.getTimeUnixNano(),
                attributes(point.getAttributesList()),
                Distribution.Exponential.of(point),
                point.hasSum() ? point.getSum() : Double.NaN,
                point.hasMin() ? point.getMin() : Double.NaN,
                point.hasMax() ? point.getMax() : Double.NaN);
    }

    private static long points(Metric metric) {
        return switch (metric.getDataCase()) {
            case GAUGE -> metric.getGauge().getDataPointsCount();
            case SUM -> metric.getSum().getDataPointsCount();
            case SUMMARY -> metric.getSummary().getDataPointsCount();
            case HISTOGRAM -> metric.getHistogram().getDataPointsCount();
            case EXPONENTIAL_HISTOGRAM -> metric.getExponentialHistogram().getDataPointsCount();
            case DATA_NOT_SET -> 0;
        };
    }

    private static Map<String, String> attributes(List<KeyValue> attributes) {
        Map<String, String> result = new TreeMap<>();
        for (KeyValue attribute : attributes) {
            result.put(attribute.getKey(), text(attribute.getValue()));
        }
        return result;
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
