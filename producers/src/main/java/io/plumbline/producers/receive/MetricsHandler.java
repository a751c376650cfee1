package io.plumbline.producers.receive;

import com.sun.net.httpserver.HttpExchange;
import io.opentelemetry.proto.collector.metrics.v1.ExportMetricsServiceRequest;
import io.plumbline.schemas.event.OperationSummary;
import io.plumbline.schemas.topic.Topic;
import java.util.List;

/** OpenTelemetry's metrics. What a series has counted, or which of its points were taken, is known only once Kafka has stored it. */
final class MetricsHandler implements HttpEndpoint.Handler {
    private final OtlpMetrics metrics;
    private final KnownPoints known;
    private final Lane lane;
    private final Topic<OperationSummary> topic;
    private final ReceiveMeters meters;

    MetricsHandler(
            OtlpMetrics metrics, KnownPoints known, Lane lane, Topic<OperationSummary> topic, ReceiveMeters meters) {
        this.metrics = metrics;
        this.known = known;
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
                meters.count("metrics", summaries.size(), rejections);
                meters.countRepeated("metrics", known.repeated());
                known.commit();
            } finally {
                known.rollback();
            }
        }
        return format.answer(rejections);
    }
}
