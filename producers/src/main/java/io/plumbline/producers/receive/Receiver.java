package io.plumbline.producers.receive;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.google.protobuf.ByteString;
import com.google.protobuf.InvalidProtocolBufferException;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import io.opentelemetry.proto.collector.metrics.v1.ExportMetricsPartialSuccess;
import io.opentelemetry.proto.collector.metrics.v1.ExportMetricsServiceRequest;
import io.opentelemetry.proto.collector.metrics.v1.ExportMetricsServiceResponse;
import io.plumbline.producers.publish.OperationNames;
import io.plumbline.producers.publish.PublishException;
import io.plumbline.schemas.event.OperationSummary;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.time.Clock;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Receives measurements over HTTP: {@code POST /v1/measurements} takes JSON lines, {@code POST /v1/metrics} OpenTelemetry's
 * metrics (OTLP/HTTP, protobuf or JSON). A success says that Kafka has stored what was accepted; 503 that it has not, or not
 * all of it, and the sender should try again.
 */
public final class Receiver implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(Receiver.class);
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final String JSON_TYPE = "application/json";
    private static final String PROTOBUF_TYPE = "application/x-protobuf";
    private static final int THREADS = 4;

    private final ReceiveConfig config;
    private final HttpServer server;
    private final ExecutorService threads;
    private final Lane lane;
    private final CumulativeSeries series;
    private final MeasurementLines lines;
    private final OtlpMetrics metrics;
    private final MeterRegistry meters;
    private volatile boolean ready = true;

    private record Answer(int status, String type, ByteString body) {
        static Answer json(int status, Object document) {
            return new Answer(
                    status,
                    JSON_TYPE,
                    ByteString.copyFromUtf8(JSON.valueToTree(document).toString()));
        }
    }

    private interface Handler {
        Answer handle(HttpExchange exchange, byte[] body) throws BadRequestException;
    }

    private Receiver(ReceiveConfig config, MeterRegistry meters, Clock clock) throws IOException {
        this.config = config;
        this.meters = meters;
        Senders senders = new Senders(config.identity(), config.nodes());
        Admittance admittance = new Admittance(clock, config.maxAge());
        Instant now = clock.instant();
        series = new CumulativeSeries(now);
        OperationNames names = new OperationNames(config.operations());
        lines = new MeasurementLines(senders, admittance, names);
        metrics = new OtlpMetrics(senders, admittance, series, names, config.attributes(), config.baseWindow());
        server = HttpServer.create(new InetSocketAddress(config.host(), config.port()), 0);
        lane = new Lane(
                config,
                "receive-" + now.toEpochMilli() + "-"
                        + UUID.randomUUID().toString().substring(0, 8));
        threads = Executors.newFixedThreadPool(THREADS, task -> {
            Thread thread = new Thread(task, "receive-http");
            thread.setDaemon(true);
            return thread;
        });
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
        Receiver receiver = new Receiver(config, meters, clock);
        receiver.server.createContext("/v1/measurements", exchange -> receiver.serve(exchange, receiver::measurements));
        receiver.server.createContext("/v1/metrics", exchange -> receiver.serve(exchange, receiver::metrics));
        receiver.server.setExecutor(receiver.threads);
        receiver.server.start();
        LOG.info("receive=started url={}", receiver.url());
        return receiver;
    }

    public String url() {
        return "http://" + config.host() + ":" + server.getAddress().getPort();
    }

    /** Whether the last request that had something to publish could. */
    public boolean ready() {
        return ready;
    }

    @Override
    public void close() {
        server.stop(1);
        threads.shutdownNow();
        lane.close();
    }

    private void serve(HttpExchange exchange, Handler handler) throws IOException {
        try (exchange) {
            send(exchange, answer(exchange, handler));
        }
    }

    private Answer answer(HttpExchange exchange, Handler handler) throws IOException {
        try {
            if (!permitted(exchange)) {
                throw new BadRequestException(401, "Authorization: Bearer TOKEN is required");
            }
            if (!exchange.getRequestMethod().equals("POST")) {
                throw new BadRequestException(405, "POST only");
            }
            return handler.handle(exchange, RequestBody.read(exchange, config.maxBody()));
        } catch (BadRequestException e) {
            return error(e.status(), e.getMessage());
        } catch (PublishException e) {
            if (ready) {
                LOG.warn("receive=stalled reason={} senders are told to try again", e.getMessage());
            }
            ready = false;
            return error(503, "not stored, or not all of it: try again: " + e.getMessage());
        } catch (RuntimeException e) {
            LOG.error("receive=failed path={}", exchange.getRequestURI().getPath(), e);
            return error(500, "an error of ours");
        }
    }

    private Answer measurements(HttpExchange exchange, byte[] body) {
        Rejections rejections = new Rejections();
        MeasurementLines.Parsed parsed;
        synchronized (lane) { // parsed and published under one boot
            parsed = lines.parse(body, lane.boot(), rejections);
            lane.publish(parsed.publication());
        }
        count("measurements", parsed.accepted(), rejections);
        Map<String, Object> answer = new LinkedHashMap<>();
        answer.put("accepted", parsed.accepted());
        answer.put("rejected", rejections.count());
        answer.put("reasons", rejections.reasons());
        int status = parsed.accepted() == 0 && rejections.count() > 0 ? 400 : 200;
        return Answer.json(status, answer);
    }

    private Answer metrics(HttpExchange exchange, byte[] body) throws BadRequestException {
        boolean isJson = isJson(exchange);
        ExportMetricsServiceRequest request = request(body, isJson);
        Rejections rejections = new Rejections();
        synchronized (lane) {
            try {
                List<OperationSummary> summaries = metrics.summaries(request, rejections);
                lane.publish(sink -> summaries.forEach(
                        summary -> sink.publish(config.topics().summaries(), summary, summary.getWindowStart())));
                series.commit();
                count("metrics", summaries.size(), rejections);
            } finally {
                series.rollback();
            }
        }
        return isJson ? jsonAnswer(rejections) : protobufAnswer(rejections);
    }

    private static boolean isJson(HttpExchange exchange) throws BadRequestException {
        String given = exchange.getRequestHeaders().getFirst("Content-Type");
        String type = given == null ? "" : given.replaceAll(";.*", "").strip();
        if (!type.equals(JSON_TYPE) && !type.equals(PROTOBUF_TYPE)) {
            throw new BadRequestException(415, "Content-Type must be " + PROTOBUF_TYPE + " or " + JSON_TYPE);
        }
        return type.equals(JSON_TYPE);
    }

    private static ExportMetricsServiceRequest request(byte[] body, boolean isJson) throws BadRequestException {
        try {
            if (!isJson) {
                return ExportMetricsServiceRequest.parseFrom(body);
            }
            ExportMetricsServiceRequest.Builder builder = ExportMetricsServiceRequest.newBuilder();
            OtlpJson.merge(JSON.readTree(body), builder);
            return builder.build();
        } catch (InvalidProtocolBufferException e) {
            throw new BadRequestException(400, "no ExportMetricsServiceRequest: " + e.getMessage());
        } catch (IOException | IllegalArgumentException e) {
            throw new BadRequestException(400, "no ExportMetricsServiceRequest in JSON: " + e.getMessage());
        }
    }

    private static Answer protobufAnswer(Rejections rejections) {
        ExportMetricsServiceResponse.Builder response = ExportMetricsServiceResponse.newBuilder();
        if (rejections.count() > 0) {
            response.setPartialSuccess(ExportMetricsPartialSuccess.newBuilder()
                    .setRejectedDataPoints(rejections.count())
                    .setErrorMessage(String.join("; ", rejections.reasons())));
        }
        return new Answer(200, PROTOBUF_TYPE, response.build().toByteString());
    }

    private static Answer jsonAnswer(Rejections rejections) {
        Map<String, Object> partial = Map.of(
                "rejectedDataPoints", Long.toString(rejections.count()),
                "errorMessage", String.join("; ", rejections.reasons()));
        Map<String, Object> answer = rejections.count() == 0 ? Map.of() : Map.of("partialSuccess", partial);
        return Answer.json(200, answer);
    }

    private void count(String path, long accepted, Rejections rejections) {
        ready = true;
        counter(path, "accepted").increment((double) accepted);
        counter(path, "rejected").increment((double) rejections.count());
    }

    private Counter counter(String path, String verdict) {
        return Counter.builder("plumbline.receive")
                .description("What senders gave: measurements, and OpenTelemetry's data points that say something new")
                .tag("path", path)
                .tag("verdict", verdict)
                .register(meters);
    }

    private boolean permitted(HttpExchange exchange) {
        String given = exchange.getRequestHeaders().getFirst("Authorization");
        String wanted = "Bearer " + config.token();
        // in constant time, so that the time to answer tells nothing about the token
        boolean same = given != null
                && MessageDigest.isEqual(
                        given.getBytes(StandardCharsets.UTF_8), wanted.getBytes(StandardCharsets.UTF_8));
        return config.token().isEmpty() || same;
    }

    private static Answer error(int status, String message) {
        return Answer.json(status, Map.of("error", message));
    }

    private static void send(HttpExchange exchange, Answer answer) throws IOException {
        exchange.getResponseHeaders().set("Content-Type", answer.type);
        if (answer.status == 503) {
            exchange.getResponseHeaders().set("Retry-After", "1");
        }
        exchange.sendResponseHeaders(answer.status, answer.body.isEmpty() ? -1 : answer.body.size());
        if (!answer.body.isEmpty()) {
            answer.body.writeTo(exchange.getResponseBody());
        }
    }
}
