package io.plumbline.producers.receive;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.tuple;
import static org.assertj.core.api.Assertions.within;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.opentelemetry.proto.collector.metrics.v1.ExportMetricsServiceRequest;
import io.opentelemetry.proto.collector.metrics.v1.ExportMetricsServiceResponse;
import io.opentelemetry.proto.common.v1.AnyValue;
import io.opentelemetry.proto.metrics.v1.AggregationTemporality;
import io.opentelemetry.proto.metrics.v1.ExponentialHistogram;
import io.opentelemetry.proto.metrics.v1.ExponentialHistogramDataPoint;
import io.opentelemetry.proto.metrics.v1.ExponentialHistogramDataPoint.Buckets;
import io.opentelemetry.proto.metrics.v1.Histogram;
import io.opentelemetry.proto.metrics.v1.HistogramDataPoint;
import io.opentelemetry.proto.metrics.v1.Metric;
import io.opentelemetry.proto.metrics.v1.ResourceMetrics;
import io.opentelemetry.proto.metrics.v1.ScopeMetrics;
import io.plumbline.local.Ports;
import io.plumbline.producers.Pipeline;
import io.plumbline.producers.SharedPipeline;
import io.plumbline.producers.app.AgentProcess;
import io.plumbline.schemas.event.Measurement;
import io.plumbline.schemas.event.MeasurementBatch;
import io.plumbline.schemas.event.OperationSummary;
import io.plumbline.schemas.event.Outcome;
import io.plumbline.schemas.serde.Sketches;
import io.plumbline.schemas.topic.TopicCatalogue;
import io.plumbline.settings.ConfigException;
import io.plumbline.settings.Settings;
import io.plumbline.sketch.Sketch;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInfo;
import org.junit.jupiter.api.extension.RegisterExtension;

class ReceiverTest {
    @RegisterExtension
    static final SharedPipeline SHARED = new SharedPipeline();

    private static final Instant EIGHT = Instant.parse("2026-03-02T08:00:00Z");
    private static final String JSON = "application/json";
    private static final String PROTOBUF = "application/x-protobuf";
    private static final String LINES = "/v1/measurements";
    private static final String METRICS = "/v1/metrics";

    private final Pipeline pipeline = SHARED.get();
    private final HttpClient client = HttpClient.newHttpClient();
    private final SimpleMeterRegistry meters = new SimpleMeterRegistry();
    private TopicCatalogue topics;
    private Receiver receiver;

    @BeforeEach
    void open(TestInfo test) throws Exception {
        String prefix = "receive-" + test.getTestMethod().orElseThrow().getName();
        topics = pipeline.topics(prefix);
        receiver = start(settings(prefix));
    }

    @AfterEach
    void close() {
        receiver.close();
    }

    @Test
    void aLineIsAMeasurement() throws Exception {
        HttpResponse<byte[]> answer = post(LINES, JSON, """
                {"node":"web 1","operation":"render","start":"2026-03-02T08:00:01.5Z","duration_ns":2000000,\
                "service_ns":1000000,"outcome":"timeout","bytes":7,"labels":{"page":"home"}}
                {"operation":"query","start":1772438402000000,"duration_ns":5}

                """);

        assertThat(answer.statusCode()).isEqualTo(200);
        assertThat(json(answer).get("accepted").asInt()).isEqualTo(2);
        List<MeasurementBatch> batches = pipeline.values(topics.measurements()); // stored when it was answered
        assertThat(batches)
                .extracting(MeasurementBatch::getSystem, MeasurementBatch::getNode, MeasurementBatch::getFirstSequence)
                .containsExactlyInAnyOrder(tuple("shop", "web_1", 0L), tuple("shop", "gateway", 0L));
        Instant at = EIGHT.plusMillis(1_500);
        assertThat(batches.stream().flatMap(batch -> batch.getMeasurements().stream()))
                .containsExactlyInAnyOrder(
                        new Measurement(
                                "render", at, 2_000_000L, 1_000_000L, Outcome.TIMEOUT, 7L, Map.of("page", "home")),
                        new Measurement("query", EIGHT.plusSeconds(2), 5L, null, Outcome.OK, 0L, Map.of()));
    }

    @Test
    void badLinesAreSaidAndTheOthersTaken() throws Exception {
        HttpResponse<byte[]> answer = post(LINES, JSON, """
                {"operation":"good","start":"2026-03-02T08:00:01Z","duration_ns":1}
                {"operation":"bad","start":"2026-03-02T08:00:01Z","duration_ns":-1}
                {"operation":"bad","start":"yesterday","duration_ns":1}
                {"operation":"bad","start":"2026-03-02T07:00:00Z","duration_ns":1}
                {"operation":"bad","start":"2026-03-02T09:00:00Z","duration_ns":1}
                {"operation":"bad","start":"2026-03-02T08:00:01Z","duration":1}
                {"operation":"bad","start":"2026-03-02T08:00:01Z","duration_ns":1,"outcome":"maybe"}
                not json
                """);

        assertThat(answer.statusCode()).isEqualTo(200);
        assertThat(json(answer).get("accepted").asInt()).isEqualTo(1);
        assertThat(json(answer).get("rejected").asInt()).isEqualTo(7);
        assertThat(json(answer).get("reasons").toString())
                .contains("line 2: duration_ns must be a whole number")
                .contains("line 3: start must be a time")
                .contains("line 4: ended more than 120 s ago")
                .contains("line 5: ended in the future")
                .contains("line 6: there is no field duration")
                .contains("line 7: outcome must be OK, ERROR or TIMEOUT")
                .contains("line 8: is no JSON object");
        assertThat(post(LINES, JSON, "not json").statusCode()).isEqualTo(400);
    }

    @Test
    void histogramsOfTimesBecomeSummariesAndTheRestIsSaidToBeRejected() throws Exception {
        HttpResponse<byte[]> answer =
                post(METRICS, JSON, Files.readString(Path.of("src/test/resources/receive/otlp.json")));

        assertThat(answer.statusCode()).isEqualTo(200);
        JsonNode partial = json(answer).get("partialSuccess");
        assertThat(partial.get("rejectedDataPoints").asText()).isEqualTo("3");
        assertThat(partial.get("errorMessage").asText())
                .contains("a sum is no histogram of times: http.server.active_requests")
                .contains("http.server.request.body.size: its unit 'By' is none of time");
        List<OperationSummary> summaries = pipeline.values(topics.summaries());
        String name = "http.server.request.duration";
        Instant window = EIGHT.plusSeconds(9); // the points end at ten
        assertThat(summaries)
                .extracting(
                        OperationSummary::getNode,
                        OperationSummary::getRelease,
                        OperationSummary::getOperation,
                        OperationSummary::getWindowStart,
                        OperationSummary::getOkCount,
                        OperationSummary::getTimeoutCount)
                .containsExactlyInAnyOrder(
                        tuple("checkout_pod_7", "4.2", name + " GET /cart", window, 10L, 0L),
                        tuple("checkout_pod_7", "4.2", name + " /pay", window, 0L, 2L));
        Sketch cart = response(summaries, 10);
        assertThat(List.of(cart.min(), cart.max())).containsExactly(50e6, 400e6); // its own
        assertThat(cart.sum()).isCloseTo(1.5e9, within(1.0));
        assertThat(cart.quantile(0.5)).isCloseTo(400e6 / 3, within(1.1e6)); // rank 5 of 10: up to .2 s
    }

    @Test
    void exponentialBucketsAreTakenAsDifferencesEvenWhenTheirScaleChanges() throws Exception {
        send(exponential(1, 11, 3, List.of(8L, 4L), 2)); // 2^(1/8) each, the first from 2^0 ms; counted from its start
        send(exponential(1, 12, 2, List.of(13L, 2L), 3)); // joined in pairs: 1 + 2 + 1 more

        List<OperationSummary> summaries = pipeline.values(topics.summaries());
        assertThat(summaries).extracting(OperationSummary::getOkCount).containsExactlyInAnyOrder(14L, 4L);
        Sketch second = response(summaries, 4);
        double base = Math.pow(2, 0.25);
        double h = (base - 1) / (base + 1) + 0.01;
        assertThat(second.min()).isZero();
        assertThat(second.quantile(0.5)).isCloseTo(1e6 * Math.sqrt(base), within(1e6 * base * h));
        assertThat(second.max()).isCloseTo(1e6 * base * Math.sqrt(base), within(1e6 * base * base * h));
    }

    @Test
    void whatASeriesCountedBeforeTheReceiverBeganIsNotCounted() throws Exception {
        ExportMetricsServiceRequest old = exponential(-100, 11, 2, List.of(1_000L), 0);
        assertThat(send(old).hasPartialSuccess()).isFalse();
        send(exponential(-100, 12, 2, List.of(1_003L), 0));

        assertThat(pipeline.values(topics.summaries()))
                .extracting(OperationSummary::getOkCount)
                .containsExactly(3L);
        assertThat(send(old).getPartialSuccess().getErrorMessage())
                .contains("a point is not later than the one before");
    }

    @Test
    void aCumulativePointThatIsSentAgainCountsOnce() throws Exception {
        ExportMetricsServiceRequest first = exponential(1, 11, 2, List.of(5L), 0);
        send(first);

        assertThat(send(first).hasPartialSuccess()).isFalse(); // or the sender would try again
        assertThat(okCounts()).containsExactly(5L);
        assertThat(repeated()).isEqualTo(1);
    }

    @Test
    void aDeltaPointThatIsSentAgainCountsOnce() throws Exception {
        ExportMetricsServiceRequest first = delta("web", "1.0", interval(1, 4, 3));
        send(first);
        send(delta("web", "1.0", interval(4, 7, 5)));

        assertThat(send(first).hasPartialSuccess()).isFalse(); // overtaken by the next on its way
        assertThat(okCounts()).containsExactlyInAnyOrder(3L, 5L);
        assertThat(repeated()).isEqualTo(1);
    }

    @Test
    void deltaPointsOfOneRequestCountInWhateverOrderTheyStand() throws Exception {
        send(delta("web", "1.0", interval(4, 7, 5), interval(1, 4, 3), interval(4, 7, 5)));

        assertThat(okCounts()).containsExactlyInAnyOrder(3L, 5L);
        assertThat(repeated()).isEqualTo(1);
    }

    @Test
    void theSameIntervalOfAnotherSeriesIsNoRepetition() throws Exception {
        send(delta("web", "1.0", interval(1, 4, 3)));
        send(delta("web", "2.0", interval(1, 4, 4))); // another scope
        send(delta("api", "1.0", interval(1, 4, 5))); // another resource
        send(delta("web", "1.0", interval(2, 4, 6))); // another interval

        assertThat(okCounts()).containsExactlyInAnyOrder(3L, 4L, 5L, 6L);
        assertThat(repeated()).isZero();
    }

    @Test
    void aDeltaPointThatKafkaDidNotTakeCountsWhenItComesAgain() throws Exception {
        Map<String, String> early = new HashMap<>(settings("receive-delta-missing"));
        early.put("kafka.max.block.ms", "200");
        receiver.close();
        receiver = start(early);
        byte[] body = delta("web", "1.0", interval(1, 4, 3)).toByteArray();
        assertThat(post(METRICS, PROTOBUF, body, "identity").statusCode()).isEqualTo(503);

        TopicCatalogue created = pipeline.topics("receive-delta-missing");
        await().until(() -> post(METRICS, PROTOBUF, body, "identity").statusCode() == 200);
        assertThat(pipeline.values(created.summaries())).hasSize(1);
        assertThat(repeated()).isZero();
    }

    @Test
    void packedBodiesAreUnpackedUpToTheLimit() throws Exception {
        byte[] body = gzip(exponential(1, 11, 2, List.of(5L), 0).toByteArray());
        byte[] bomb = gzip(new byte[5 << 20]);
        assertThat(bomb.length).isLessThan(10_000);

        assertThat(post(METRICS, PROTOBUF, body, "gzip").statusCode()).isEqualTo(200);
        assertThat(post(METRICS, PROTOBUF, bomb, "gzip").statusCode()).isEqualTo(413);
        assertThat(post(METRICS, PROTOBUF, new byte[] {1, 2, 3, 4}, "gzip").statusCode())
                .isEqualTo(400);
        assertThat(post(METRICS, PROTOBUF, body, "br").statusCode()).isEqualTo(415);
    }

    @Test
    void requestsThatAreNotUnderstoodSayWhy() throws Exception {
        assertThat(post(METRICS, "text/plain", "x").statusCode()).isEqualTo(415);
        assertThat(post(METRICS, PROTOBUF, "no protobuf").statusCode()).isEqualTo(400);
        HttpResponse<byte[]> answer =
                post(METRICS, JSON, "{\"resourceMetrics\":[{\"scopeMetrics\":[{\"metrics\":{}}]}]}");
        assertThat(answer.statusCode()).isEqualTo(400);
        assertThat(new String(answer.body(), StandardCharsets.UTF_8))
                .contains("resourceMetrics: scopeMetrics: metrics: an array is needed");
        HttpRequest get = request(LINES, JSON).GET().build();
        assertThat(client.send(get, BodyHandlers.ofByteArray()).statusCode()).isEqualTo(405);
    }

    @Test
    void anotherAddressThanLoopbackNeedsATokenAndEveryRequestHasIt() throws Exception {
        Map<String, String> open = new HashMap<>(settings("receive-token"));
        open.put("receive.host", "0.0.0.0");
        assertThatThrownBy(() -> ReceiveConfig.from(Settings.of(open)))
                .isInstanceOf(ConfigException.class)
                .hasMessageContaining("receive.token");

        open.put("receive.token", "secret");
        assertThat(ReceiveConfig.from(Settings.of(open)).toString()).doesNotContain("secret");
        receiver.close();
        receiver = start(open);
        assertThat(post(LINES, JSON, "").statusCode()).isEqualTo(401);
        HttpRequest known = request(LINES, JSON)
                .header("Authorization", "Bearer secret")
                .POST(BodyPublishers.noBody())
                .build();
        assertThat(client.send(known, BodyHandlers.ofByteArray()).statusCode()).isEqualTo(200);
    }

    @Test
    void whatKafkaDoesNotTakeIsNotAcceptedAndMayComeAgain() throws Exception {
        Map<String, String> early = new HashMap<>(settings("receive-missing"));
        early.put("kafka.max.block.ms", "200");
        receiver.close();
        receiver = start(early);
        String line = "{\"operation\":\"late\",\"start\":\"2026-03-02T08:00:01Z\",\"duration_ns\":1}";
        HttpResponse<byte[]> refused = post(LINES, JSON, line);
        assertThat(refused.statusCode()).isEqualTo(503);
        assertThat(refused.headers().firstValue("Retry-After")).contains("1");
        assertThat(receiver.ready()).isFalse();

        TopicCatalogue created = pipeline.topics("receive-missing");
        await().until(() -> post(LINES, JSON, line).statusCode() == 200);
        assertThat(pipeline.values(created.measurements())).hasSize(1);
        assertThat(receiver.ready()).isTrue();
    }

    @Test
    void anAgentReceivesTooIfItIsAskedTo() throws Exception {
        Map<String, String> agent = new HashMap<>(settings("receive-anAgentReceivesTooIfItIsAskedTo"));
        int port = Ports.reserve();
        agent.putAll(
                Map.of("receive.enabled", "true", "receive.port", Integer.toString(port), "host.enabled", "false"));
        Settings settings = Settings.of(agent);
        try (AgentProcess process = AgentProcess.start(settings, new SimpleMeterRegistry())) {
            settings.rejectUnknown(); // of receive.*, too
            assertThat(process.live()).isTrue();
            String line = "{\"operation\":\"render\",\"start\":\"" + Instant.now() + "\",\"duration_ns\":1}";
            HttpRequest request = HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + port + LINES))
                    .POST(BodyPublishers.ofString(line))
                    .build();
            assertThat(client.send(request, BodyHandlers.ofString()).body()).startsWith("{\"accepted\":1,");
        }
    }

    /** A cumulative point; the receiver began at second 0. */
    private static ExportMetricsServiceRequest exponential(
            int startSecond, int second, int scale, List<Long> counts, long zeros) {
        ExponentialHistogramDataPoint point = ExponentialHistogramDataPoint.newBuilder()
                .setStartTimeUnixNano(nanos(startSecond))
                .setTimeUnixNano(nanos(second))
                .setScale(scale)
                .setZeroCount(zeros)
                .setCount(zeros + counts.stream().mapToLong(Long::longValue).sum())
                .setPositive(Buckets.newBuilder().setOffset(0).addAllBucketCounts(counts))
                .build();
        Metric metric = Metric.newBuilder()
                .setName("rpc.duration")
                .setUnit("ms")
                .setExponentialHistogram(ExponentialHistogram.newBuilder()
                        .setAggregationTemporality(AggregationTemporality.AGGREGATION_TEMPORALITY_CUMULATIVE)
                        .addDataPoints(point))
                .build();
        ExportMetricsServiceRequest.Builder request = ExportMetricsServiceRequest.newBuilder();
        request.addResourceMetricsBuilder().addScopeMetricsBuilder().addMetrics(metric);
        return request.build();
    }

    /** So many values of a second up to two, in each. */
    private static HistogramDataPoint interval(int fromSecond, int toSecond, long count) {
        return HistogramDataPoint.newBuilder()
                .setStartTimeUnixNano(nanos(fromSecond))
                .setTimeUnixNano(nanos(toSecond))
                .setCount(count)
                .addAllExplicitBounds(List.of(1.0, 2.0))
                .addAllBucketCounts(List.of(0L, count, 0L))
                .build();
    }

    private static ExportMetricsServiceRequest delta(String host, String version, HistogramDataPoint... points) {
        Metric metric = Metric.newBuilder()
                .setName("rpc.duration")
                .setUnit("s")
                .setHistogram(Histogram.newBuilder()
                        .setAggregationTemporality(AggregationTemporality.AGGREGATION_TEMPORALITY_DELTA)
                        .addAllDataPoints(List.of(points)))
                .build();
        ExportMetricsServiceRequest.Builder request = ExportMetricsServiceRequest.newBuilder();
        ResourceMetrics.Builder resource = request.addResourceMetricsBuilder();
        resource.getResourceBuilder()
                .addAttributesBuilder()
                .setKey("host.name")
                .setValue(AnyValue.newBuilder().setStringValue(host));
        ScopeMetrics.Builder scope = resource.addScopeMetricsBuilder();
        scope.getScopeBuilder().setName("rpc").setVersion(version);
        scope.addMetrics(metric);
        return request.build();
    }

    private List<Long> okCounts() {
        return pipeline.values(topics.summaries()).stream()
                .map(OperationSummary::getOkCount)
                .toList();
    }

    private double repeated() {
        return meters.get("plumbline.receive.repeated").counter().count();
    }

    private static long nanos(int second) {
        return TimeUnit.SECONDS.toNanos(EIGHT.getEpochSecond() + second);
    }

    private static Sketch response(List<OperationSummary> summaries, long okCount) {
        return summaries.stream()
                .filter(summary -> summary.getOkCount() == okCount)
                .map(summary -> Sketches.fromData(summary.getResponse()))
                .findFirst()
                .orElseThrow();
    }

    private ExportMetricsServiceResponse send(ExportMetricsServiceRequest request) throws Exception {
        HttpResponse<byte[]> answer = post(METRICS, PROTOBUF, request.toByteArray(), "identity");
        assertThat(answer.statusCode()).isEqualTo(200);
        assertThat(answer.headers().firstValue("Content-Type")).contains(PROTOBUF);
        return ExportMetricsServiceResponse.parseFrom(answer.body());
    }

    private HttpResponse<byte[]> post(String path, String type, String body) throws IOException, InterruptedException {
        return post(path, type, body.getBytes(StandardCharsets.UTF_8), "identity");
    }

    private HttpResponse<byte[]> post(String path, String type, byte[] body, String encoding)
            throws IOException, InterruptedException {
        HttpRequest request = request(path, type)
                .header("Content-Encoding", encoding)
                .POST(BodyPublishers.ofByteArray(body))
                .build();
        return client.send(request, BodyHandlers.ofByteArray());
    }

    private HttpRequest.Builder request(String path, String type) {
        return HttpRequest.newBuilder(URI.create(receiver.url().replace("0.0.0.0", "127.0.0.1") + path))
                .timeout(Duration.ofSeconds(30))
                .header("Content-Type", type);
    }

    private static JsonNode json(HttpResponse<byte[]> answer) throws IOException {
        return new ObjectMapper().readTree(answer.body());
    }

    private static byte[] gzip(byte[] bytes) throws IOException {
        ByteArrayOutputStream packed = new ByteArrayOutputStream();
        try (GZIPOutputStream out = new GZIPOutputStream(packed)) {
            out.write(bytes);
        }
        return packed.toByteArray();
    }

    private Map<String, String> settings(String prefix) {
        Map<String, String> settings = new HashMap<>(Map.of(
                "receive.port", "0",
                "agent.system", "shop",
                "agent.node", "gateway",
                "topics.prefix", prefix + ".",
                "topics.partitions", "2"));
        pipeline.kafkaSettings().forEach((key, value) -> settings.put("kafka." + key, value));
        pipeline.registrySettings().forEach((key, value) -> settings.put("registry." + key, value));
        return settings;
    }

    private Receiver start(Map<String, String> settings) throws IOException {
        return Receiver.start(
                ReceiveConfig.from(Settings.of(settings)), meters, new TwoTimes(EIGHT, EIGHT.plusSeconds(10)));
    }

    /** The receiver begins at one time, and from then on it is the other. */
    private static final class TwoTimes extends Clock {
        private final Instant later;
        private Instant next;

        TwoTimes(Instant first, Instant later) {
            this.next = first;
            this.later = later;
        }

        @Override
        public synchronized Instant instant() {
            Instant now = next;
            next = later;
            return now;
        }

        @Override
        public ZoneId getZone() {
            return ZoneOffset.UTC;
        }

        @Override
        public Clock withZone(ZoneId zone) {
            return this;
        }
    }
}
