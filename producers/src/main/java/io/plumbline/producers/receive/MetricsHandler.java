package io.plumbline.producers.receive;

import com.sun.net.httpserver.HttpExchange;
import io.opentelemetry.proto.collector.metrics.v1.ExportMetricsServiceRequest;
import io.plumbline.schemas.event.OperationSummary;
import io.plumbline.schemas.topic.Topic;
import java.util.List;

/** OpenTelemetry's metrics. What a series has counted is taken as known only if Kafka has stored it. */
final class MetricsHandler implements HttpEndpoint.Handler {
    private final OtlpMetrics metrics;
    private final CumulativeSeries series;
    private final Lane lane;
    private final Topic<OperationSummary> topic;
    private final ReceiveMeters meters;

    MetricsHandler(
            OtlpMetrics metrics,
            CumulativeSeries series,
            Lane lane,
            Topic<OperationSummary> topic,
            ReceiveMeters meters) {
        this.metrics = metrics;
        this.series = series;
        this.lane = lane;
        this.topic = topic;
        this.meters = meters;
    }

    @Override
    public Answer handle(HttpExchange exchange, byte[] body) throws BadRequestException {
        OtlpFormat format = OtlpFormat.of(exchange.getRequestHeaders().getFirst("Content-Type"));
        ExportMetricsServiceRequest request = format.request(body);
        Rejections rejections = new Rejections();
        synchronized (lane) {
            try {
                List<OperationSummary> summaries = metrics.summaries(request, rejections);
                lane.publish(
                        sink -> summaries.forEach(summary -> sink.publish(topic, summary, summary.getWindowStart())));
                series.commit();
                meters.count("metrics", summaries.size(), rejections);
            } finally {
                series.rollback();
            }
        }
        return format.answer(rejections);
    }
}
