package io.plumbline.producers.receive;

import io.opentelemetry.proto.collector.metrics.v1.ExportMetricsServiceRequest;
import io.opentelemetry.proto.metrics.v1.Metric;
import io.opentelemetry.proto.metrics.v1.ResourceMetrics;
import io.opentelemetry.proto.metrics.v1.ScopeMetrics;
import io.plumbline.producers.agent.NodeIdentity;
import io.plumbline.schemas.event.OperationSummary;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;

/**
 * OpenTelemetry's metrics as summaries of nodes: histograms of times, explicit or exponential, with delta or cumulative
 * temporality. All other points are refused: they have no home here, and their sender is told. For one thread.
 */
record OtlpMetrics(Senders senders, PointSummaries points) {
    private static final List<String> NODE = List.of("service.instance.id", "host.name", "service.name");

    List<OperationSummary> summaries(ExportMetricsServiceRequest request, Rejections rejections) {
        List<OperationSummary> summaries = new ArrayList<>();
        for (ResourceMetrics resource : request.getResourceMetricsList()) {
            Map<String, String> attributes =
                    OtlpPoint.texts(resource.getResource().getAttributesList());
            Optional<NodeIdentity> node = node(attributes);
            for (ScopeMetrics scope : resource.getScopeMetricsList()) {
                String name =
                        scope.getScope().getName() + " " + scope.getScope().getVersion();
                for (Metric metric : scope.getMetricsList()) {
                    if (node.isPresent()) {
                        take(new OtlpSource(node.get(), attributes, name), metric, summaries, rejections);
                    } else {
                        rejections.add(count(metric), "there are too many nodes (receive.node.limit)");
                    }
                }
            }
        }
        return summaries;
    }

    private Optional<NodeIdentity> node(Map<String, String> attributes) {
        String name = NODE.stream()
                .map(attributes::get)
                .filter(Objects::nonNull)
                .findFirst()
                .orElse("");
        return senders.of(name, attributes.getOrDefault("service.version", ""));
    }

    private void take(OtlpSource source, Metric metric, List<OperationSummary> summaries, Rejections rejections) {
        if (!metric.hasHistogram() && !metric.hasExponentialHistogram()) {
            String kind = metric.getDataCase().name().toLowerCase(Locale.ROOT);
            rejections.add(count(metric), "a " + kind + " is no histogram of times: " + metric.getName());
        }
        OtlpPoint.of(metric).forEach(point -> {
            try {
                points.summary(source, point.get()).ifPresent(summaries::add);
            } catch (IllegalArgumentException | ArithmeticException e) {
                rejections.add(1, metric.getName() + ": " + e.getMessage());
            }
        });
    }

    private static long count(Metric metric) {
        return switch (metric.getDataCase()) {
            case GAUGE -> metric.getGauge().getDataPointsCount();
            case SUM -> metric.getSum().getDataPointsCount();
            case SUMMARY -> metric.getSummary().getDataPointsCount();
            case HISTOGRAM -> metric.getHistogram().getDataPointsCount();
            case EXPONENTIAL_HISTOGRAM -> metric.getExponentialHistogram().getDataPointsCount();
            case DATA_NOT_SET -> 0;
        };
    }
}
