package io.plumbline.producers.receive;

import io.micrometer.core.instrument.MeterRegistry;
import io.plumbline.producers.publish.OperationNames;
import java.io.IOException;
import java.time.Clock;
import java.time.Instant;
import java.util.Map;
import java.util.UUID;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Receives measurements over HTTP: {@code POST /v1/measurements} takes JSON lines, {@code POST /v1/metrics} OpenTelemetry's
 * metrics (OTLP/HTTP, protobuf or JSON). A success says that Kafka has stored what was accepted; 503 that it has not, or not
 * all of it, and the sender should try again.
 */
public final class Receiver implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(Receiver.class);

    private final ReceiveConfig config;
    private final Lane lane;
    private final HttpEndpoint endpoint;

    private Receiver(ReceiveConfig config, Lane lane, HttpEndpoint endpoint) {
        this.config = config;
        this.lane = lane;
        this.endpoint = endpoint;
    }

    /**
     * Starts to listen; neither Kafka nor the registry need to be there yet.
     *
     * @throws IOException if the address cannot be bound
     */
    public static Receiver start(ReceiveConfig config, MeterRegistry meters) throws IOException {
        return start(config, meters, Clock.systemUTC());
    }

    static Receiver start(ReceiveConfig config, MeterRegistry meters, Clock clock) throws IOException {
        Instant now = clock.instant();
        String life = now.toEpochMilli() + "-" + UUID.randomUUID().toString().substring(0, 8);
        Lane lane = new Lane(config, "receive-" + life);
        try {
            HttpEndpoint endpoint = HttpEndpoint.start(config, handlers(config, meters, lane, clock, now));
            Receiver receiver = new Receiver(config, lane, endpoint);
            LOG.info("receive=started url={}", receiver.url());
            return receiver;
        } catch (IOException | RuntimeException e) {
            lane.close();
            throw e;
        }
    }

    public String url() {
        return "http://" + config.host() + ":" + endpoint.port();
    }

    /** Whether the last request that had something to publish could. */
    public boolean ready() {
        return endpoint.ready();
    }

    @Override
    public void close() {
        endpoint.close();
        lane.close();
    }

    private static Map<String, HttpEndpoint.Handler> handlers(
            ReceiveConfig config, MeterRegistry registry, Lane lane, Clock clock, Instant now) {
        ReceiveLimits limits = config.limits();
        Senders senders = new Senders(config.identity(), limits.nodes());
        Admittance admittance = new Admittance(clock, limits.maxAge());
        OperationNames names = new OperationNames(limits.operations());
        KnownPoints known = new KnownPoints(now);
        ReceiveMeters meters = new ReceiveMeters(registry);
        OtlpMetrics metrics = new OtlpMetrics(
                senders, new PointSummaries(admittance, known, names, config.attributes(), config.baseWindow()));
        return Map.of(
                "/v1/measurements",
                new MeasurementsHandler(new MeasurementLines(senders, admittance, names), lane, meters),
                "/v1/metrics",
                new MetricsHandler(metrics, known, lane, config.topics().summaries(), meters));
    }
}
